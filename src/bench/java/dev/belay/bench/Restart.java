package dev.belay.bench;

import dev.belay.journal.JournalDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The shipped jar against the judge as a black box: it adopts a position, and its stop trails; the leg's journal is copied
 * for N legs (see {@link LegCopies}), and the node is killed with -9 and started again. The clock runs from the start of the
 * JVM until the market stream carries the symbols of all N legs, which is what every trailing child asks for when its leg
 * is restored and claimed. Afterwards the heap is counted.
 */
final class Restart implements AutoCloseable {

    private static final Path JAR = Path.of("target", "belay.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> PLAIN = List.of("-Xmx1g");
    /** As it is shipped, with the class-data archive; more heap only so that 10,000 legs and their lists fit. */
    private static final List<String> SHIPPED = List.of("@conf/java.options", "-Xmx1g");

    private static final long PATIENCE_MINUTES = 12;

    /** One start: until what was waited for, with the CPU of the process so far and its calls of the exchange. */
    record Start(double seconds, double cpuSeconds, long calls) {}

    private final int legs;
    private final Path home;
    private final LoopbackAnswers answers;
    private final LoopbackExchange judge;
    private final Thread ticker = new Thread(this::tick, "ticker");
    private volatile int price = 1_000;
    private volatile boolean over;

    private Restart(Path home, int legs) throws IOException {
        this.legs = legs;
        this.home = Files.createDirectories(home);
        answers = new LoopbackAnswers(Rig.names(legs), System.currentTimeMillis());
        judge = new LoopbackExchange(answers);
        ticker.setDaemon(true);
        ticker.start();
    }

    /** One price a second for each symbol that is asked for, as the exchange does it. */
    private void tick() {
        while (!over) {
            long now = System.currentTimeMillis();
            for (String symbol : judge.subscribed) {
                try {
                    judge.send(LoopbackExchange.frame(LoopbackExchange.markPrice(symbol, price + ".00", now)));
                } catch (java.io.UncheckedIOException e) {
                    break; // the client was killed
                }
            }
            pause(1_000);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(List<String> flags) throws IOException {
        String base = "127.0.0.1:" + judge.port();
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString(), "run", "--mode", "testnet"));
        for (String setting : List.of(
                "home=" + home,
                "exchange.rest=http://" + base,
                "exchange.market-stream=ws://" + base + "/market",
                "exchange.user-stream=ws://" + base + "/private",
                "exchange.limits.weight-per-minute=100000",
                "exchange.limits.orders-per-10-seconds=10000",
                "exchange.limits.orders-per-minute=10000",
                "api.port=0",
                "probes.enabled=false")) {
            command.add("--set");
            command.add(setting);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BELAY_API_KEY", "benchkey");
        builder.environment().put("BELAY_API_SECRET", "benchsecret");
        builder.environment().put("BELAY_LOG", "INFO");
        File log = home.resolve("log.txt").toFile();
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** Lets a node adopt one position and trail it, stops the node, and makes all others from its leg. */
    private double prepare() throws IOException, SQLException {
        long began = System.nanoTime();
        answers.open(1);
        Process process = start(PLAIN);
        await(process, () -> answers.resting() == 2 && !judge.subscribed.isEmpty());
        for (price = 1_020; price <= 1_050; price += 10) {
            pause(3_500);
        }
        process.destroy(); // SIGTERM
        process.onExit().join();
        copy();
        return (System.nanoTime() - began) / 1e9;
    }

    private void copy() throws SQLException {
        List<String> names = Rig.names(legs);
        var journal = new JournalDatabase(Rig.h2(home), "belay", "");
        var copies = new LegCopies(journal, names.get(0));
        List<String> others = names.subList(1, legs);
        copies.write(others);
        Map<String, String> stops = Map.copyOf(answers.stops());
        for (String symbol : others) {
            stops.forEach((id, stop) -> answers.stops().put(copies.of(symbol, id), copies.of(symbol, stop)));
        }
        answers.open(legs);
    }

    private Start restart(List<String> flags) throws IOException {
        judge.forgetClient();
        long began = System.nanoTime();
        Process process = start(flags);
        await(process, () -> judge.subscribed.size() >= legs);
        Start start = new Start((System.nanoTime() - began) / 1e9, cpu(process), judge.restCalls());
        pause(2_000);
        kill(process);
        return start;
    }

    /** Bytes of all objects that are reachable a minute after a start, when its timers have run out. */
    private long heap() throws IOException {
        judge.forgetClient();
        Process process = start(SHIPPED);
        await(process, () -> judge.subscribed.size() >= legs);
        pause(60_000);
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .start();
        String total;
        try (var lines = histogram.inputReader()) {
            total = lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow();
        }
        kill(process);
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private void await(Process process, BooleanSupplier done) throws IOException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (!done.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IllegalStateException("%d of %d symbols, %d stops; the node said:%n%s"
                        .formatted(
                                judge.subscribed.size(),
                                legs,
                                answers.resting(),
                                Files.readString(home.resolve("log.txt"))
                                        .lines()
                                        .limit(40)
                                        .toList()));
            }
            pause(1);
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly(); // SIGKILL
        process.onExit().join();
    }

    /** Starts {@code main} with {@code flags} until it prints a line. */
    private static Start peer(Class<?> main, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        String classes = Path.of("target", "test-classes").toString();
        command.addAll(List.of("-cp", classes + File.pathSeparator + JAR, main.getName()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).start();
        try (var lines = process.inputReader()) {
            if (lines.readLine() == null) {
                throw new IllegalStateException(main + " did not start");
            }
            Start start = new Start((System.nanoTime() - began) / 1e9, cpu(process), 0);
            kill(process);
            return start;
        }
    }

    static void run(Path home) throws IOException, SQLException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing; make it first: mvn -q -DskipTests package");
        }
        Figures.title("restart after kill -9: from the start of the JVM, median of the starts");
        peers(PLAIN, 3);
        long few = legs(home.resolve("14"), 14, 5);
        for (int legs : new int[] {1_000, 10_000}) {
            long many = legs(home.resolve(String.valueOf(legs)), legs, 3);
            Figures.line(
                    "heap per idle leg of %d, H2's cache of pages included: %d B", legs, (many - few) / (legs - 14));
        }
    }

    private static void peers(List<String> flags, int rounds) throws IOException {
        List<Start> hello = new ArrayList<>();
        List<Start> bare = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            hello.add(peer(Hello.class, flags));
            bare.add(peer(BareHttp.class, flags));
        }
        print("hello world JVM " + flags, hello);
        print("bare Akka + HTTP bound " + flags, bare);
    }

    /** Returns the bytes in the heap with so many legs. */
    private static long legs(Path home, int legs, int rounds) throws IOException, SQLException {
        try (Restart restart = new Restart(home, legs)) {
            Figures.line("(%d legs made in %.1f s)", legs, restart.prepare());
            List<Start> plain = new ArrayList<>();
            List<Start> shipped = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                plain.add(restart.restart(PLAIN));
                shipped.add(restart.restart(SHIPPED));
            }
            print(legs + " legs trailing again " + PLAIN, plain);
            print(legs + " legs trailing again " + SHIPPED, shipped);
            return restart.heap();
        }
    }

