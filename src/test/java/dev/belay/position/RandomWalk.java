package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.trailing.TrailCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leg and one exchange under everything that can go wrong, driven by one seed: lost, late and doubled messages,
 * refusals, unknown outcomes, lists that lag or are empty, crashes, and a person who trades by hand.
 */
final class RandomWalk {
    private static final long TROUBLE_MILLIS = 40_000;
    private static final long HEALING_MILLIS = 60_000;
    private static final long QUIET_MILLIS = 60_000;
    private static final long TICK_MILLIS = 500;
    private static final long ONE = FixedPoint.ONE;

    private final WalkChances chances;
    private final Quantity largest;
    private final LegHarness guard;
    private final FakeExchange exchange;
    private final Replica replica;
    private final WalkAgenda agenda = new WalkAgenda(LegHarness.START);
    private final Deque<Request> queue = new ArrayDeque<>();
    private final List<String> story = new ArrayList<>();
    private final Mischief mischief;
    private final boolean operated;
    private long now = LegHarness.START;
    private long incarnation;
    private boolean busy;
    private long wakeAt = Long.MAX_VALUE;
    private int sent;
    private long downUntil;

    @Nullable
    private TrailCursor cursor;

    private String cursorKey = "";

    /** @param operated whether an operator changes policies meanwhile */
    RandomWalk(long seed, boolean operated) {
        this.operated = operated;
        chances = new WalkChances(seed);
        largest = Quantity.of(seed % 3 == 0 ? "6" : "1000");
        guard = new LegHarness(LegHarness.termsWithMost(largest.toString()));
        exchange = new FakeExchange(LegHarness.LEG, 100 * ONE, largest, this::onStream);
        replica = new Replica(exchange, chances, seed % 2 == 0);
        mischief = new Mischief(this, exchange, replica, chances);
    }

    /** The last things that happened. */
    List<String> story() {
        return story;
    }

    void run() {
        replica.remember(now);
        exchange.trade(chances.chance(50) ? 10 * ONE : -10 * ONE, now);
        agenda.every(TICK_MILLIS, this::tick);
        agenda.every(30_000, this::audit);
        agenda.every(900, () -> mischief.happen(now));
        if (operated) {
            agenda.every(1_100, () -> mischief.operate(guard.leg()));
        }
        until(now + TROUBLE_MILLIS);
        heal();
        until(now + HEALING_MILLIS);
        WalkChecks.healed(guard, exchange, largest);
        sent = 0;
        until(now + QUIET_MILLIS);
        Checks.that(sent == 0, "L7: %s calls in a minute in which nothing happened", sent);
    }

    private void until(long end) {
        agenda.until(end, time -> {
            now = time;
            guard.sleep(now - guard.now());
        });
        now = end;
    }

    private long soon(int most) {
        return now + 5 + chances.random.nextInt(most);
    }

    void hear(LegInput input) {
        int before = guard.journal().size();
        Leg was = guard.leg();
        guard.slots(!chances.trouble(30)).hear(input);
        for (LegEvent event : guard.journal().subList(before, guard.journal().size())) {
            tell(LegText.of(event));
            WalkChecks.closed(exchange, was, event);
            if (event instanceof LegEvent.LevelOverridden override) {
                exchange.overriddenTo = override.trail().level().units();
                exchange.overriddenAt = now;
            }
        }
        queue.addAll(guard.out());
        guard.out().clear();
        sendNext();
        follow();
        awake();
    }

    void tell(String what) {
        story.add("%7d %s".formatted(now - LegHarness.START, what));
    }

    private void awake() {
        long due = now + guard.rules().patienceMillis(guard.leg(), guard.memory());
        if (due < wakeAt) {
            wakeAt = due;
            long whose = incarnation;
            agenda.at(due, () -> wake(due, whose));
        }
    }

    private void wake(long due, long whose) {
        if (whose == incarnation) {
            wakeAt = due == wakeAt ? Long.MAX_VALUE : wakeAt;
            hear(new LegInput.TimePassed());
        }
    }

    /** One call of a leg is out at a time, as at the gateway. */
    private void sendNext() {
        while (!busy && !queue.isEmpty()) {
            List<Request> urgent =
                    queue.stream().sorted(Comparator.comparing(Request::lane)).toList();
            Request request = urgent.get(0);
            queue.remove(request);
            sent++;
            busy = true;
            long whose = incarnation;
            long sentAt = now;
            if (chances.trouble(5) || (chances.isTrouble() && now < downUntil)) {
                agenda.at(soon(50), () -> reply(request, new Outcome.NotSent("no connection"), sentAt, whose));
                continue;
            }
            agenda.at(soon(chances.trouble(5) ? 3_000 : 80), () -> arrive(request, sentAt, whose));
        }
    }

