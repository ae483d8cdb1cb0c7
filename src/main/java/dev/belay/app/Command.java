package dev.belay.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import dev.belay.web.LegName;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command of the command line: data goes to {@link #out}, everything else to {@link #err}. */
@CommandLine.Command(mixinStandardHelpOptions = true)
abstract class Command implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    final SettingsOptions options = new SettingsOptions();

    PrintWriter out() {
        return commandLine().getOut();
    }

    PrintWriter err() {
        return commandLine().getErr();
    }

    CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** The settings as far as a client needs them. */
    Settings settings() {
        return SettingsReader.forClient(options.source());
    }

    /** The leg that a person named; fails as wrong usage. */
    LegId leg(String text) {
        try {
            return LegName.parse(settings().account(), text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }

    void printJson(JsonNode node) {
        try {
            out().println(JournalFormat.json().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written", e);
        }
    }
}
