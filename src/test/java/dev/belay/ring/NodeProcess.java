package dev.belay.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged node in a process of its own, in testnet mode at a simulator; each start is another process. */
final class NodeProcess implements AutoCloseable {

    private final Path home;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Path trap;
    private Process process;
    private long startedAt;

    /** Starts it; {@code rest} is where it shall find the exchange's REST. */
    NodeProcess(Path folder, ExchangeProcess exchange, String rest) throws IOException {
        this(
                folder.resolve("node"),
                Map.of(),
                exchange,
                atExchange(exchange, rest, List.of("--set", "belay.probes.enabled=false")));
    }

    /** Starts one with its home and its log's name at {@code home}; {@code variables} are its own. */
    NodeProcess(Path home, Map<String, String> variables, ExchangeProcess exchange, List<String> arguments)
            throws IOException {
        this.home = home;
        environment = new HashMap<>(variables);
        environment.putAll(Map.of("BELAY_API_KEY", exchange.key(), "BELAY_API_SECRET", exchange.secret()));
        this.arguments = new ArrayList<>(List.of("run", "--mode", "testnet", "--set", "belay.home=" + home));
        this.arguments.addAll(arguments);
        trap = Files.createDirectories(home.resolveSibling("trap"));
        Files.writeString(
                trap.resolve("akka.conf"), "jdbc-journal.class = \"" + HaltingJournal.class.getName() + "\"\n");
        process = start(Java.belay(this.arguments.toArray(String[]::new)));
    }

    /** The arguments that let a node find its exchange, and {@code others}. */
    static List<String> atExchange(ExchangeProcess exchange, String rest, List<String> others) {
        List<String> arguments = new ArrayList<>(List.of(
                "--set",
                "belay.exchange.rest=" + rest,
                "--set",
                "belay.exchange.market-stream=" + exchange.stream("market"),
                "--set",
                "belay.exchange.user-stream=" + exchange.stream("private"),
                "--set",
                "belay.api.port=0"));
        arguments.addAll(others);
        return arguments;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        startedAt = System.currentTimeMillis();
        Path log = log();
        return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What all its processes said. */
    Path log() {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    /** Starts it again; it must be dead. */
    void restart() throws IOException {
        requireDead();
        process = start(Java.belay(arguments.toArray(String[]::new)));
    }

    /** Starts it again so that it halts at the named point, such as {@code after-persist:3}. */
    void restartTrapped(String point) throws IOException {
        requireDead();
        process = start(Java.trapped(trap, point, arguments));
    }

    private void requireDead() {
        if (process.isAlive()) {
            throw new IllegalStateException("a second node would run beside the first");
        }
    }

    /** kill -9, and waits until it is dead. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends a signal such as STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** When it was last started, on the machine's clock. */
    long startedAt() {
        return startedAt;
    }

    long pid() {
        return process.pid();
    }

    /** With which code it ended. */
    int exitCode() {
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is dead by itself; says whether it is. */
    boolean diesWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        kill();
    }
}