    private void arrive(Request request, long sentAt, long whose) {
        if (chances.trouble(6)) {
            agenda.at(soon(2_000), () -> reply(request, new Outcome.Unknown("lost"), sentAt, whose));
            return;
        }
        boolean query = request instanceof Request.QueryStop || request instanceof Request.QueryOrder;
        boolean forgets = query && chances.trouble(15);
        boolean refuses = !query && chances.trouble(3);
        Outcome outcome = forgets
                ? new Outcome.Refused(-2013, "forgotten")
                : refuses ? new Outcome.Refused(-1001, "try again") : execute(request);
        tell("%s -> %s".formatted(request, outcome));
        replica.remember(now);
        Outcome heard = chances.trouble(12) ? new Outcome.Unknown("the answer was lost") : outcome;
        agenda.at(soon(chances.trouble(5) ? 3_000 : 80), () -> reply(request, heard, sentAt, whose));
    }

    private Outcome execute(Request request) {
        if (request instanceof Request.ReadPositions) {
            return new Outcome.Done(new Answer.Positions(replica.positions(now)));
        }
        if (request instanceof Request.ReadTrades read) {
            return new Outcome.Done(replica.trades(read, now));
        }
        if (request instanceof Request.ReadOrders) {
            return new Outcome.Done(new Answer.Orders(List.of()));
        }
        if (request instanceof Request.ReadStops) {
            return new Outcome.Done(new Answer.Stops(replica.stops(now)));
        }
        return exchange.execute(request, now);
    }

    private void reply(Request request, Outcome outcome, long sentAt, long whose) {
        if (whose == incarnation) {
            busy = false;
            hear(new LegInput.Answered(request, outcome, sentAt));
        }
    }

    private void onStream(LegInput input) {
        if (chances.trouble(20)) {
            return;
        }
        int copies = chances.trouble(10) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long whose = incarnation;
            agenda.at(soon(chances.trouble(10) ? 6_000 : 60), () -> {
                if (whose == incarnation) {
                    hear(input);
                }
            });
        }
    }

    private void audit() {
        long readAt = now;
        List<Answer.PositionRow> rows = replica.positions(now);
        List<Answer.StopReport> stops = replica.stops(now);
        long whose = incarnation;
        agenda.at(soon(200), () -> {
            boolean guarded = guard.leg().phase() != Leg.Phase.FLAT
                    || !guard.leg().stops().all().isEmpty();
            boolean known = rows.stream().anyMatch(row -> row.amount().signum() != 0);
            if (whose == incarnation && (guarded || known)) {
                hear(new LegInput.PositionRead(rows.stream().findFirst(), readAt));
                hear(new LegInput.StopsRead(stops, readAt));
            }
        });
    }

    private void tick() {
        if (chances.isTrouble()) {
            long move = (chances.random.nextInt(101) - 50) * ONE / 100;
            long next = Math.max(50 * ONE, exchange.price + (chances.trouble(5) ? 4 * move : move));
            exchange.priceMovesTo(next - next % (ONE / 100), now);
            replica.remember(now);
        }
        follow();
        if (cursor != null) {
            report(cursor.onPrice(exchange.price, now), cursor);
        }
    }

    /** The child of the open position, made anew as the actor makes it. */
    private void follow() {
        Exposure exposure = guard.leg().exposure();
        boolean follows = exposure != null && guard.leg().closing() == null;
        String key = !follows || exposure == null
                ? ""
                : incarnation + ":" + guard.leg().followed();
        if (!key.equals(cursorKey)) {
            cursorKey = key;
            cursor = !follows || exposure == null ? null : exposure.cursor(LegHarness.RULES);
        }
    }

    private void report(TrailCursor.Decision decision, TrailCursor of) {
        var mark = MarketPrice.mark(LegHarness.ETH, new Price(exchange.price), now);
        switch (decision) {
            case ACTIVATED -> hear(new LegInput.LevelReported(of.trail(), true, mark));
            case LEVEL_MOVED -> hear(new LegInput.LevelReported(of.trail(), false, mark));
            case PEAK_MOVED -> hear(new LegInput.PeakReported(of.trail(), mark));
            case HIT -> hear(new LegInput.HitReported(of.trail(), mark));
            case NOTHING -> {}
        }
    }

    /** Nothing can be sent until then. */
    void goDown(long until) {
        downUntil = until;
    }

    /** The process is killed and comes up again. */
    void crash() {
        tell("crash");
        incarnation++;
        queue.clear();
        busy = false;
        wakeAt = Long.MAX_VALUE;
        guard.crash();
        queue.addAll(guard.out());
        guard.out().clear();
        sendNext();
        follow();
        awake();
    }

    /** Nothing goes wrong any more; the stream connects anew and is followed by an audit. */
    private void heal() {
        tell("healed: " + exchange);
        chances.heal();
        exchange.unstick(now);
        hear(new LegInput.StreamGap());
        audit();
    }
}
