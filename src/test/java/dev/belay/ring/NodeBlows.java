package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Nodes are killed, frozen, and told to go. */
final class NodeBlows {

    /** A frozen node is taken off by then. */
    private static final int TAKEN_OFF_MILLIS = 12_000;

    private static final int LONGER_MILLIS = Integer.getInteger("belay.ring.frozen", 5_000);
    private static final String TIMESTAMP_REFUSED = "-1021";

    private final Figures figures;
    private final Random random;

    NodeBlows(Figures figures, Random random) {
        this.figures = figures;
        this.random = random;
    }

    Map<String, Blow> byName() {
        return Map.of(
                "kill",
                ring -> kill(ring, ring.holder(), "kill -9"),
                "kill-gateway",
                ring -> kill(ring, ring.gateway(), "kill -9 of the gateway's node"),
                "kill-all",
                this::killAll,
                "freeze",
                ring -> freeze(ring, random.nextBoolean() ? ring.gateway() : ring.holder()),
                "freeze-sending",
                this::freezeWhileSending,
                "update",
                this::update);
    }

    private void kill(ClusterRing ring, ClusterNode node, String how) throws Exception {
        var takeover = new Takeover(ring, node, figures);
        node.process().kill();
        takeover.await(how);
        comeBack(ring, node);
    }

    private static void comeBack(ClusterRing ring, ClusterNode node) throws Exception {
        node.process().restart();
        ring.awaitReady();
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

    /** It stands still until others have its legs, and then some; when it wakes it has to go without having done anything. */
    private void freeze(ClusterRing ring, ClusterNode node) throws Exception {
        var takeover = new Takeover(ring, node, figures);
        node.process().signal("STOP");
        takeover.await("SIGSTOP");
        sleepOn(ring, takeover);
        wake(ring, node, takeover);
    }

    /** The same while a request of it is on its way: it arrives when others have its legs, and is too old. */
    private void freezeWhileSending(ClusterRing ring) throws Exception {
        ClusterNode node = ring.gateway();
        node.road().holdNextChange();
        ring.crowd().jumpAll("1");
        ring.awaitWhileTrading(
                "a request on its way", Takeover.PATIENCE, () -> node.road().holds());
        var takeover = new Takeover(ring, node, figures);
        node.process().signal("STOP");
        takeover.await("SIGSTOP while sending");
        sleepOn(ring, takeover);
        long arrived = System.currentTimeMillis();
        node.road().letGo();
        ring.awaitWhileTrading(
                "the late request is answered",
                Takeover.PATIENCE,
                () -> !node.road().changesSince(arrived).isEmpty());
        assertThat(node.road().changesSince(arrived))
                .as("too old")
                .allSatisfy(late -> assertThat(late.body()).contains(TIMESTAMP_REFUSED));
        figures.count("requests that came late, refused for their time", 1);
        wake(ring, node, takeover);
    }

    private void sleepOn(ClusterRing ring, Takeover takeover) {
        long asleep = System.currentTimeMillis() - takeover.at();
        ring.letPass(Duration.ofMillis(Math.max(0, TAKEN_OFF_MILLIS - asleep) + random.nextInt(LONGER_MILLIS)));
    }

    /** Prices move as it wakes, so that it has every reason to do something. */
    private void wake(ClusterRing ring, ClusterNode node, Takeover takeover) throws Exception {
        long woken = System.currentTimeMillis();
        node.process().signal("CONT");
        ring.crowd().jumpAll("0.7");
        takeover.awaitItsEnd("SIGCONT", woken);
        takeover.requireNothingDoneSince("SIGCONT", woken);
        figures.count("nodes frozen", 1);
        comeBack(ring, node);
    }

    /** A rolling update: one node after the other goes in order and comes back. */
    private void update(ClusterRing ring) throws Exception {
        for (ClusterNode node : List.of(ring.gateway(), ring.holder())) {
            var takeover = new Takeover(ring, node, figures);
            node.process().signal("TERM");
            takeover.awaitClaims("SIGTERM");
            ring.awaitWhileTrading(
                    node + " ends", Takeover.PATIENCE, () -> !node.process().isAlive());
            figures.note("SIGTERM until the process is gone", System.currentTimeMillis() - takeover.at());
            assertThat(node.process().exitCode()).as(node + " went in order").isIn(0, 143);
            comeBack(ring, node);
        }
    }
}
