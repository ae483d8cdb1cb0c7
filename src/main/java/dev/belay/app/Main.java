package dev.belay.app;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.RowFile;
import dev.belay.journal.UnreadableJournal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@CommandLine.Command(
        name = "belay",
        description = "Keeps a confirmed stop on the exchange under every open Binance USD-M position.",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            PositionsCommand.class,
            PositionCommand.class,
            WhyCommand.class,
            OpenCommand.class,
            GatewayCommand.class,
            JournalCommand.class,
            DbCommand.class,
            ConfigCommand.class,
            SimulatorCommand.class,
            SimulateCommand.class,
            AuditCommand.class,
            RehearseCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:unexpected failure; or a promise was broken (audit check)",
            "2:the command line makes no sense",
            "3:the configuration is wrong; nothing was started",
            "4:node, database or exchange cannot be reached (also: port taken, database locked)",
            "5:refused by the exchange or by a rule",
            "6:a position has no proven stop",
            "7:the journal, or that of one leg, cannot be read by this version",
            "8:a simulation or an audit shows a broken promise",
            "9:another process guards the same journal now; this one stopped by itself",
            "10:this node lost its cluster, which goes on; it stopped by itself, start it again"
        })
public final class Main implements Callable<Integer> {

    private static final String EXPLANATION = """
            Belay keeps a confirmed stop on the exchange under every open Binance USD-M
            futures position, moves it only in your favour, and goes on doing so through
            crashes, restarts and exchange glitches.

            Try it on the built-in exchange; it needs no key, no account and no database:

              belay run --mode paper                    start a node (stop it with Ctrl-C)
              belay open BTCUSDT long --usd 200         open a position, in another terminal
              belay positions                           see every position and its stop

            Then kill the node, start it again and look: belay journal show BTCUSDT
            All commands and exit codes: belay --help. All settings: belay config show.
            Live mode is real money: it starts only after conf/belay.conf, section live.
            """;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // On two cores or fewer CompletableFuture starts a thread for every callback unless its pool is larger than
        // one.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command and returns the exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        int code = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> told(failure, err))
                .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().getOut().print(EXPLANATION);
        }
        return ExitCodes.OK;
    }

    private static int told(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailure known) {
            err.println(known.getMessage());
            return known.exitCode();
        }
        int code = codeOf(failure);
        if (code != ExitCodes.UNEXPECTED) {
            err.println(failure.getMessage());
            return code;
        }
        err.println("Unexpected failure; please report it with these lines:");
        failure.printStackTrace(err);
        return ExitCodes.UNEXPECTED;
    }

    /** Of a failure whose message is for people. */
    static int codeOf(Exception failure) {
        if (failure instanceof InvalidSettings) {
            return ExitCodes.CONFIGURATION;
        }
        if (failure instanceof JournalDatabase.Newer
                || failure instanceof UnreadableJournal
                || failure instanceof RowFile.Damaged) {
            return ExitCodes.UNREADABLE_JOURNAL;
        }
        return failure instanceof JournalDatabase.Unavailable ? ExitCodes.UNREACHABLE : ExitCodes.UNEXPECTED;
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"belay " + (version == null ? "from source" : version)};
        }
    }
}
