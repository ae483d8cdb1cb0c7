package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drives the rules of one leg by hand: its clock, what it hears, and what becomes of its calls. */
final class LegHarness {
    static final LegId LEG = LegId.parse("main:ETHUSDT:BOTH");
    static final Symbol ETH = LEG.symbol();
    static final SymbolRules RULES = new SymbolRules(
            ETH,
            Price.of("0.01"),
            Quantity.of("0.001"),
            Quantity.of("0.001"),
            Quantity.of("1000"),
            new BigDecimal("20"),
            true);
    static final LegTerms TERMS = new LegTerms(RULES, StopPolicy.DEFAULT, new ClientIds("tst"));
    static final long START = 1_763_700_000_000L;
    private static final long STEP_MILLIS = 250;

    private final LegRules rules;
    private final List<LegEvent> journal = new ArrayList<>();
    private final List<Request> out = new ArrayList<>();
    private Leg leg = Leg.flat(LEG);
    private LegMemory memory = LegMemory.startingWith(leg);
    private long now = START;
    private BigDecimal told = BigDecimal.ZERO;
    private long lastTrade;
    private final StopRoom room = new StopRoom();
    private boolean mayMove = true;
    private final SharedLimits limits = new SharedLimits() {
        @Override
        public boolean takeSlot() {
            return mayMove;
        }

        @Override
        public boolean hasRoom(boolean moves) {
            return room.isFree(moves);
        }

        @Override
        public boolean takeRoom(String id, boolean moves) {
            return room.take(LEG, id, moves);
        }
    };

    LegHarness() {
        this(TERMS);
    }

    LegHarness(LegTerms terms) {
        rules = new LegRules(terms);
        room.onList(new Answer.Stops(List.of()), START);
    }

    /** What the account has room for; nothing else rests there at first. */
    StopRoom room() {
        return room;
    }

    /** As {@link #TERMS}, but of one market order, and so of one stop, at most {@code most} (MARKET_LOT_SIZE). */
    static LegTerms termsWithMost(String most) {
        var rules = new SymbolRules(
                ETH, RULES.tick(), RULES.step(), RULES.minQuantity(), Quantity.of(most), RULES.minNotional(), true);
        return new LegTerms(rules, StopPolicy.DEFAULT, new ClientIds("tst"));
    }

    LegRules rules() {
        return rules;
    }

    /** A leg whose positions open under {@code policy}. */
    LegHarness(StopPolicy policy) {
        this(new LegTerms(RULES, policy, TERMS.ids()));
    }

    /** Whether there are order slots for moving stops. */
    LegHarness slots(boolean free) {
        mayMove = free;
        return this;
    }

    Optional<MoveWish> wish() {
        return rules.wish(leg, memory, now);
    }

    Leg leg() {
        return leg;
    }

    LegMemory memory() {
        return memory;
    }

    long now() {
        return now;
    }

    List<LegEvent> journal() {
        return journal;
    }

    /** Calls that are out and not answered. */
    List<Request> out() {
        return out;
    }

    Exposure position() {
        return leg.open().orElseThrow();
    }

