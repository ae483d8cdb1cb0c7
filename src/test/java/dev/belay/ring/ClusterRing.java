package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.postgres.TcpRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Some nodes on one PostgreSQL at one exchange, all processes of their own, and a person who trades whenever somebody waits
 * here for something.
 */
final class ClusterRing implements AutoCloseable {

    static final Duration UP = Duration.ofSeconds(120);

    private static final long TRADE_EVERY_MILLIS = 800;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final PostgresServer server;
    private final TcpRelay database;
    private final ExchangeProcess exchange;
    private final Claims claims;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<String> excuses = new ArrayList<>();
    private final Crowd crowd;
    private final Deque<AutoCloseable> open;
    private long tradedAt;
    private boolean trading = true;

    /** Starts all of it with flat legs; the nodes come up meanwhile. Nothing is left running when it fails. */
    static ClusterRing start(Path folder, long seed, int legs, Network network) throws Exception {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            return new ClusterRing(folder, seed, legs, network, open);
        } catch (Exception failed) {
            closeAll(open);
            throw failed;
        }
    }

    private ClusterRing(Path folder, long seed, int legs, Network network, Deque<AutoCloseable> open)
            throws IOException {
        this.open = open;
        server = opened(PostgresServer.start());
        PostgresDatabase journal = PostgresDatabase.empty(server);
        journal.journal().schema().bringUp(Optional.of(journal.owned()));
        claims = new Claims(journal);
        database = opened(new TcpRelay(server.port()));
        exchange = opened(new ExchangeProcess(
                folder,
                seed,
                List.of("paper.wallet=1000000", "paper.symbols=" + String.join(",", Crowd.symbols(legs)))));
        crowd = new Crowd(exchange, new Random(seed), legs);
        String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.port(), journal.name());
        var common = new ClusterNode.Common(folder, network, exchange, Loopback.freePort(), url);
        for (int number = 0; number < network.places().size(); number++) {
            nodes.add(opened(new ClusterNode(number, common)));
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    PostgresServer server() {
        return server;
    }

    /** What is between the nodes and the server. */
    TcpRelay database() {
        return database;
    }

    ExchangeProcess exchange() {
        return exchange;
    }

    Claims claims() {
        return claims;
    }

    Crowd crowd() {
        return crowd;
    }

    List<ClusterNode> nodes() {
        return nodes;
    }

    /** The node through which the account is reached: it sent the newest request. */
    ClusterNode gateway() {
        return nodes.stream()
                .max(Comparator.comparingLong(ClusterRing::lastSent))
                .orElseThrow();
    }

    private static long lastSent(ClusterNode node) {
        List<RoadRecord.Passed> all = node.road().since(0);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).at();
    }

    /** Of the nodes through which the account is not reached the one with the most legs; waits until one has any. */
    ClusterNode holder() {
        awaitWhileTrading(
                "a node beside the gateway's has legs",
                UP,
                () -> !claimedBy(fullest()).isEmpty());
        return fullest();
    }

    private ClusterNode fullest() {
        ClusterNode gateway = gateway();
        return nodes.stream()
                .filter(node -> node != gateway)
                .max(Comparator.comparingInt(
                        node -> unchecked(() -> claimedBy(node).size())))
                .orElseThrow();
    }

    /** The legs whose newest claim is of that node. */
    List<Claims.Claim> claimedBy(ClusterNode node) throws SQLException {
        return claims.newest().stream()
                .filter(claim -> claim.isBy(node.place()))
                .toList();
    }

    /** Waits, while a person trades, until each of these legs was claimed anew; returns when the last was. */
    long awaitTakenOver(List<Claims.Claim> lost, Duration patience) {
        if (lost.isEmpty()) {
            return System.currentTimeMillis();
        }
        awaitWhileTrading("legs " + lost + " taken over", patience, () -> takenOverAt(lost) > 0);
        return unchecked(() -> takenOverAt(lost));
    }

    /** When the last of these was claimed anew, 0 as long as one is not. */
    private long takenOverAt(List<Claims.Claim> lost) throws SQLException {
        List<Claims.Claim> now = claims.newest();
        if (now.stream().anyMatch(lost::contains)) {
            return 0;
        }
        List<String> legs = lost.stream().map(Claims.Claim::leg).toList();
        return now.stream()
                .filter(claim -> legs.contains(claim.leg()))
                .mapToLong(Claims.Claim::at)
                .max()
                .orElse(0);
    }

    /** Waits until the probes of all nodes are green. */
    void awaitReady() {
        awaitWhileTrading("every node ready", UP, () -> {
            for (ClusterNode node : nodes) {
                assertThat(node.process().isAlive()).as(node + " lives").isTrue();
                if (!node.unready().isEmpty()) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Waits while a person trades. */
    void awaitWhileTrading(String what, Duration patience, Callable<Boolean> done) {
        try {
            await(what).atMost(patience).pollInterval(LOOK_EVERY).until(() -> {
                trade();
                return done.call();
            });
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError(what + " within " + patience + "; " + state(), late);
        }
    }

    /** Lets that time go by, while a person trades. */
    void letPass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        awaitWhileTrading("time goes by", time.plusSeconds(10), () -> System.nanoTime() - until > 0);
    }

    private void trade() throws IOException, InterruptedException {
        if (trading && System.currentTimeMillis() - tradedAt > TRADE_EVERY_MILLIS) {
            tradedAt = System.currentTimeMillis();
            crowd.act();
        }
    }

    /** From now on nobody trades. */
    void endTrading() {
        trading = false;
    }

    private String state() {
        List<String> said = new ArrayList<>();
        for (ClusterNode node : nodes) {
            said.add(node + (node.process().isAlive() ? ": " + unchecked(node::unready) : ": dead"));
        }
        return String.join("; ", said);
    }

    /** In that time nobody could protect anything. */
    void excuse(long from, long until, String why) {
        excuses.add(from + " " + until + " " + why);
    }

    List<String> excuses() {
        return excuses;
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        closeAll(open);
    }

    private static void closeAll(Deque<AutoCloseable> open) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
