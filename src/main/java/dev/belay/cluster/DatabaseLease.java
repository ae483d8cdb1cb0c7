package dev.belay.cluster;

import akka.actor.ExtendedActorSystem;
import akka.cluster.Cluster;
import akka.cluster.Member;
import akka.coordination.lease.LeaseSettings;
import akka.coordination.lease.javadsl.Lease;
import com.typesafe.config.Config;
import dev.belay.journal.JournalDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Says which half goes on when a cluster falls apart, and who forms a new one: whoever gets a row of the journal's database,
 * without which nobody could guard. So a single node may survive all others, and two halves never both do. It is a half's,
 * not a node's, and is for one decision: whoever sees the node that took it may have it too, and so may whoever has taken off
 * all nodes that it was taken against, because that decision is carried out. Otherwise a second loss soon after the first
 * would bring all survivors down. The other half of the same decision always finds itself among those nodes. Loaded by Akka,
 * which holds it for seconds.
 */
public final class DatabaseLease extends Lease {

    private static final String TAKE = """
            INSERT INTO cluster_lease (name, owner, lost, valid_until)
            VALUES (?, ?, ?, CURRENT_TIMESTAMP + ? * INTERVAL '1' SECOND)
            ON CONFLICT (name) DO UPDATE
            SET owner = EXCLUDED.owner, lost = EXCLUDED.lost, valid_until = EXCLUDED.valid_until
            WHERE cluster_lease.owner = EXCLUDED.owner OR cluster_lease.owner = ANY (?)
               OR (cardinality(cluster_lease.lost) > 0 AND NOT cluster_lease.lost && ?)
               OR cluster_lease.valid_until < CURRENT_TIMESTAMP
            """;
    private static final String GIVE_BACK = "DELETE FROM cluster_lease WHERE name = ? AND owner = ?";

    private final LeaseSettings settings;
    private final JournalDatabase database;
    private final Cluster cluster;
    private final Executor blocking;
    private volatile long heldUntilNanos = System.nanoTime();

    /** As Akka makes it; the address of the database is beside the lease's other settings. */
    public DatabaseLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        Config config = settings.leaseConfig();
        this.database =
                new JournalDatabase(config.getString("url"), config.getString("user"), config.getString("password"));
        this.cluster = Cluster.get(system);
        this.blocking = system.dispatchers().lookup("akka.actor.default-blocking-io-dispatcher");
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return CompletableFuture.supplyAsync(this::take, blocking);
    }

    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
        return acquire();
    }

    @Override
    public CompletionStage<Boolean> release() {
        return CompletableFuture.supplyAsync(this::giveBack, blocking);
    }

    @Override
    public boolean checkLease() {
        return heldUntilNanos - System.nanoTime() > 0;
    }

    private boolean take() {
        Duration held = Duration.ofMillis(
                settings.timeoutSettings().getHeartbeatTimeout().toMillis());
        long before = System.nanoTime();
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement(TAKE)) {
            insert.setString(1, settings.leaseName());
            insert.setString(2, settings.ownerName());
            insert.setArray(3, connection.createArrayOf("text", members(member -> !isSeen(member))));
            insert.setLong(4, held.toSeconds());
            insert.setArray(5, connection.createArrayOf("text", seenAddresses()));
            insert.setArray(6, connection.createArrayOf("text", members(member -> true)));
            boolean taken = insert.executeUpdate() == 1;
            heldUntilNanos = taken ? before + held.toNanos() : before;
            return taken;
        } catch (SQLException e) {
            throw new IllegalStateException("the lease cannot be taken: " + e.getMessage(), e);
        }
    }

    private boolean isSeen(Member member) {
        return !cluster.state().getUnreachable().contains(member);
    }

    /** As leases name their owners. */
    private String[] seenAddresses() {
        return all().filter(this::isSeen)
                .map(member -> member.address().hostPort())
                .toArray(String[]::new);
    }

    /** Each process by another name. */
    private String[] members(Predicate<Member> which) {
        return all().filter(which)
                .map(member -> member.uniqueAddress().toString())
                .toArray(String[]::new);
    }

    private Stream<Member> all() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false);
    }

    private boolean giveBack() {
        heldUntilNanos = System.nanoTime();
        try (Connection connection = database.open();
                PreparedStatement delete = connection.prepareStatement(GIVE_BACK)) {
            delete.setString(1, settings.leaseName());
            delete.setString(2, settings.ownerName());
            delete.executeUpdate();
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("the lease cannot be given back: " + e.getMessage(), e);
        }
    }
}
