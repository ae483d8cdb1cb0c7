package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

/** One node and the others do not hear each other any more, while each of them reaches the exchange and the database. */
final class PartitionBlows {

    private static final Duration SHORT = Duration.ofSeconds(3);
    /** By then a partition would have been decided on. */
    private static final Duration DECIDED = Duration.ofSeconds(15);

    private final Figures figures;
    private final Namespaces namespaces;

    PartitionBlows(Figures figures, Namespaces namespaces) {
        this.figures = figures;
        this.namespaces = namespaces;
    }

    Map<String, Blow> byName() {
        return Map.of(
                "partition",
                ring -> cut(ring, ring.holder(), "a node cut off"),
                "partition-gateway",
                ring -> cut(ring, ring.gateway(), "the gateway's node cut off"),
                "partition-short",
                this::cutShortly);
    }

    /** The two go on, the one ends by itself, and comes back when it can be heard again. */
    private void cut(ClusterRing ring, ClusterNode node, String how) throws Exception {
        var takeover = new Takeover(ring, node, figures);
        namespaces.cut(node.place());
        long claimed = takeover.await(how);
        takeover.awaitItsEnd(how, takeover.at());
        takeover.requireNothingDoneSince(how, claimed);
        assertThat(ring.nodes())
                .as("the side that goes on")
                .filteredOn(one -> one.process().isAlive())
                .hasSize(ring.nodes().size() - 1);
        namespaces.mend(node.place());
        node.process().restart();
        ring.awaitReady();
    }

    /** Nobody is lost. */
    private void cutShortly(ClusterRing ring) throws Exception {
        ClusterNode node = ring.gateway();
        long at = System.currentTimeMillis();
        namespaces.cut(node.place());
        ring.letPass(SHORT);
        namespaces.mend(node.place());
        ring.letPass(DECIDED);
        ring.excuse(at, System.currentTimeMillis(), "a node was cut off for a moment");
        assertThat(ring.nodes()).as("nobody ends").allMatch(one -> one.process().isAlive());
        ring.awaitReady();
        figures.count("partitions of 3 s that nobody minded", 1);
    }
}
