package dev.belay.app;

import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way to the exchange itself, live or testnet: base URIs from the configuration, the key from a file or the environment. */
final class LiveAccess {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private LiveAccess() {}

    static ExchangeAccess of(Settings settings) {
        Settings.Exchange exchange = settings.exchange();
        BinanceKey key = exchange.keyFile().map(LiveAccess::fromFile).orElseGet(LiveAccess::fromEnvironment);
        return new ExchangeAccess(
                new BinanceEndpoints(exchange.rest(), exchange.marketStream(), exchange.userStream()),
                key,
                new MachineClock(),
                Map.of());
    }

    private static BinanceKey fromEnvironment() {
        String key = System.getenv("BELAY_API_KEY");
        String secret = System.getenv("BELAY_API_SECRET");
        if (key == null || secret == null || key.isBlank() || secret.isBlank()) {
            throw new StartFailure(
                    StartFailure.CONFIGURATION,
                    "no key: set belay.exchange.key-file to a file with the key on its first line and the secret on its second, or set BELAY_API_KEY and BELAY_API_SECRET");
        }
        return new BinanceKey(key.strip(), secret.strip());
    }

    private static BinanceKey fromFile(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new StartFailure(
                        StartFailure.CONFIGURATION,
                        "belay.exchange.key-file: others may read %s; run: chmod 600 %s".formatted(file, file));
            }
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.size() != 2) {
                throw new StartFailure(
                        StartFailure.CONFIGURATION,
                        "belay.exchange.key-file: %s must have two lines, key and secret, but has %d"
                                .formatted(file, lines.size()));
            }
            return new BinanceKey(lines.get(0), lines.get(1));
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.CONFIGURATION,
                    "belay.exchange.key-file: %s cannot be read (%s)"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
