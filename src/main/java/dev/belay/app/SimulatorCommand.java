package dev.belay.app;

import dev.belay.exchange.binance.BinanceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code belay simulator}. */
@CommandLine.Command(
        name = "simulator",
        description = "Runs the exchange simulator alone: any Binance USD-M client can be pointed at it.")
final class SimulatorCommand extends Command {

    @Option(names = "--port", paramLabel = "PORT", description = "On 127.0.0.1; 0 takes any free one.")
    private @Nullable Integer port;

    @Option(names = "--key", paramLabel = "KEY", description = "The account's API key. Default: a random one.")
    private @Nullable String key;

    @Option(names = "--secret", paramLabel = "SECRET", description = "Its secret, for this simulator only.")
    private @Nullable String secret;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same prices.")
    private @Nullable Long seed;

    @Option(names = "--speed", paramLabel = "N", description = "Exchange seconds per second; 0 is as fast as possible.")
    private @Nullable Integer speed;

    @Option(
            names = "--klines",
            paramLabel = "SYMBOL=FILE",
            description = "Recorded 1-minute klines (CSV or CSV.gz) instead of generated prices; may be repeated.")
    private final List<String> klines = new ArrayList<>();

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description = "Also serves the control API, on 127.0.0.1 and with a token; 0 takes any free port.")
    private @Nullable Integer controlPort;

    @Option(names = "--audit", paramLabel = "FILE", description = "Appends everything that happens, as JSON lines.")
    private @Nullable String audit;

    @Override
    public Integer call() {
        if ((key == null) != (secret == null)) {
            throw new CommandFailure(ExitCodes.USAGE, "--key and --secret go together: give both or neither");
        }
        return PaperExchange.runAlone(
                simulated().paper(),
                key == null || secret == null ? Optional.empty() : Optional.of(given(key, secret)));
    }

    /** The options are settings of paper mode, and checked as those. */
    Settings simulated() {
        return SettingsReader.forClient(source());
    }

    private SettingsSource source() {
        SettingsSource source = options.source();
        source = port == null ? source : source.with("paper.port=" + port);
        source = seed == null ? source : source.with("paper.seed=" + seed);
        source = speed == null ? source : source.with("paper.speed=" + speed);
        source = controlPort == null ? source : source.with("paper.control-port=" + controlPort);
        source = audit == null ? source : source.with("paper.audit=" + audit);
        return klines.isEmpty() ? source : source.with("paper.replay=" + String.join(",", klines));
    }

    private static BinanceKey given(String key, String secret) {
        try {
            return new BinanceKey(key, secret);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
