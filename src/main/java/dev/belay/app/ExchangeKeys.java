package dev.belay.app;

import dev.belay.exchange.binance.BinanceKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Finds the API key of testnet and live mode: in {@code belay.exchange.key-file} when that is set, else in the
 * environment. Never on the command line and never in the configuration, which is shown and copied about (reliability
 * §6.2).
 */
public final class ExchangeKeys {

    static final String KEY_VARIABLE = "BELAY_API_KEY";
    static final String SECRET_VARIABLE = "BELAY_API_SECRET";

    private ExchangeKeys() {}

    /** The key of this installation; throws {@link InvalidSettings} with the remedy when there is none to be used. */
    public static BinanceKey read(Settings settings, Map<String, String> environment) {
        return settings.exchange().keyFile().map(ExchangeKeys::fromFile).orElseGet(() -> fromEnvironment(environment));
    }

    static List<SettingsProblem> problems(Settings settings, Map<String, String> environment) {
        try {
            read(settings, environment);
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }

    private static BinanceKey fromEnvironment(Map<String, String> environment) {
        String key = environment.getOrDefault(KEY_VARIABLE, "");
        String secret = environment.getOrDefault(SECRET_VARIABLE, "");
        if (key.isBlank() || secret.isBlank()) {
            throw invalid(
                    "environment",
                    "no API key: " + KEY_VARIABLE + " and " + SECRET_VARIABLE + " are not both set",
                    "Set both, or name a file of two lines (key, secret) in belay.exchange.key-file.");
        }
        return key("environment", key, secret);
    }

    private static BinanceKey fromFile(Path file) {
        List<String> lines = SecretFile.lines(file, "key file", "belay.exchange.key-file", "two lines, key and secret");
        if (lines.size() != 2) {
            throw SecretFile.invalid(
                    file,
                    "this key file has " + lines.size() + " lines",
                    "Write two lines: the API key, then the secret. Lines that begin with # do not count.");
        }
        return key(file.toString(), lines.get(0), lines.get(1));
    }

    private static BinanceKey key(String place, String key, String secret) {
        try {
            return new BinanceKey(key.strip(), secret.strip());
        } catch (IllegalArgumentException e) {
            throw invalid(place, String.valueOf(e.getMessage()), "Copy both again from the exchange's API management.");
        }
    }

    private static InvalidSettings invalid(String place, String what, String remedy) {
        return new InvalidSettings(List.of(new SettingsProblem(place, what, remedy)));
    }
}
