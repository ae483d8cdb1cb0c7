package dev.belay.ring;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong between node and exchange, and the list of what that excuses; the times in it are the machine's, which
 * are the simulator's too. Also notices when a node has come up: it looks at its stops.
 */
final class Troubles implements FaultProxy.Plan {

    /** So long nobody hears of a request that came to nothing, and a little. */
    private static final long UNHEARD_MILLIS = 6_500;

    private static final int PER_MILLE = 40;
    private static final List<Mischief> KINDS = List.of(Mischief.values()).subList(1, Mischief.values().length);

    private final Random random;
    private final List<String> excuses = new ArrayList<>();
    private final Map<Mischief, Integer> done = new EnumMap<>(Mischief.class);
    private boolean on = true;
    private CountDownLatch up = new CountDownLatch(1);

    @Nullable
    private Death trap;

    private Runnable killer = () -> {};

    Troubles(long seed) {
        random = new Random(seed);
    }

    private static boolean changes(String request) {
        return !request.startsWith("GET") && (request.endsWith("/algoOrder") || request.endsWith("/order"));
    }

    @Override
    public Mischief to(String request) {
        Runnable kill;
        synchronized (this) {
            if (request.equals("GET /fapi/v1/openAlgoOrders")) {
                up.countDown();
            }
            if (!changes(request) || trap == null) {
                return chance();
            }
            if (trap == Death.AFTER_EFFECT) {
                return Mischief.CUT_AFTER_REQUEST;
            }
            trap = null;
            kill = killer;
        }
        kill.run();
        return Mischief.CUT_BEFORE_REQUEST;
    }

    @Override
    public void carriedOut() {
        Runnable kill = () -> {};
        synchronized (this) {
            if (trap == Death.AFTER_EFFECT) {
                trap = null;
                kill = killer;
            }
        }
        kill.run();
    }

    private Mischief chance() {
        if (!on || random.nextInt(1_000) >= PER_MILLE) {
            return Mischief.PASS;
        }
        Mischief mischief = KINDS.get(random.nextInt(KINDS.size()));
        done.merge(mischief, 1, Integer::sum);
        long now = System.currentTimeMillis();
        excuse(now, now + UNHEARD_MILLIS, "answers that did not come");
        return mischief;
    }

    /** The next request that changes something is the node's last. */
    synchronized void trap(Death death, Runnable kill) {
        trap = death;
        killer = kill;
    }

    synchronized void disarm() {
        trap = null;
    }

    synchronized void excuse(long from, long until, String why) {
        excuses.add(from + " " + until + " " + why);
    }

    synchronized List<String> excuses() {
        return List.copyOf(excuses);
    }

    synchronized Map<Mischief, Integer> done() {
        return new EnumMap<>(done);
    }

    /** From now on everything passes. */
    synchronized void end() {
        on = false;
        trap = null;
    }

    /** A new process is about to come up. */
    synchronized void expectNode() {
        up = new CountDownLatch(1);
    }

    /** Waits until the node looks at its stops; says whether it did in time. */
    boolean isUpWithin(long millis) throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = up;
        }
        return latch.await(millis, TimeUnit.MILLISECONDS);
    }
}
