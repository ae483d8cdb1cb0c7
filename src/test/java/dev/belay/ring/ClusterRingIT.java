package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes of the packaged program on a PostgreSQL server: they are killed, frozen and told to go one after another, and
 * the database goes away, while prices move and a person trades. Afterwards a process that reads nothing but the exchange's
 * audit says whether any promise was broken. {@code -Dbelay.ring.rounds=10 -Dbelay.ring.legs=32} makes a run
 * long, {@code -Dbelay.ring.blows=kill-all,update,database} names other blows than the usual ones.
 */
@Timeout(7_200)
class ClusterRingIT {

    private static final int ROUNDS = Integer.getInteger("belay.ring.rounds", 1);
    private static final List<String> BLOWS = List.of(
            System.getProperty("belay.ring.blows", "kill,kill-gateway,freeze").split(","));
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int LEGS = Integer.getInteger("belay.ring.legs", 12);

    /** Of a test machine that compiles something else meanwhile; the figures that are printed are what counts. */
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    /** A frozen node is taken off by then. */
    private static final int TAKEN_OFF_MILLIS = 12_000;

    private static final int LONGER_MILLIS = Integer.getInteger("belay.ring.frozen", 5_000);
    private static final Duration CONVERGED = Duration.ofSeconds(66);
    private static final Set<Integer> STALE = Set.of(9, 10);

    private final long seed = Long.getLong("seed", 20_261_122L);
    private final Random random = new Random(seed);
    private final Figures figures = new Figures();

    @TempDir
    private Path home;

    @Test
    void noPromiseIsBrokenWhicheverNodeIsLost() throws Exception {
        System.out.println("seed " + seed);
        try {
            try (var ring = new ClusterRing(home, seed, LEGS)) {
                begin(ring);
                for (int round = 0; round < ROUNDS; round++) {
                    round(ring);
                }
                ring.endTrading();
                ring.crowd().reopenAll();
                long healed = System.currentTimeMillis();
                ring.letPass(CONVERGED);
                check(ring, healed);
                assertThat(ring.nodes()).allMatch(node -> node.process().isAlive());
            }
        } finally {
            figures.print();
            keepLogs();
        }
    }

    private void begin(ClusterRing ring) throws Exception {
        long begun = System.currentTimeMillis();
        ring.awaitReady();
        figures.note("three nodes ready", System.currentTimeMillis() - begun);
        ring.excuse(begun, System.currentTimeMillis(), "starting");
        ring.crowd().openAll();
        ring.awaitWhileTrading(
                "every leg claimed", TAKEOVER, () -> ring.claims().newest().size() >= LEGS);
        ring.crowd().jumpAll("2");
    }

    private interface Blow {
        void fall(ClusterRing ring) throws Exception;
    }

    private void round(ClusterRing ring) throws Exception {
        Map<String, Blow> blows = Map.of(
                "kill",
                on -> kill(on, on.holder(), "kill -9"),
                "kill-gateway",
                on -> kill(on, on.gateway(), "kill -9 of the gateway's node"),
                "freeze",
                on -> freeze(on, random.nextBoolean() ? on.gateway() : on.holder()),
                "update",
                this::update,
                "kill-all",
                this::killAll,
                "database",
                on -> withoutDatabase(on, Duration.ofSeconds(8)),
                "database-minute",
                on -> withoutDatabase(on, Duration.ofSeconds(60)),
                "database-frozen",
                this::frozenDatabase,
                "database-slow",
                this::slowDatabase,
                "connections",
                this::noConnections);
        List<String> wanted = new ArrayList<>(BLOWS);
        Collections.shuffle(wanted, random);
        for (String blow : wanted) {
            System.out.println("ring: " + blow);
            Objects.requireNonNull(blows.get(blow), blow).fall(ring);
        }
    }

    private void kill(ClusterRing ring, ClusterNode node, String how) throws Exception {
        List<Claims.Claim> legs = ring.claimedBy(node);
        long at = System.currentTimeMillis();
        node.process().kill();
        awaitTakenOver(ring, node, legs, at, how);
        node.process().restart();
        ring.awaitReady();
    }

    private void awaitTakenOver(ClusterRing ring, ClusterNode node, List<Claims.Claim> legs, long at, String how) {
        long claimed = ring.awaitTakenOver(legs, TAKEOVER);
        ring.awaitWhileTrading("a request of another node", TAKEOVER, () -> askedElsewhere(ring, node, at) > 0);
        long asked = askedElsewhere(ring, node, Math.max(at, claimed));
        if (!legs.isEmpty()) {
            figures.note(how + ", all its legs claimed", claimed - at);
        }
        figures.note(how + ", next request", askedElsewhere(ring, node, at) - at);
        ring.excuse(at, Math.max(claimed, asked), "a node was lost");
    }

    /** When the first request was answered to another node, 0 when none was. */
    private static long askedElsewhere(ClusterRing ring, ClusterNode lost, long since) {
        return ring.nodes().stream()
                .filter(node -> node != lost)
                .flatMap(node -> node.road().since(since).stream())
                .mapToLong(RoadRecord.Passed::at)
                .min()
                .orElse(0);
    }

