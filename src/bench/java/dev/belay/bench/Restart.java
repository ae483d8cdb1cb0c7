package dev.belay.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The shipped jar against the judge as a black box: it adopts N positions and places their stops, is killed with -9 and
 * started again; the clock runs from the start of the JVM until the market stream carries the symbols of all N legs,
 * which is what every trailing child asks for when its leg is restored. No journal is prepared by hand.
 */
final class Restart implements AutoCloseable {

    private static final Path JAR = Path.of("target", "belay.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> PLAIN = List.of("-Xmx1g");
    private static final List<String> QUICK = List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final long PATIENCE_MINUTES = 12;

    /** One start: until what was waited for, with the CPU of the process so far and its calls of the exchange. */
    record Start(double seconds, double cpuSeconds, long calls) {}

    private final int legs;
    private final Path home;
    private final LoopbackAnswers answers;
    private final LoopbackExchange judge;
    private final Thread ticker = new Thread(this::tick, "ticker");
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
                    judge.send(LoopbackExchange.frame(LoopbackExchange.markPrice(symbol, "1000.00", now)));
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

    /** Lets a node adopt all positions and kills it when both stops of each rest and nothing changes any more. */
    private double prepare() throws IOException {
        long began = System.nanoTime();
        Process process = start(PLAIN);
        await(process, () -> answers.resting() >= 2 * legs && judge.subscribed.size() >= legs);
        double seconds = (System.nanoTime() - began) / 1e9;
        pause(3_000);
        kill(process);
        return seconds;
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

    static void run(Path home) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing; make it first: mvn -q -DskipTests package");
        }
        Figures.title("restart after kill -9: from the start of the JVM, median of the starts");
        for (List<String> flags : List.of(PLAIN, QUICK)) {
            peers(flags, 3);
        }
        legs(home.resolve("14"), 14, 3);
        legs(home.resolve("1000"), 1_000, 2);
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

    private static void legs(Path home, int legs, int rounds) throws IOException {
        try (Restart restart = new Restart(home, legs)) {
            Figures.line(
                    "(first start, %d positions adopted, %d stops placed: %.1f s)", legs, 2 * legs, restart.prepare());
            List<Start> plain = new ArrayList<>();
            List<Start> quick = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                plain.add(restart.restart(PLAIN));
                quick.add(restart.restart(QUICK));
            }
            print(legs + " legs trailing again " + PLAIN, plain);
            print(legs + " legs trailing again " + QUICK, quick);
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
