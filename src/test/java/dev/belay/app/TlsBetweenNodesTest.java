package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.ConfigFactory;
import dev.belay.cluster.Certificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes speak to those alone that show a certificate of their authority, and to nobody in the open. */
@Timeout(120)
class TlsBetweenNodesTest {

    /** So long a node that is let in is let in; one that is not has been refused several times. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private final List<ActorSystem<Void>> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(node -> {
            node.terminate();
            node.getWhenTerminated().toCompletableFuture().join();
        });
    }

    @Test
    void aNodeOfTheSameAuthorityIsLetIn() throws Exception {
        authority("ours");
        ActorSystem<Void> first = first(tls("ours", "one"));

        ActorSystem<Void> second = node(Optional.of(tls("ours", "two")));
        join(second, first);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(members(first)).isEqualTo(2));
    }

    @Test
    void aNodeOfAnotherAuthorityIsNot() throws Exception {
        authority("ours");
        authority("theirs");
        ActorSystem<Void> first = first(tls("ours", "one"));

        ActorSystem<Void> second = node(Optional.of(tls("theirs", "two")));
        join(second, first);

        staysAlone(first, second);
    }

    @Test
    void aNodeThatSpeaksInTheOpenIsNot() throws Exception {
        authority("ours");
        ActorSystem<Void> first = first(tls("ours", "one"));

        ActorSystem<Void> second = node(Optional.empty());
        join(second, first);

        staysAlone(first, second);
    }

    private static void staysAlone(ActorSystem<Void> first, ActorSystem<Void> second) {
        Awaitility.await()
                .during(LONG_ENOUGH)
                .atMost(LONG_ENOUGH.multipliedBy(2))
                .untilAsserted(() -> assertThat(members(first)).isEqualTo(1));
        assertThat(Cluster.get(second).selfMember().status()).isNotEqualTo(MemberStatus.up());
    }

    private ActorSystem<Void> first(ClusterSettings.Tls tls) {
        ActorSystem<Void> first = node(Optional.of(tls));
        join(first, first);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(members(first)).isEqualTo(1));
        return first;
    }

    private static long members(ActorSystem<Void> node) {
        long up = 0;
        for (var member : Cluster.get(node).state().getMembers()) {
            up += member.status() == MemberStatus.up() ? 1 : 0;
        }
        return up;
    }

    private static void join(ActorSystem<Void> node, ActorSystem<Void> other) {
        Cluster.get(node)
                .manager()
                .tell(Join.create(Cluster.get(other).selfMember().address()));
    }

    private ActorSystem<Void> node(Optional<ClusterSettings.Tls> tls) {
        var settings = new ClusterSettings(ClusterSettings.Find.ALONE, List.of(), "belay", 2, "127.0.0.1", 0, tls);
        var same = Map.of(
                "mode", "TESTNET", "account", "main", "tag", "t1", "exchange", "http://127.0.0.1:1", "database", "d");
        ActorSystem<Void> node = ActorSystem.create(
                Behaviors.empty(),
                "belay",
                ClusterConfig.of(settings)
                        .withFallback(ConfigFactory.parseMap(same).atPath("belay-installation"))
                        .withFallback(NodeConfig.engine())
                        .resolve());
        nodes.add(node);
        return node;
    }

    private ClusterSettings.Tls tls(String authority, String node) throws Exception {
        new Certificates(folder).signed(authority, node);
        return new ClusterSettings.Tls(
                folder.resolve(node + ".crt"), folder.resolve(node + ".key"), folder.resolve(authority + ".crt"));
    }

    private void authority(String name) throws Exception {
        new Certificates(folder).authority(name);
    }
}
