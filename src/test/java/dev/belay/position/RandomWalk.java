package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.trailing.RandomPolicy;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.TrailCursor;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
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

    private record Due(long at, long number, Runnable what) {}

    /** What a lagging replica may still show. */
    private record Past(long at, Answer.PositionRow row, List<Answer.StopReport> stops) {}

    private final Random random;
    /** Whether lists of positions have rows of flat ones: version 2 of the exchange's list has, version 3 has not. */
    private final boolean tellsFlat;

    private final Quantity largest;
    private final LegHarness guard;
    private final FakeExchange exchange;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final List<Past> past = new ArrayList<>();
    private final Deque<Request> queue = new ArrayDeque<>();
    private final List<String> story = new ArrayList<>();
    private final RandomPolicy policies;
    private final boolean operated;
    private long number;
    private long now = LegHarness.START;
    private long incarnation;
    private boolean busy;
    private boolean trouble = true;
    private long wakeAt = Long.MAX_VALUE;
    private int sent;
    private long emptyUntil;
    private long downUntil;

    @Nullable
    private TrailCursor cursor;

    private String cursorKey = "";

    /** @param operated whether an operator changes policies meanwhile */
    RandomWalk(long seed, boolean operated) {
        this.operated = operated;
        random = new Random(seed);
        policies = new RandomPolicy(random);
        tellsFlat = seed % 2 == 0;
        largest = Quantity.of(seed % 3 == 0 ? "6" : "1000");
        guard = new LegHarness(LegHarness.termsWithMost(largest.toString()));
        exchange = new FakeExchange(LegHarness.LEG, 100 * ONE, largest, this::onStream);
    }

    /** The last things that happened. */
    List<String> story() {
        return story;
    }

    void run() {
        remember();
        exchange.trade(chance(50) ? 10 * ONE : -10 * ONE, now);
        every(TICK_MILLIS, this::tick);
        every(30_000, this::audit);
        every(900, this::mischief);
        if (operated) {
            every(1_100, this::operate);
        }
        until(now + TROUBLE_MILLIS);
        heal();
        until(now + HEALING_MILLIS);
        checkHealed();
        sent = 0;
        until(now + QUIET_MILLIS);
        Checks.that(sent == 0, "L7: %s calls in a minute in which nothing happened", sent);
    }

    private void until(long end) {
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Due due = agenda.remove();
            now = due.at();
            guard.sleep(now - guard.now());
            due.what().run();
        }
        now = end;
    }

    private void at(long when, Runnable what) {
        agenda.add(new Due(Math.max(when, now), number++, what));
    }

    private void every(long millis, Runnable what) {
        at(now + millis, () -> {
            what.run();
            every(millis, what);
        });
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private boolean trouble(int percent) {
        return trouble && chance(percent);
    }

    private long soon(int most) {
        return now + 5 + random.nextInt(most);
    }

    private void hear(LegInput input) {
        int before = guard.journal().size();
        Leg was = guard.leg();
        guard.slots(!trouble(30)).hear(input);
        for (LegEvent event : guard.journal().subList(before, guard.journal().size())) {
            tell(LegText.of(event));
            checkClosed(was, event);
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

    private void tell(String what) {
        story.add("%7d %s".formatted(now - LegHarness.START, what));
    }

    /** S12: a position is concluded to be closed only when it was. */
    private void checkClosed(Leg was, LegEvent event) {
        if (event instanceof LegEvent.PositionClosed closed && was.exposure() != null) {
            Checks.that(
                    exchange.amount == 0 || exchange.openedAt > was.exposure().openedAt(),
                    "S12: %s, but it was not",
                    closed);
        }
    }

    private void awake() {
        long due = now + guard.rules().patienceMillis(guard.leg(), guard.memory());
        if (due < wakeAt) {
            wakeAt = due;
            long whose = incarnation;
            at(due, () -> wake(due, whose));
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
            if (trouble(5) || (trouble && now < downUntil)) {
                at(soon(50), () -> reply(request, new Outcome.NotSent("no connection"), sentAt, whose));
                continue;
            }
            at(soon(trouble(5) ? 3_000 : 80), () -> arrive(request, sentAt, whose));
        }
    }

    private void arrive(Request request, long sentAt, long whose) {
        if (trouble(6)) {
            at(soon(2_000), () -> reply(request, new Outcome.Unknown("lost"), sentAt, whose));
            return;
        }
        boolean query = request instanceof Request.QueryStop || request instanceof Request.QueryOrder;
        boolean forgets = query && trouble(15);
        boolean refuses = !query && trouble(3);
        Outcome outcome = forgets
                ? new Outcome.Refused(-2013, "forgotten")
                : refuses ? new Outcome.Refused(-1001, "try again") : execute(request);
        tell("%s -> %s".formatted(request, outcome));
        remember();
        Outcome heard = trouble(12) ? new Outcome.Unknown("the answer was lost") : outcome;
        at(soon(trouble(5) ? 3_000 : 80), () -> reply(request, heard, sentAt, whose));
    }

    private Outcome execute(Request request) {
        if (request instanceof Request.ReadPositions) {
            return new Outcome.Done(new Answer.Positions(rows()));
        }
        if (request instanceof Request.ReadTrades read) {
            return new Outcome.Done(trades(read));
        }
        if (request instanceof Request.ReadOrders) {
            return new Outcome.Done(new Answer.Orders(List.of()));
        }
        if (request instanceof Request.ReadStops) {
            return new Outcome.Done(new Answer.Stops(seen().stops()));
        }
        return exchange.execute(request, now);
    }

    private void reply(Request request, Outcome outcome, long sentAt, long whose) {
        if (whose == incarnation) {
            busy = false;
            hear(new LegInput.Answered(request, outcome, sentAt));
        }
    }

    /** The list of fills may lag as well. */
    private Answer.Trades trades(Request.ReadTrades read) {
        long until = trouble(30) ? now - random.nextInt(1_500) : now;
        List<Answer.Trade> rows = exchange.trades().stream()
                .filter(trade -> trade.at() <= until)
                .filter(trade -> read.fromId() > 0 ? trade.id() >= read.fromId() : trade.at() >= read.since())
                .toList();
        return new Answer.Trades(rows, true);
    }

    private List<Answer.PositionRow> rows() {
        Answer.PositionRow row = seen().row();
        if (trouble && now < emptyUntil) {
            return List.of();
        }
        return row.amount().signum() == 0 && (!tellsFlat || chance(60)) ? List.of() : List.of(row);
    }

    private void remember() {
        past.add(new Past(now, exchange.row(), exchange.open()));
    }

    /** The present, or in trouble up to a second and a half ago. */
    private Past seen() {
        remember();
        long when = trouble(30) ? now - random.nextInt(1_500) : now;
        Past found = past.get(0);
        for (Past candidate : past) {
            found = candidate.at() <= when ? candidate : found;
        }
        return found;
    }

    private void onStream(LegInput input) {
        if (trouble(20)) {
            return;
        }
        int copies = trouble(10) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long whose = incarnation;
            at(soon(trouble(10) ? 6_000 : 60), () -> {
                if (whose == incarnation) {
                    hear(input);
                }
            });
        }
    }

    private void audit() {
        long readAt = now;
        List<Answer.PositionRow> rows = rows();
        List<Answer.StopReport> stops = seen().stops();
        long whose = incarnation;
        at(soon(200), () -> {
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
        if (trouble) {
            long move = (random.nextInt(101) - 50) * ONE / 100;
            long next = Math.max(50 * ONE, exchange.price + (trouble(5) ? 4 * move : move));
            exchange.priceMovesTo(next - next % (ONE / 100), now);
            remember();
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

    private void mischief() {
        if (!trouble) {
            return;
        }
        int what = random.nextInt(100);
        if (what < 8) {
            crash();
        } else if (what < 16 && exchange.amount != 0) {
            exchange.trade((random.nextInt(9) - 4) * ONE, now);
        } else if (what < 20 && exchange.amount != 0) {
            exchange.trade(-exchange.amount, now);
        } else if (what < 24) {
            exchange.trade(exchange.amount == 0 ? 10 * ONE : -2 * exchange.amount, now);
        } else if (what < 28) {
            exchange.cancelByHand(random.nextInt(10), now);
        } else if (what < 34) {
            emptyUntil = now + random.nextInt(12_000);
        } else if (what < 38) {
            downUntil = now + random.nextInt(8_000);
        } else if (what < 40) {
            exchange.sticksInTriggering = !exchange.sticksInTriggering;
        } else if (what < 46) {
            enter();
        } else if (what < 47) {
            hear(new LegInput.CloseWanted("enough", "operator"));
        } else {
            return;
        }
        tell("mischief " + what + ": " + exchange);
        remember();
    }

    /** An operator wants another policy now and then, sometimes a looser stop. */
    private void operate() {
        if (!trouble(6) || guard.leg().exposure() == null) {
            return;
        }
        StopPolicy policy = policies.nextByPeak();
        boolean override = chance(50);
        tell("operator wants %s%s".formatted(policy, override ? ", override" : ""));
        var wish = new PolicyWish(
                Optional.of(policy.name()), Optional.empty(), override, "walk", "operator", new Price(exchange.price));
        hear(new LegInput.PolicyWanted(wish, Optional.of(policy)));
    }

    private void enter() {
        Direction direction = chance(50) ? Direction.LONG : Direction.SHORT;
        Price reference = new Price(exchange.price);
        Price stop = LegHarness.RULES.stopLevel(
                direction, direction.worseBy(exchange.price, dev.belay.money.Percent.of("2")));
        hear(new LegInput.EntryWanted(
                LegHarness.plan(direction, "3", reference.toString(), stop.toString(), now), "operator"));
    }

    private void crash() {
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
        trouble = false;
        exchange.unstick(now);
        hear(new LegInput.StreamGap());
        audit();
    }

    /** Every fill since the first position that was seen is counted, once and exactly. */
    private void checkFills() {
        List<LegEvent.Filled> counted = guard.all(LegEvent.Filled.class).stream()
                .sorted(Comparator.comparingLong(LegEvent.Filled::tradeId))
                .toList();
        Checks.that(!counted.isEmpty(), "no fill was counted of %s", exchange.trades());
        long first = counted.get(0).tradeId();
        List<Answer.Trade> made =
                exchange.trades().stream().filter(trade -> trade.id() >= first).toList();
        Checks.that(
                counted.stream()
                        .map(LegEvent.Filled::tradeId)
                        .toList()
                        .equals(made.stream().map(Answer.Trade::id).toList()),
                "fills: counted %s of %s",
                counted,
                made);
        Fills fills = guard.leg().fills();
        BigDecimal net = made.stream()
                .map(trade -> trade.side().signed(trade.quantity().decimal()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Checks.that(fills.net().compareTo(net) == 0, "the fills lead to %s instead of %s", fills.net(), net);
        Checks.that(
                fills.commissions()
                                .get("USDT")
                                .compareTo(made.stream()
                                        .map(Answer.Trade::commission)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                        == 0,
                "commissions %s",
                fills.commissions());
        Checks.that(fills.window().ids().size() <= 150, "the window does not stay small: %s", fills.window());
    }

    private void checkHealed() {
        checkFills();
        Leg leg = guard.leg();
        List<Answer.StopReport> open = exchange.open();
        if (exchange.amount == 0) {
            Checks.that(leg.phase() == Leg.Phase.FLAT, "L4: flat, but the leg is %s", leg);
            Checks.that(open.isEmpty(), "L3: orphans %s", open);
            Checks.that(leg.stops().all().isEmpty(), "L4: %s", leg.stops());
            return;
        }
        Exposure exposure = Optional.ofNullable(leg.exposure())
                .orElseThrow(() -> new AssertionError("L1: the position is not known, " + exchange));
        Checks.that(
                exposure.quantity().decimal().compareTo(exchange.row().amount().abs()) == 0, "size %s", exposure);
        int pieces = WorkingStops.count(exposure.quantity(), largest);
        Checks.that(open.size() == 1 + pieces, "L4: not exactly D and W: %s", open);
        Checks.that(open.stream().filter(Answer.StopReport::closePosition).count() == 1, "L4: no D: %s", open);
        long closed = open.stream()
                .filter(stop -> !stop.closePosition()
                        && stop.trigger().equals(exposure.trail().level()))
                .mapToLong(stop -> stop.quantity().units())
                .sum();
        Checks.that(
                closed == exposure.quantity().units(),
                "L2: W is not at %s for %s: %s",
                exposure.trail().level(),
                exposure.quantity(),
                open);
        Checks.that(Protection.of(leg).isComplete(), "L4: %s", leg);
    }
}
