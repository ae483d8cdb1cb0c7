package dev.belay.cluster;

import akka.actor.ActorSystem;
import akka.cluster.Cluster;
import akka.coordination.lease.javadsl.Lease;
import akka.coordination.lease.javadsl.LeaseProvider;
import akka.management.cluster.bootstrap.ClusterBootstrapSettings;
import akka.management.cluster.bootstrap.JoinDecider;
import akka.management.cluster.bootstrap.JoinDecision;
import akka.management.cluster.bootstrap.JoinSelf;
import akka.management.cluster.bootstrap.KeepProbing;
import akka.management.cluster.bootstrap.LowestAddressJoinDecider;
import akka.management.cluster.bootstrap.SeedNodesInformation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Lets only one node form a new cluster. Nodes that start together do not all see the same others at first; each of two that
 * see a third could think itself the one to begin, and there would be two clusters. So whoever would begin needs a row of the
 * journal's database; the rest go on looking, and find it. Loaded by Akka's bootstrap.
 */
public final class LeaseJoinDecider implements JoinDecider {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseJoinDecider.class);

    private final JoinDecider lowest;
    private final Lease lease;

    /** As Akka makes it. */
    public LeaseJoinDecider(ActorSystem system, ClusterBootstrapSettings settings) {
        lowest = new LowestAddressJoinDecider(system, settings);
        lease = LeaseProvider.get(system)
                .getLease(
                        "new-cluster",
                        "belay-forming",
                        Cluster.get(system).selfUniqueAddress().toString());
    }

    @Override
    public Future<JoinDecision> decide(SeedNodesInformation seen) {
        return FutureConverters.asScala(
                FutureConverters.asJava(lowest.decide(seen)).thenCompose(this::ifAlone));
    }

    private CompletionStage<JoinDecision> ifAlone(JoinDecision decision) {
        if (!decision.equals(JoinSelf.getInstance())) {
            return CompletableFuture.completedFuture(decision);
        }
        return lease.acquire().handle((taken, failure) -> {
            if (failure != null) {
                LOG.warn("no new cluster is formed, because the database cannot be asked: {}", failure.getMessage());
            }
            return failure == null && taken ? decision : KeepProbing.getInstance();
        });
    }
}
