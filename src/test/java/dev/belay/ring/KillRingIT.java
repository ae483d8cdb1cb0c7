package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged node is killed again and again, at random and at named points, paused and cut off, while a person trades;
 * afterwards a process that reads nothing but the exchange's audit says whether any promise was broken. The node's
 * database lives in its process, so that each kill is one of the database too. {@code -Dbelay.ring.kills=200} makes a run
 * long.
 */
@Timeout(7_200)
class KillRingIT {

    private static final int KILLS = Integer.getInteger("belay.ring.kills", 12);
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT");
    private static final Map<String, String> STAKES = Map.of("BTCUSDT", "0.01", "ETHUSDT", "0.2", "SOLUSDT", "4");
    private static final long UP_MILLIS = 90_000;
    private static final long WORK_MILLIS = 4_000;
    private static final long START_MILLIS = 5_000;
    private static final long STEP_MILLIS = 1_000;
    private static final int TRAPPED_STEPS = 12;
    private static final int LAST_WRITE = 12;
    private static final long PAUSE_MILLIS = 7_000;
    private static final long CONVERGED_MILLIS = 66_000;
    private static final int PAUSE_EVERY = 6;
    private static final int REFUSE_EVERY = 5;

    private final long seed = Long.getLong("seed", 20_261_121L);
    private final Random random = new Random(seed);
    private final Troubles troubles = new Troubles(seed);
    private final Map<Death, Integer> deaths = new EnumMap<>(Death.class);
    private int kills;
    private int unplanned;
    private int acts;

    @TempDir
    private Path home;

    @Test
    void noPromiseIsBrokenHoweverOftenTheNodeIsKilled() throws Exception {
        System.out.println("seed " + seed);
        try (var exchange = new ExchangeProcess(home, seed);
                var proxy = new FaultProxy(exchange.rest(), troubles);
                var node = new NodeProcess(home, exchange, "http://127.0.0.1:" + proxy.port())) {
            long begun = System.currentTimeMillis();
            awaitUp(begun);
            assertThat(exchange.act("/acts/open", order("BTCUSDT", "BUY"))).isEqualTo(200);
            while (kills < KILLS) {
                round(exchange, proxy, node);
            }
            troubles.end();
            for (String symbol : SYMBOLS) {
                exchange.act("/acts/open", order(symbol, "BUY"));
            }
            long healed = System.currentTimeMillis();
            assertThat(node.diesWithin(CONVERGED_MILLIS))
                    .as("the node dies by itself")
                    .isFalse();
            System.out.printf(
                    "ring: %d kills %s, %d of them by chance before the named point, %d acts of a person, %s, %d s%n",
                    kills, deaths, unplanned, acts, troubles.done(), (System.currentTimeMillis() - begun) / 1_000);
            Judgement.requireKept(home, exchange.audit(), troubles.excuses(), healed);
        }
        assertThat(deaths.keySet()).as("ways to die").containsExactlyInAnyOrder(Death.values());
        assertThat(unplanned).as("named points that were not reached").isLessThan(kills / 2);
    }

    private void awaitUp(long since) throws InterruptedException {
        assertThat(troubles.isUpWithin(UP_MILLIS)).as("the node comes up").isTrue();
        troubles.excuse(since, System.currentTimeMillis(), "node down");
    }

    private void awaitUpOrDead(NodeProcess node) throws InterruptedException {
        while (!troubles.isUpWithin(STEP_MILLIS) && node.isAlive()) {
            assertThat(System.currentTimeMillis())
                    .as("the trapped node comes up")
                    .isLessThan(node.startedAt() + UP_MILLIS);
        }
    }

    /** Every way to die once, in a random order. */
    private void round(ExchangeProcess exchange, FaultProxy proxy, NodeProcess node) throws Exception {
        List<Death> ways = new ArrayList<>(List.of(Death.values()));
        Collections.shuffle(ways, random);
        for (Death way : ways.subList(0, Math.min(ways.size(), KILLS - kills))) {
            act(exchange);
            if (random.nextInt(PAUSE_EVERY) == 0) {
                pause(exchange, node);
            }
            if (random.nextInt(REFUSE_EVERY) == 0) {
                refuse(exchange, proxy, node);
            }
            die(way, exchange, node);
        }
    }

