package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.coordination.lease.javadsl.Lease;
import akka.coordination.lease.javadsl.LeaseProvider;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.journal.JournalDatabase;
import dev.belay.postgres.PostgresDatabase;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of two halves of a cluster one alone gets the lease. */
@Timeout(60)
class DatabaseLeaseTest {

    private final JournalDatabase database = PostgresDatabase.fresh().journal();
    private final ActorTestKit kit = ActorTestKit.create("belay", config());

    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "belay-lease.url", database.url(),
                        "belay-lease.user", database.user(),
                        "belay-lease.password", database.password(),
                        "belay-lease.heartbeat-timeout", "1s",
                        "belay-lease.heartbeat-interval", "100ms",
                        "belay-installation",
                                Map.of("mode", "TESTNET", "account", "main", "tag", "t1", "exchange", "http://x")))
                .withFallback(ConfigFactory.parseResources("akka.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private Lease lease(String owner) {
        return LeaseProvider.get(kit.system()).getLease("halves", "belay-lease", owner);
    }

    private static boolean acquires(Lease lease) {
        return lease.acquire().toCompletableFuture().join();
    }

    @Test
    void oneAloneGetsIt() {
        Lease one = lease("10.0.0.1:25520");
        Lease other = lease("10.0.0.2:25520");

        assertThat(acquires(one)).isTrue();
        assertThat(acquires(other)).isFalse();
        assertThat(acquires(one)).as("again").isTrue();
        assertThat(one.checkLease()).isTrue();
        assertThat(other.checkLease()).isFalse();
    }

    @Test
    void whatIsGivenBackOrHasRunOutAnotherGets() {
        Lease one = lease("10.0.0.1:25520");
        Lease other = lease("10.0.0.2:25520");
        acquires(one);
        assertThat(one.release().toCompletableFuture().join()).isTrue();
        assertThat(acquires(other)).as("given back").isTrue();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(acquires(one)).as("run out").isTrue());
    }

    @Test
    void whoeverSeesTheNodeThatTookItHasItToo() {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await()
                .untilAsserted(() -> assertThat(cluster.state().getMembers()).isNotEmpty());
        String seen = cluster.selfMember().address().hostPort();

        assertThat(acquires(lease(seen))).isTrue();

        assertThat(acquires(lease("10.0.0.2:25520"))).isTrue();
    }
}