    private static void print(String what, List<Start> starts) {
        Figures.line(
                "%-76s %6.2f s  CPU %5.2f s  min %.2f  calls of the exchange by then %s",
                what,
                Figures.median(starts.stream().mapToDouble(Start::seconds).toArray()),
                Figures.median(starts.stream().mapToDouble(Start::cpuSeconds).toArray()),
                starts.stream().mapToDouble(Start::seconds).min().orElseThrow(),
                starts.stream().map(Start::calls).toList());
    }

    @Override
    public void close() throws IOException {
        over = true;
        judge.close();
    }

    /** The floor: a JVM that prints a line. */
    static final class Hello {
        private Hello() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    /** The floor of every Akka program with an API: a typed system and a bound port. */
    static final class BareHttp {
        private BareHttp() {}

        public static void main(String[] arguments) {
            var system = akka.actor.typed.ActorSystem.create(akka.actor.typed.javadsl.Behaviors.empty(), "bare");
            var binding = akka.http.javadsl.Http.get(system)
                    .newServerAt("127.0.0.1", 0)
                    .bindSync(request -> akka.http.javadsl.model.HttpResponse.create())
                    .toCompletableFuture()
                    .join();
            System.out.printf(Locale.ROOT, "%d%n", binding.localAddress().getPort());
        }
    }
}
