package dev.belay.bench;

import dev.belay.exchange.binance.FrameRate;
import dev.belay.exchange.binance.WireMicro;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks named on the command line, or all: {@code micro frames adapter
 * simulator order storm journal postgres restart}. Read the ratios, not
 * the numbers: machines differ and this one may be busy, which is why each title shows its load.
 */
public final class Bench {

    private static final List<String> ALL =
            List.of("micro", "frames", "adapter", "simulator", "order", "storm", "journal", "postgres", "restart");

    private Bench() {}

    /** Prints the table of what {@code names} name. */
    public static void main(String[] names) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2"); // as Main does
        List<String> wanted = names.length == 0 ? ALL : List.of(names);
        Path home = Files.createTempDirectory("belay-bench");
        try {
            for (String name : wanted) {
                run(name, home.resolve(name));
            }
        } finally {
            delete(home);
        }
        System.exit(0); // akka-http's pools may still hold threads
    }

    private static void run(String name, Path home) throws Exception {
        switch (name) {
            case "micro" -> micro(WireMicro.class);
            case "frames" -> frames(micro(FrameRate.class));
            case "adapter" -> AdapterCost.run();
            case "simulator" -> SimulatorLoad.run();
            case "order" -> order(home);
            case "storm" -> TickStorm.run();
            case "journal" -> JournalRate.run(home);
            case "postgres" -> JournalBesidePgbench.run();
            case "restart" -> Restart.run(home);
            default -> throw new IllegalArgumentException("no benchmark [" + name + "], there are " + ALL);
        }
    }

    private static Collection<RunResult> micro(Class<?> benchmarks) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks.getName())
                        .addProfiler("gc")
                        .build())
                .run();
    }

    /** The best of many short iterations: what else the machine does can only make one longer. */
    private static void frames(Collection<RunResult> results) {
        Figures.title("frames read by one thread, best of %d iterations", FrameRate.ITERATIONS);
        for (RunResult result : results) {
            double nanos = result.getPrimaryResult().getStatistics().getMin();
            Figures.line(
                    "%-24s %8.0f ns %8.2f M frames/s %8.0f B",
                    result.getPrimaryResult().getLabel(),
                    nanos,
                    1e3 / nanos,
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }

    private static void order(Path home) throws IOException, InterruptedException, SQLException {
        final int rounds = 5;
        final int ticks = 100;
        Figures.title("tick seen -> signed stop read by a loopback endpoint, one leg, idle connections, microseconds");
        var commit = new CommitLimit(home.resolve("raw"), "raw");
        try (commit;
                RawGuard raw = new RawGuard(() -> {});
                RawGuard rawJournaled = new RawGuard(() -> commit.commit(2));
                TickToOrder memory = TickToOrder.inMemory();
                TickToOrder journaled = TickToOrder.onH2(home.resolve("belay"))) {
            var table = new OrderTable(rounds * ticks);
            for (int round = -4; round < rounds; round++) {
                for (int tick = 0; tick < ticks; tick++) {
                    boolean counts = round >= 0;
                    table.raw.add(counts, raw.tick());
                    table.rawJournaled.add(counts, rawJournaled.tick());
                    table.memory.add(counts, memory.tick());
                    table.journaled.add(counts, journaled.tick());
                    long began = System.nanoTime();
                    commit.commit(2);
                    table.commit.add(counts, System.nanoTime() - began);
                }
            }
            table.print();
        }
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
