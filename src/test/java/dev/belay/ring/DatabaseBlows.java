package dev.belay.ring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The database goes away, stands still, is slow, or lets nobody in. */
final class DatabaseBlows {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final Duration OUTAGE = Duration.ofSeconds(8);

    /** A write has two answers to wait for. */
    private static final int SLOW_ANSWER_MILLIS = 500;

    private final Figures figures;

    DatabaseBlows(Figures figures) {
        this.figures = figures;
    }

    Map<String, Blow> byName() {
        return Map.of(
                "database",
                ring -> away(ring, OUTAGE),
                "database-minute",
                ring -> away(ring, Duration.ofSeconds(60)),
                "database-frozen",
                this::frozen,
                "database-slow",
                this::slow,
                "connections",
                this::noConnections);
    }

    private void away(ClusterRing ring, Duration time) throws Exception {
        long at = System.currentTimeMillis();
        ring.server().kill();
        ring.letPass(time);
        ring.server().restart();
        awaitWriting(ring, at, "database back after %d s".formatted(time.toSeconds()));
    }

    /** The server answers nobody and refuses nobody. */
    private void frozen(ClusterRing ring) throws Exception {
        long at = System.currentTimeMillis();
        ring.database().hold(true);
        ring.letPass(OUTAGE);
        ring.database().hold(false);
        awaitWriting(ring, at, "database answers again");
    }

    /** A write takes about a second. */
    private void slow(ClusterRing ring) throws Exception {
        long at = System.currentTimeMillis();
        ring.database().delay(SLOW_ANSWER_MILLIS);
        ring.letPass(Duration.ofSeconds(15));
        ring.database().delay(0);
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
                "an event is written again",
                Takeover.PATIENCE,
                () -> ring.claims().newestEventAt() >= back);
        figures.note(what + ", first event", ring.claims().newestEventAt() - back);
        ring.awaitReady();
        figures.note(what + ", every node ready", System.currentTimeMillis() - back);
        ring.excuse(at, System.currentTimeMillis(), "no database");
    }
}
