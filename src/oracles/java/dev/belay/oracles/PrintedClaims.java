package dev.belay.oracles;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints one line for each claim that held, as the scripts of the other clients do. */
final class PrintedClaims implements TestWatcher {

    @Override
    public void testSuccessful(ExtensionContext context) {
        String claim = context.getRequiredTestMethod().getName().replaceAll("([A-Z])", " $1");
        System.out.println("ok   the Java connector: " + claim.toLowerCase(Locale.ROOT));
    }
}
