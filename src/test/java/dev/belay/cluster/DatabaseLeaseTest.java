package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.coordination.lease.javadsl.Lease;
import akka.coordination.lease.javadsl.LeaseProvider;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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

    private final PostgresDatabase database = PostgresDatabase.fresh();
    private final ActorTestKit kit = ActorTestKit.create("belay", config());

    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "belay-lease.url", database.journal().url(),
                        "belay-lease.user", database.journal().user(),
                        "belay-lease.password", database.journal().password(),
                        "belay-lease.heartbeat-timeout", "1s",
                        "belay-lease.heartbeat-interval", "100ms",
                        "belay-installation",
                                Map.of(
                                        "mode",
                                        "TESTNET",
                                        "account",
                                        "main",
                                        "tag",
                                        "t1",
                                        "exchange",
                                        "http://x",
                                        "database",
                                        "d")))
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

    /** The decision that it was taken for is carried out when those that it was taken against are no members any more. */
    @Test
    void aDecisionThatIsCarriedOutDoesNotKeepAnotherFromBeingTaken() {
        Lease survivor = lease("10.0.0.2:25520");

        taken("10.0.0.1:25520", "a node that is no member");
        assertThat(acquires(survivor)).as("after the first loss").isTrue();

        taken(
                "10.0.0.1:25520",
                Cluster.get(kit.system()).selfMember().uniqueAddress().toString());
        joins();
        assertThat(acquires(survivor)).as("the half that it was taken against").isFalse();
    }

    private void taken(String owner, String lost) {
        database.execute(
                "DELETE FROM cluster_lease; INSERT INTO cluster_lease VALUES ('halves', '%s', ARRAY['%s'], CURRENT_TIMESTAMP + INTERVAL '1' MINUTE)"
                        .formatted(owner, lost));
    }

    private void joins() {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        Awaitility.await()
                .untilAsserted(() -> assertThat(cluster.state().getMembers()).isNotEmpty());
    }

    @Test
    void whoeverSeesTheNodeThatTookItHasItToo() {
        joins();
        String seen = Cluster.get(kit.system()).selfMember().address().hostPort();

        assertThat(acquires(lease(seen))).isTrue();

        assertThat(acquires(lease("10.0.0.2:25520"))).isTrue();
    }
}
