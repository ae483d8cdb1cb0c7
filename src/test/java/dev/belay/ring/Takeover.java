package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A node is lost, and the others have to have what it had. */
final class Takeover {

    /** Of a test machine that compiles something else meanwhile; the figures that are printed are what counts. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Another process has its legs; it was cut off. */
    private static final Set<Integer> ENDS = Set.of(9, 10);

    private static final List<String> WHY =
            List.of("was written by another process", "guards main:", "this node lost the others");

    private final ClusterRing ring;
    private final ClusterNode lost;
    private final Figures figures;
    private final List<Claims.Claim> legs;
    private final long at;

    /** Remembers what {@code node} has just before it is lost. */
    Takeover(ClusterRing ring, ClusterNode node, Figures figures) throws SQLException {
        this.ring = ring;
        this.lost = node;
        this.figures = figures;
        this.legs = ring.claimedBy(node);
        this.at = System.currentTimeMillis();
    }

    /** When it was lost, epoch milliseconds. */
    long at() {
        return at;
    }

    /** Waits until all its legs were claimed by others; returns when the last was. */
    long awaitClaims(String how) {
        long claimed = ring.awaitTakenOver(legs, PATIENCE);
        if (!legs.isEmpty()) {
            figures.note(how + ", all its legs claimed", claimed - at);
        }
        return legs.isEmpty() ? at : claimed;
    }

    /** Waits until another node sends something to the exchange, too; nobody could protect anything until then. */
    long await(String how) {
        long claimed = awaitClaims(how);
        ring.awaitWhileTrading("a request of another node", PATIENCE, () -> askedElsewhere() > 0);
        figures.note(how + ", next request", askedElsewhere() - at);
        ring.excuse(at, Math.max(claimed, askedElsewhere()), "a node was lost");
        return claimed;
    }

    /** When the first request since it was lost was answered to another node, 0 when none was. */
    private long askedElsewhere() {
        return ring.nodes().stream()
                .filter(node -> node != lost)
                .flatMap(node -> node.road().since(at).stream())
                .mapToLong(RoadRecord.Passed::at)
                .min()
                .orElse(0);
    }

    /** Waits until the node has ended by itself, and has said why. */
    void awaitItsEnd(String how, long since) throws Exception {
        ring.awaitWhileTrading(
                lost + " ends by itself", PATIENCE, () -> !lost.process().isAlive());
        figures.note(how + " until it has ended", System.currentTimeMillis() - since);
        int code = lost.process().exitCode();
        figures.count(how + ", exit code " + code, 1);
        assertThat(ENDS).as(lost.process().log() + " says why").contains(code);
        assertThat(Files.readString(lost.process().log())).containsAnyOf(WHY.toArray(CharSequence[]::new));
    }

    /** What the node asked the exchange to change since {@code since}: counted, and none of it may have been done. */
    void requireNothingDoneSince(String how, long since) {
        List<RoadRecord.Passed> tried = lost.road().changesSince(since);
        figures.count(how + ", changes asked for by the stale node", tried.size());
        List<RoadRecord.Passed> done =
                tried.stream().filter(RoadRecord.Passed::wasAccepted).toList();
        figures.count(how + ", of these done by the exchange", done.size());
        assertThat(done).as("changes by %s, which others had taken over", lost).isEmpty();
    }
}