    private void die(Death way, ExchangeProcess exchange, NodeProcess node) throws Exception {
        switch (way) {
            case AT_WORK -> {
                node.diesWithin(random.nextInt((int) WORK_MILLIS));
                act(exchange);
            }
            case WHILE_STARTING -> {
                long at = System.currentTimeMillis();
                node.kill();
                node.restart();
                node.diesWithin(random.nextInt((int) START_MILLIS));
                troubles.excuse(at, System.currentTimeMillis(), "node down");
            }
            case BEFORE_PERSIST, AFTER_PERSIST -> {
                long at = System.currentTimeMillis();
                node.kill();
                troubles.expectNode();
                String point = way.name().toLowerCase(Locale.ROOT).replace('_', '-');
                node.restartTrapped(point + ":" + (1 + random.nextInt(LAST_WRITE)));
                awaitUpOrDead(node);
                troubles.excuse(at, System.currentTimeMillis(), "node down");
                provoke(exchange, node);
            }
            case BEFORE_EFFECT, AFTER_EFFECT -> {
                troubles.trap(way, node::kill);
                provoke(exchange, node);
            }
        }
        rise(way, node);
    }

    /** Acts until the node has come to the point at which it dies. */
    private void provoke(ExchangeProcess exchange, NodeProcess node) throws Exception {
        for (int step = 0; node.isAlive() && step < TRAPPED_STEPS; step++) {
            act(exchange);
            node.diesWithin(STEP_MILLIS);
        }
        unplanned += node.isAlive() ? 1 : 0;
    }

    private void rise(Death way, NodeProcess node) throws Exception {
        long at = System.currentTimeMillis();
        troubles.disarm();
        node.kill();
        kills++;
        deaths.merge(way, 1, Integer::sum);
        troubles.expectNode();
        node.restart();
        awaitUp(at - STEP_MILLIS);
    }

    private void pause(ExchangeProcess exchange, NodeProcess node) throws Exception {
        long at = System.currentTimeMillis();
        node.signal("STOP");
        act(exchange);
        node.diesWithin(PAUSE_MILLIS);
        node.signal("CONT");
        troubles.excuse(at, System.currentTimeMillis() + 2_000, "node paused");
    }

    private void refuse(ExchangeProcess exchange, FaultProxy proxy, NodeProcess node) throws Exception {
        long at = System.currentTimeMillis();
        proxy.refuse(true);
        act(exchange);
        node.diesWithin(2_000);
        proxy.refuse(false);
        troubles.excuse(at, System.currentTimeMillis() + 2_000, "REST cut off");
    }

    /** A person trades, or a price jumps. What the exchange refuses, such as closing what is flat, is as good. */
    private void act(ExchangeProcess exchange) throws Exception {
        acts++;
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> exchange.act("/acts/open", order(symbol, "BUY"));
            case 3 -> exchange.act("/acts/open", order(symbol, "SELL"));
            case 4 ->
                exchange.act(
                        "/acts/reduce",
                        "{\"symbol\":\"%s\",\"quantity\":\"%s\"}".formatted(symbol, STAKES.get(symbol)));
            case 5 -> exchange.act("/acts/close", "{\"symbol\":\"%s\"}".formatted(symbol));
            case 6 -> exchange.act("/acts/flip", "{\"symbol\":\"%s\"}".formatted(symbol));
            default -> exchange.act("/faults/arm", jump(symbol, random.nextInt(3) < 2 ? "1" : "-1"));
        }
    }

    private static String jump(String symbol, String percent) {
        return "{\"fault\":\"GAP_THROUGH_STOP\",\"target\":\"%s\",\"parameters\":{\"percent\":\"%s\"}}"
                .formatted(symbol, percent);
    }

    private static String order(String symbol, String side) {
        return "{\"symbol\":\"%s\",\"side\":\"%s\",\"quantity\":\"%s\"}".formatted(symbol, side, STAKES.get(symbol));
    }
}
