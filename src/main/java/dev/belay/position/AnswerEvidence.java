package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarkPrice;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the outcome of our own calls proves. */
final class AnswerEvidence {

    private static final int DUPLICATE_ID = -4116;
    private static final int SECOND_CLOSE_POSITION = -4130;
    private static final int WOULD_TRIGGER = -2021;
    private static final int WOULD_TRIGGER_STRATEGY = -4142;
    private static final int NO_POSITION_YET = -4509;
    private static final int NOT_FOUND = -2013;
    private static final long PRICE_FRESH_MILLIS = 2_000;
    /** What the exchange does not take now although nothing is wrong with it; the gateway keeps to what is said there. */
    private static final Set<Integer> BUSY = Set.of(-1003, -1008, -1015);

    private final PositionEvidence positions;
    private final StopEvidence stops;

    AnswerEvidence(PositionEvidence positions, StopEvidence stops) {
        this.positions = positions;
        this.stops = stops;
    }

    List<LegEvent> onAnswer(Leg leg, LegMemory memory, LegInput.Answered answered, long now) {
        Request request = answered.request();
        if (request instanceof Request.PlaceStop place) {
            return onStopPlaced(leg, memory, place.ticket().id(), answered, now);
        }
        if (request instanceof Request.CancelStop cancel) {
            return onStopCancelled(leg, memory, cancel.id(), answered.outcome(), now);
        }
        if (request instanceof Request.QueryStop query) {
            return onStopFound(leg, memory, query.id(), answered, now);
        }
        if (request instanceof Request.PlaceMarket place) {
            return onOrderPlaced(leg, memory, place.ticket().id(), answered.outcome(), now);
        }
        if (request instanceof Request.QueryOrder query) {
            return onOrderFound(leg, memory, query.id(), answered.outcome(), now);
        }
        return onRead(leg, memory, answered, now);
    }