    /** The events of one kind, in order. */
    <E extends LegEvent> List<E> all(Class<E> kind) {
        return journal.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The newest event of one kind. */
    <E extends LegEvent> E last(Class<E> kind) {
        List<E> all = all(kind);
        assertThat(all).as(kind.getSimpleName() + " in " + journal).isNotEmpty();
        return all.get(all.size() - 1);
    }

    LegHarness hear(LegInput input) {
        Leg before = leg;
        List<LegEvent> events = rules.decide(leg, memory, input, now, limits);
        for (LegEvent event : events) {
            apply(event);
        }
        room.hold(LEG, leg.sequence(), leg.stops().byId().keySet());
        List<Request> calls = rules.calls(leg, memory, now);
        calls.forEach(this::checkWrittenFirst);
        out.addAll(calls);
        assertThat(leg.epoch()).isGreaterThanOrEqualTo(before.epoch());
        return this;
    }

    private void apply(LegEvent event) {
        Leg next = leg.after(event);
        Exposure before = leg.exposure();
        Exposure after = next.exposure();
        boolean meant = event instanceof LegEvent.LevelOverridden;
        if (before != null && after != null && leg.epoch() == next.epoch() && !meant) {
            assertThat(before.direction()
                            .isBetter(before.trail().level(), after.trail().level()))
                    .as("%s loosens the stop from %s", event, before.trail().level())
                    .isFalse();
        }
        leg = next;
        journal.add(event);
    }

    /** Every mutating call follows an event that names its id (S5), and only entries may add risk (S2). */
    private void checkWrittenFirst(Request call) {
        if (call instanceof Request.PlaceStop place) {
            StopOrder stop = leg.stops().find(place.ticket().id()).orElseThrow();
            assertThat(stop.isUnproven()).isTrue();
        } else if (call instanceof Request.CancelStop cancel) {
            assertThat(last(LegEvent.CancelIntended.class)).isNotNull();
            assertThat(all(LegEvent.CancelIntended.class))
                    .anyMatch(event -> event.id().equals(cancel.id()) && event.at() == cancel.decidedAt());
        } else if (call instanceof Request.PlaceMarket place) {
            assertThat(all(LegEvent.OrderIntended.class))
                    .anyMatch(event -> event.id().equals(place.ticket().id())
                            && (event.purpose() == MarketOrder.Purpose.EXIT)
                                    == place.ticket().reduceOnly());
        }
    }

    /** Lets time go by, looking again as often as the actor would. */
    LegHarness pass(long millis) {
        long until = now + millis;
        while (now < until) {
            now += Math.min(STEP_MILLIS, until - now);
            hear(new LegInput.TimePassed());
        }
        return this;
    }

    /** Time goes by without anything being heard or looked at. */
    LegHarness sleep(long millis) {
        now += millis;
        return this;
    }

    /** The process dies and another one reads the journal: what was only in memory is gone. */
    LegHarness crash() {
        assertThat(Leg.flat(LEG).after(journal)).isEqualTo(leg);
        memory = LegMemory.startingWith(leg);
        out.clear();
        apply(new LegEvent.Claimed("next", now));
        return hear(new LegInput.TimePassed());
    }

    /** Takes the oldest call of a kind that is out. */
    <R extends Request> R take(Class<R> kind) {
        Optional<R> found =
                out.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        assertThat(found).as("%s among %s", kind.getSimpleName(), out).isPresent();
        out.remove(found.orElseThrow());
        return found.orElseThrow();
    }

    boolean isOut(Class<? extends Request> kind) {
        return out.stream().anyMatch(kind::isInstance);
    }

    LegHarness answer(Request request, Outcome outcome) {
        out.remove(request);
        return hear(new LegInput.Answered(request, outcome, now));
    }

    LegHarness done(Request request, Answer answer) {
        return answer(request, new Outcome.Done(answer));
    }

    LegHarness refuse(Request request, int code) {
        return answer(request, new Outcome.Refused(code, "refused"));
    }

    LegHarness unknown(Request request) {
        return answer(request, new Outcome.Unknown("read time-out"));
    }

    LegHarness notSent(Request request) {
        return answer(request, new Outcome.NotSent("connect refused"));
    }

    /** Answers the placing of a stop: it rests. */
    LegHarness accept(Request.PlaceStop place) {
        return done(place, Reports.stop(place.ticket(), Answer.StopStatus.NEW, now));
    }

    /** Answers the oldest read of positions with a row of {@code amount}; "" for a list without a row. */
    LegHarness readPosition(String amount, String entry) {
        return done(take(Request.ReadPositions.class), positions(amount, entry));
    }

    Answer.Positions positions(String amount, String entry) {
        return new Answer.Positions(amount.isEmpty() ? List.of() : List.of(Reports.row(amount, entry, evidenceAt())));
    }

    private long evidenceAt() {
        return leg.open().map(Exposure::evidenceAt).orElse(now);
    }

    /** The user stream says that the position is now {@code amount}, and tells the fill that made it so. */
    LegHarness stream(String amount, String entry) {
        BigDecimal change = new BigDecimal(amount).subtract(told);
        told = new BigDecimal(amount);
        hear(new LegInput.PositionChanged(Reports.row(amount, entry, now)));
        return change.signum() == 0 ? this : hear(Reports.fill(change, ++lastTrade, now));
    }

    /** Answers the oldest question for a stop: it is as {@code status} says. */
    LegHarness tellStop(Answer.StopStatus status) {
        Request.QueryStop query = take(Request.QueryStop.class);
        StopOrder stop = leg.stops().find(query.id()).orElseThrow();
        return done(query, Reports.stop(stop.ticket(LEG), status, now));
    }

    LegHarness streamStop(StopOrder stop, Answer.StopStatus status) {
        return hear(new LegInput.StopChanged(Reports.stop(stop.ticket(LEG), status, now)));
    }

    /** The audit's list of stops. */
    LegHarness listed(StopOrder... stops) {
        List<Answer.StopReport> reports = new ArrayList<>();
        for (StopOrder stop : stops) {
            reports.add(Reports.stop(stop.ticket(LEG), Answer.StopStatus.NEW, now));
        }
        return hear(new LegInput.StopsRead(reports, now));
    }

    /** The audit's list of positions, without a row of this leg. */
    LegHarness absent() {
        return hear(new LegInput.PositionRead(Optional.empty(), now));
    }

    /** The audit's list of positions, with a row. */
    LegHarness present(String amount, String entry) {
        return hear(new LegInput.PositionRead(Optional.of(Reports.row(amount, entry, evidenceAt())), now));
    }

    /** The child reports a better level. */
    LegHarness levelMovesTo(String level) {
        Trail trail = position().trail();
        Price peak = trail.direction().better(trail.peak(), Price.of(level));
        var moved = new Trail(trail.direction(), trail.entry(), peak, true, Price.of(level), now, trail.revision());
        return hear(new LegInput.LevelReported(moved, !trail.activated(), mark(level)));
    }

    /** An operator wants another policy; the newest price is {@code mark}. */
    LegHarness policy(StopPolicy policy, String mark, boolean override) {
        var wish = new PolicyWish(
                Optional.of(policy.name()), Optional.empty(), override, "because", "alice", newest(mark));
        return hear(new LegInput.PolicyWanted(wish, Optional.of(policy)));
    }

    /** Both kinds of price are the same. */
    private static Map<PriceKind, Price> newest(String price) {
        return Map.of(PriceKind.MARK, Price.of(price), PriceKind.LAST, Price.of(price));
    }

    /** What the operator would be told. */
    String told(StopPolicy policy, String mark, boolean override) {
        var wish = new PolicyWish(
                Optional.of(policy.name()), Optional.empty(), override, "because", "alice", newest(mark));
        return rules.change(leg, new LegInput.PolicyWanted(wish, Optional.of(policy)), now)
                .text();
    }

    LegHarness priceGoesThroughTheLevel() {
        Trail trail = position().trail();
        return hear(new LegInput.HitReported(trail, MarketPrice.mark(ETH, trail.level(), now)));
    }

    MarketPrice mark(String price) {
        return MarketPrice.mark(ETH, Price.of(price), now);
    }

    StopOrder disaster() {
        return leg.stops().of(StopOrder.Slot.DISASTER, leg.epoch()).findFirst().orElseThrow();
    }

    StopOrder working() {
        return leg.stops().of(StopOrder.Slot.WORKING, leg.epoch()).findFirst().orElseThrow();
    }

    /** A long of 10 at 100 with both stops proven: D at 95, W at 98. */
    static LegHarness protectedLong() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.accept(harness.take(Request.PlaceStop.class));
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
        return harness;
    }

    static EntryPlan plan(Direction direction, String quantity, String reference, String stop, long now) {
        return new EntryPlan(
                direction, Quantity.of(quantity), Price.of(reference), Price.of(stop), StopPolicy.DEFAULT, now, false);
    }

    static final PositionSide SIDE = LEG.side();
}
