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
    private final List<String> before;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Path trap;
    private Process process;
    private long startedAt;

    /** Starts it; {@code rest} is where it shall find the exchange's REST. */
    NodeProcess(Path folder, ExchangeProcess exchange, String rest) throws IOException {
        this(
                folder.resolve("node"),
                new Surroundings(List.of(), Map.of()),
                exchange,
                List.of(
                        "--set",
                        "belay.probes.enabled=false",
                        "--set",
                        "belay.exchange.rest=" + rest,
                        "--set",
                        "belay.exchange.market-stream=" + exchange.stream("market"),
                        "--set",
                        "belay.exchange.user-stream=" + exchange.stream("private")));
    }

    /**
     * What a process is started in.
     *
     * @param command words before its own
     * @param variables besides those that it inherits
     */
    record Surroundings(List<String> command, Map<String, String> variables) {}

    /** Starts one with its home and its log's name at {@code home}; {@code arguments} say where it finds the exchange. */
    NodeProcess(Path home, Surroundings surroundings, ExchangeProcess exchange, List<String> arguments)
            throws IOException {
        this.home = home;
        before = surroundings.command();
        environment = new HashMap<>(surroundings.variables());
        environment.putAll(Map.of("BELAY_API_KEY", exchange.key(), "BELAY_API_SECRET", exchange.secret()));
        this.arguments = new ArrayList<>(List.of("run", "--mode", "testnet"));
        this.arguments.addAll(List.of("--set", "belay.home=" + home, "--set", "belay.api.port=0"));
        this.arguments.addAll(arguments);
        trap = Files.createDirectories(home.resolveSibling("trap"));
        Files.writeString(
                trap.resolve("akka.conf"), "jdbc-journal.class = \"" + HaltingJournal.class.getName() + "\"\n");
        process = start(Java.belay(this.arguments.toArray(String[]::new)));
    }

    private Process start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(before);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
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