    private List<LegEvent> onStopPlaced(Leg leg, LegMemory memory, String id, LegInput.Answered answered, long now) {
        Outcome outcome = answered.outcome();
        memory.trace(id).inFlight = false;
        Optional<StopOrder> known = leg.stops().find(id);
        if (known.isEmpty()) {
            return List.of();
        }
        StopOrder stop = known.get();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.StopReport report) {
            Proof proof = new Proof(Proof.Kind.ANSWER, answered.sentAt());
            return stops.onReport(leg, memory, report, proof, now);
        }
        if (outcome instanceof Outcome.Refused refused && refused.code() == DUPLICATE_ID) {
            Proof proof = new Proof(Proof.Kind.DUPLICATE_ID, answered.sentAt());
            return stop.isUnproven() ? List.of(StopEvidence.confirmed(memory, stop, proof, now)) : List.of();
        }
        if (outcome instanceof Outcome.Refused refused && isItself(stop, refused.code())) {
            Proof proof = new Proof(Proof.Kind.DUPLICATE_ID, answered.sentAt());
            return List.of(StopEvidence.confirmed(memory, stop, proof, now));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return onStopRefused(leg, memory, stop, refused, now);
        }
        if (outcome instanceof Outcome.NotSent) {
            memory.trace(id).notSent();
        } else {
            memory.trace(id).mayRest = true;
        }
        return List.of();
    }

    /** There can be one closePosition stop of a side; what is in the way of a disaster stop that rested is that stop itself. */
    private static boolean isItself(StopOrder stop, int code) {
        return code == SECOND_CLOSE_POSITION && stop.status() == StopOrder.Status.DOUBTED && !stop.isWorking();
    }

    /**
     * The exchange refuses this attempt. An earlier one of which nobody knows may rest all the same: then the stop is not
     * given up, but asked for and tried again under its id.
     */
    private List<LegEvent> onStopRefused(Leg leg, LegMemory memory, StopOrder stop, Outcome.Refused refused, long now) {
        List<LegEvent> events = new ArrayList<>();
        boolean proven = stop.status() == StopOrder.Status.DOUBTED;
        if (proven || !memory.trace(stop.id()).mayRest) {
            events.add(new LegEvent.StopRefused(stop.id(), refused.code(), refused.message(), now));
        }
        if (!proven && !events.isEmpty()) {
            memory.forget(stop.id());
        }
        react(leg, memory, stop, refused.code(), now);
        if (memory.refusals(stop.slot()).count >= 3 && memory.isNewAlarm("refused-" + stop.slot(), now)) {
            events.add(new LegEvent.AlarmRaised(
                    "stop-refused",
                    "%s stop at %s: %d %s".formatted(stop.slot(), stop.trigger(), refused.code(), refused.message()),
                    now));
        }
        if (leg.exposure() == null && leg.entry() != null && !leg.entry().ordered()) {
            events.add(new LegEvent.EntryAbandoned(
                    "the exchange refused the stop: %d %s".formatted(refused.code(), refused.message()), now));
        }
        return events;
    }

    private static void react(Leg leg, LegMemory memory, StopOrder stop, int code, long now) {
        LegMemory.Refusals refusals = memory.refusals(stop.slot());
        refusals.count++;
        refusals.notBefore = now + pauseMillis(code, refusals.count);
        if ((code == WOULD_TRIGGER || code == WOULD_TRIGGER_STRATEGY) && leg.exposure() != null) {
            memory.suspectLevel = stop.trigger();
        }
        if (code == SECOND_CLOSE_POSITION) {
            memory.seeksDisaster = true;
        }
        if (code == NO_POSITION_YET) {
            memory.doubtPosition(now);
            // Right after a change of the position it says nothing: the exchange's left hand may not know what its
            // right did.
            memory.witnessed |= PositionEvidence.isAbsent(memory)
                    && stop.slot() == StopOrder.Slot.DISASTER
                    && stop.epoch() == leg.epoch();
        }
    }

    /** Half a second for what passes by itself (binance-api §12: -4509, -2021), 200 to 800 ms for an exchange that is busy
     * (§3.4), doubling up to 30 s for the rest. */
    private static long pauseMillis(int code, int count) {
        if (BUSY.contains(code) && count <= 5) {
            return 200L << Math.min(count - 1, 2);
        }
        boolean passes = code == NO_POSITION_YET || code == WOULD_TRIGGER || code == WOULD_TRIGGER_STRATEGY;
        if (passes && count <= 6) {
            return 500;
        }
        return Math.min(30_000, 500L << Math.min(count, 6));
    }

    private List<LegEvent> onStopCancelled(Leg leg, LegMemory memory, String id, Outcome outcome, long now) {
        LegMemory.Trace trace = memory.trace(id);
        trace.inFlight = false;
        if (outcome instanceof Outcome.Done && leg.stops().find(id).isPresent()) {
            memory.ended(id, now);
            Proof proof = new Proof(Proof.Kind.ANSWER, now);
            return List.of(new LegEvent.StopEnded(id, Answer.StopStatus.CANCELED, Quantity.ZERO, "", proof, now));
        }
        if (outcome instanceof Outcome.NotSent) {
            trace.notSent();
        }
        return List.of();
    }

    private List<LegEvent> onStopFound(Leg leg, LegMemory memory, String id, LegInput.Answered answered, long now) {
        Outcome outcome = answered.outcome();
        LegMemory.Trace trace = memory.trace(id);
        trace.inFlight = false;
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.StopReport report) {
            Proof proof = new Proof(Proof.Kind.QUERY, answered.sentAt());
            List<LegEvent> events = stops.onReport(leg, memory, report, proof, now);
            trace.mayResend = report.status().isLive() && isIn(leg, id, StopOrder.Status.CANCELLING);
            return events;
        }
        if (outcome instanceof Outcome.Refused refused && refused.code() == NOT_FOUND) {
            trace.notFound++;
            trace.missed(now);
            trace.mayResend = leg.stops().find(id).filter(StopOrder::isUnproven).isPresent();
        }
        return List.of();
    }

    private static boolean isIn(Leg leg, String id, StopOrder.Status status) {
        return leg.stops().find(id).filter(stop -> stop.status() == status).isPresent();
    }

    private static List<LegEvent> onOrderPlaced(Leg leg, LegMemory memory, String id, Outcome outcome, long now) {
        memory.trace(id).inFlight = false;
        MarketOrder order = leg.orders().get(id);
        if (order == null) {
            return List.of();
        }
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.OrderReport report) {
            return OrderEvidence.onReport(leg, memory, report, new Proof(Proof.Kind.ANSWER, now), now);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return OrderEvidence.onRefused(leg, memory, order, refused.code(), refused.message(), now);
        }
        if (outcome instanceof Outcome.NotSent) {
            return OrderEvidence.onNotPlaced(leg, memory, order, new Proof(Proof.Kind.NOT_SENT, now), now);
        }
        return List.of();
    }

    private static List<LegEvent> onOrderFound(Leg leg, LegMemory memory, String id, Outcome outcome, long now) {
        LegMemory.Trace trace = memory.trace(id);
        trace.inFlight = false;
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.OrderReport report) {
            return OrderEvidence.onReport(leg, memory, report, new Proof(Proof.Kind.QUERY, now), now);
        }
        if (outcome instanceof Outcome.Refused refused && refused.code() == NOT_FOUND) {
            trace.notFound++;
            trace.missed(now);
        }
        return List.of();
    }

    private List<LegEvent> onRead(Leg leg, LegMemory memory, LegInput.Answered answered, long now) {
        Request request = answered.request();
        memory.positions.inFlight = memory.positions.inFlight && !(request instanceof Request.ReadPositions);
        memory.stops.inFlight = memory.stops.inFlight && !(request instanceof Request.ReadStops);
        memory.mark.inFlight = memory.mark.inFlight && !(request instanceof Request.ReadMark);
        if (request instanceof Request.ReadTrades) {
            memory.trades.answered();
        }
        if (!(answered.outcome() instanceof Outcome.Done done)) {
            return List.of();
        }
        if (done.answer() instanceof Answer.Trades read) {
            return FillEvidence.onList(leg, memory, read, answered.sentAt(), now);
        }
        if (done.answer() instanceof Answer.Positions read) {
            return onPositions(leg, memory, read, answered.sentAt(), now);
        }
        if (done.answer() instanceof Answer.Stops read) {
            List<Answer.StopReport> own = read.reports().stream()
                    .filter(report -> StopEvidence.isAbout(leg.id(), report))
                    .toList();
            return stops.onList(leg, memory, own, answered.sentAt(), now);
        }
        return done.answer() instanceof Answer.Mark mark
                ? onMark(leg, memory, mark.price(), answered.sentAt(), now)
                : List.of();
    }

    private List<LegEvent> onPositions(Leg leg, LegMemory memory, Answer.Positions read, long sentAt, long now) {
        return rowOf(leg.id(), read)
                .map(row -> positions.onSnapshot(leg, memory, row, sentAt, now))
                .orElseGet(() -> positions.onMissing(leg, memory, sentAt, now));
    }

    /** The row of {@code leg}, if the snapshot has one. */
    static Optional<Answer.PositionRow> rowOf(LegId leg, Answer.Positions read) {
        return read.rows().stream()
                .filter(row -> row.symbol().equals(leg.symbol()) && row.positionSide() == leg.side())
                .findFirst();
    }

    /** A fresh price decides what -2021 meant: really through the level, or a race that is over (reliability §5.4). */
    private static List<LegEvent> onMark(Leg leg, LegMemory memory, MarkPrice mark, long sentAt, long now) {
        var level = memory.suspectLevel;
        Exposure exposure = leg.exposure();
        if (sentAt - mark.at() > PRICE_FRESH_MILLIS) {
            return List.of(); // asked for again
        }
        memory.suspectLevel = null;
        if (level == null || exposure == null || leg.closing() != null) {
            return List.of();
        }
        boolean givenUp = exposure.direction().isBetter(level, exposure.trail().level());
        if (givenUp || !exposure.direction().isThrough(mark.price(), level)) {
            return List.of();
        }
        String reason = "the price %s is through the stop at %s, which the exchange therefore refuses (-2021)"
                .formatted(mark.price(), level);
        return CloseSteps.decided(memory, reason, now);
    }
}