    /** It stands still until others have its legs, and then some; when it wakes it has to go without having done anything. */
    private void freeze(ClusterRing ring, ClusterNode node) throws Exception {
        List<Claims.Claim> legs = ring.claimedBy(node);
        long at = System.currentTimeMillis();
        node.process().signal("STOP");
        awaitTakenOver(ring, node, legs, at, "SIGSTOP");
        long asleep = System.currentTimeMillis() - at;
        ring.letPass(Duration.ofMillis(Math.max(0, TAKEN_OFF_MILLIS - asleep) + random.nextInt(LONGER_MILLIS)));
        long woken = System.currentTimeMillis();
        node.process().signal("CONT");
        ring.awaitWhileTrading(
                node + " ends by itself", TAKEOVER, () -> !node.process().isAlive());
        figures.note("SIGCONT until it has ended", System.currentTimeMillis() - woken);
        assertThat(STALE)
                .as(node.process().log() + " says why")
                .contains(node.process().exitCode());
        List<RoadRecord.Passed> stale = node.road().since(woken).stream()
                .filter(RoadRecord.Passed::changes)
                .toList();
        figures.count("nodes frozen", 1);
        figures.count("requests of a stale node", stale.size());
        assertThat(stale.stream().filter(RoadRecord.Passed::wasAccepted))
                .as("changes by %s, which others had taken over", node)
                .isEmpty();
        node.process().restart();
        ring.awaitReady();
    }

    /** A rolling update: one node after the other goes in order and comes back. */
    private void update(ClusterRing ring) throws Exception {
        for (ClusterNode node : List.of(ring.gateway(), ring.holder())) {
            List<Claims.Claim> legs = ring.claimedBy(node);
            long at = System.currentTimeMillis();
            node.process().signal("TERM");
            long claimed = ring.awaitTakenOver(legs, TAKEOVER);
            figures.note(
                    "SIGTERM with " + (legs.isEmpty() ? "no" : "some") + " legs, all its legs claimed", claimed - at);
            ring.awaitWhileTrading(
                    node + " ends", TAKEOVER, () -> !node.process().isAlive());
            figures.note("SIGTERM until it has ended", System.currentTimeMillis() - at);
            node.process().restart();
            ring.awaitReady();
        }
    }

    private void killAll(ClusterRing ring) throws Exception {
        List<Claims.Claim> legs = ring.claims().newest();
        long at = System.currentTimeMillis();
        for (ClusterNode node : ring.nodes()) {
            node.process().kill();
        }
        for (ClusterNode node : ring.nodes()) {
            node.process().restart();
        }
        long claimed = ring.awaitTakenOver(legs, ClusterRing.UP);
        figures.note("all nodes killed and started, all legs claimed", claimed - at);
        ring.awaitReady();
        ring.excuse(at, System.currentTimeMillis(), "no node up");
    }

    private void withoutDatabase(ClusterRing ring, Duration time) throws Exception {
        long at = System.currentTimeMillis();
        ring.server().kill();
        ring.letPass(time);
        ring.server().restart();
        awaitWriting(ring, at, "database back after %d s".formatted(time.toSeconds()));
    }

    /** The server answers nobody and refuses nobody. */
    private void frozenDatabase(ClusterRing ring) throws Exception {
        long at = System.currentTimeMillis();
        ring.database().hold(true);
        ring.letPass(Duration.ofSeconds(8));
        ring.database().hold(false);
        awaitWriting(ring, at, "database answers again");
    }

    /** Every way takes so long that a write takes about a second. */
    private void slowDatabase(ClusterRing ring) throws Exception {
        long at = System.currentTimeMillis();
        ring.database().slowBy(250);
        ring.letPass(Duration.ofSeconds(15));
        ring.database().slowBy(0);
        awaitWriting(ring, at, "database quick again");
    }

    /** Others take every connection that the server has left, while the nodes go on with theirs. */
    private void noConnections(ClusterRing ring) throws Exception {
        long at = System.currentTimeMillis();
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS; i++) {
                taken.add(ring.server().administrate("postgres"));
            }
        } catch (SQLException noMore) {
            System.out.println("ring: connections taken: " + taken.size());
        }
        ring.letPass(Duration.ofSeconds(10));
        for (Connection one : taken) {
            one.close();
        }
        awaitWriting(ring, at, "connections free again");
    }

    private void awaitWriting(ClusterRing ring, long at, String what) throws Exception {
        long back = System.currentTimeMillis();
        ring.awaitWhileTrading(
                "an event is written again", TAKEOVER, () -> ring.claims().newestEventAt() >= back);
        figures.note(what + ", first event", ring.claims().newestEventAt() - back);
        ring.awaitReady();
        ring.excuse(at, System.currentTimeMillis(), "no database");
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

    private void check(ClusterRing ring, long healed) throws IOException, InterruptedException {
        Path excuses = Files.write(home.resolve("excuses.txt"), ring.excuses());
        Path verdict = home.resolve("verdict.txt");
        Process checker = new ProcessBuilder(Java.belay(
                        "audit",
                        "check",
                        ring.exchange().audit().toString(),
                        "--excused",
                        excuses.toString(),
                        "--healed-at",
                        String.valueOf(healed),
                        "--patience",
                        "3"))
                .redirectErrorStream(true)
                .redirectOutput(verdict.toFile())
                .start();
        int code = checker.waitFor();
        String said = Files.readString(verdict);
        System.out.println(said);
        assertThat(code).as(said).isZero();
        assertThat(said).as("stops moved and ended").contains("stop cancelled by us", "positions open for");
    }
}
