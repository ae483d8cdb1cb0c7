package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of the packaged program on a PostgreSQL server: they are killed, frozen, told to go and cut off one after
 * another, and the database goes away, while prices move and a person trades. Afterwards a process that reads nothing but the
 * exchange's audit says whether any promise was broken. {@code -Dbelay.ring.rounds=10 -Dbelay.ring.legs=32} makes a run long,
 * {@code -Dbelay.ring.blows=kill-all,update,database} names other blows than the usual ones; those whose names begin with
 * {@code partition} need root.
 */
@Timeout(7_200)
class ClusterRingIT {

    private static final int NODES = 3;
    private static final int ROUNDS = Integer.getInteger("belay.ring.rounds", 1);
    private static final List<String> BLOWS = List.of(
            System.getProperty("belay.ring.blows", "kill,kill-gateway,freeze").split(","));
    private static final int LEGS = Integer.getInteger("belay.ring.legs", 12);
    private static final Duration CONVERGED = Duration.ofSeconds(66);

    private final long seed = Long.getLong("seed", 20_261_122L);
    private final Random random = new Random(seed);
    private final Figures figures = new Figures();
    private final Map<String, Blow> blows = new HashMap<>();

    @TempDir
    private Path home;

    @Test
    void noPromiseIsBrokenWhicheverNodeIsLost() throws Exception {
        System.out.println("seed " + seed);
        try (Network network = network();
                var ring = ClusterRing.start(home, seed, LEGS, network)) {
            begin(ring);
            for (int round = 0; round < ROUNDS; round++) {
                round(ring);
            }
            ring.endTrading();
            ring.crowd().reopenAll();
            long healed = System.currentTimeMillis();
            ring.letPass(CONVERGED);
            Judgement.requireKept(home, ring.exchange().audit(), ring.excuses(), healed);
            assertThat(ring.nodes()).allMatch(node -> node.process().isAlive());
        } finally {
            figures.print();
            keepLogs();
        }
    }

    private Network network() throws IOException, InterruptedException {
        blows.putAll(new NodeBlows(figures, random).byName());
        blows.putAll(new DatabaseBlows(figures).byName());
        if (BLOWS.stream().noneMatch(blow -> blow.startsWith("partition"))) {
            return new Loopback(NODES);
        }
        var namespaces = new Namespaces(home, NODES);
        blows.putAll(new PartitionBlows(figures, namespaces).byName());
        return namespaces;
    }

    private void begin(ClusterRing ring) throws Exception {
        long begun = System.currentTimeMillis();
        ring.awaitReady();
        figures.note("three nodes ready", System.currentTimeMillis() - begun);
        ring.excuse(begun, System.currentTimeMillis(), "starting");
        ring.crowd().openAll();
        ring.awaitWhileTrading(
                "every leg claimed",
                Takeover.PATIENCE,
                () -> ring.claims().newest().size() >= LEGS);
        ring.crowd().jumpAll("2");
    }

    private void round(ClusterRing ring) throws Exception {
        List<String> wanted = new ArrayList<>(BLOWS);
        Collections.shuffle(wanted, random);
        for (String blow : wanted) {
            System.out.println("ring: " + blow);
            Objects.requireNonNull(blows.get(blow), blow).fall(ring);
        }
    }

    private void keepLogs() throws IOException {
        String folder = System.getProperty("belay.ring.keep", "");
        if (!folder.isEmpty()) {
            try (var files = Files.list(home)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, Files.createDirectories(Path.of(folder)).resolve(file.getFileName()));
                }
            }
        }
    }
}
