package dev.belay.position;

import dev.belay.exchange.Request;
import dev.belay.protection.StopOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which calls should be out now: computed from the journaled state after every event and after recovery, so that a crash
 * between writing and sending loses nothing.
 *
 * <p>A decision is sent once, by the incarnation that made it. Whatever was decided before, or came to nothing certain,
 * is asked for first.
 */
final class Calls {

    private static final long STOP_QUERY_MILLIS = 2_500;
    private static final long STOP_QUERY_LONGEST_MILLIS = 60_000;
    /** Of the time for which a stop has been triggering: 2.5 s between two questions after a minute, 60 s after 24. */
    private static final long SHARE_OF_TRIGGERING = 24;

    private static final long ORDER_QUERY_MILLIS = 1_000;
    private static final long READ_MILLIS = 1_000;
    private static final long VOTE_MILLIS = 2_100;
    private static final long TRADES_BEFORE_MILLIS = Duration.ofDays(1).toMillis();
    /** One answer spans seven days at most (binance-api §6). */
    private static final long TRADES_OLDEST_MILLIS = Duration.ofDays(6).toMillis();

    private final CancelSteps cancels;

    Calls(CancelSteps cancels) {
        this.cancels = cancels;
    }

    /** The calls to make now; remembers that they are out. */
    List<Request> due(Leg leg, LegMemory memory, long now) {
        List<Request> calls = new ArrayList<>();
        leg.orders().values().forEach(order -> order(leg, memory, order, now).ifPresent(calls::add));
        leg.stops().inOrder().forEach(stop -> stop(leg, memory, stop, now).ifPresent(calls::add));
        price(leg, memory, now).ifPresent(calls::add);
        ReservedSize.look(leg, memory, now).ifPresent(calls::add);
        positions(leg, memory, now).ifPresent(calls::add);
        stopList(leg, memory, now).ifPresent(calls::add);
        trades(leg, memory, now).ifPresent(calls::add);
        return calls;
    }

    private static Optional<Request> order(Leg leg, LegMemory memory, MarketOrder order, long now) {
        LegMemory.Trace trace = memory.trace(order.id());
        if (memory.isUnsent(order.id(), order.decision())) {
            trace.sent(order.decision(), now);
            return Optional.of(new Request.PlaceMarket(order.ticket(leg.id()), order.decidedAt()));
        }
        if (!trace.isDue(now, ORDER_QUERY_MILLIS)) {
            return Optional.empty();
        }
        trace.asked(now);
        return Optional.of(new Request.QueryOrder(leg.id(), order.id()));
    }

    private Optional<Request> stop(Leg leg, LegMemory memory, StopOrder stop, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        boolean placing = stop.isUnproven();
        boolean cancelling = stop.status() == StopOrder.Status.CANCELLING;
        if ((placing || cancelling) && memory.isUnsent(stop.id(), stop.decision())) {
            trace.sent(stop.decision(), now);
            return Optional.of(
                    placing
                            ? new Request.PlaceStop(stop.ticket(leg.id()), stop.decidedAt())
                            : new Request.CancelStop(leg.id(), stop.id(), stop.decidedAt()));
        }
        boolean doubtful = stop.status() != StopOrder.Status.LIVE || trace.doubtedAt > 0;
        boolean certainlyUnsent = (placing || cancelling) && trace.mayResend && trace.notFound == 0;
        boolean asked = doubtful && !certainlyUnsent && trace.isDue(now, pauseMillis(stop, now));
        boolean cover = !doubtful && !trace.inFlight && cancels.isToBeSeen(leg, memory, stop, now);
        if (!asked && !cover) {
            return Optional.empty();
        }
        trace.asked(now);
        return Optional.of(new Request.QueryStop(leg.id(), stop.id()));
    }

    /** One that has got stuck in triggering may stay so for ever (binance-api §8.7); the close ladder does not wait for it. */
    private static long pauseMillis(StopOrder stop, long now) {
        if (stop.status() != StopOrder.Status.TRIGGERING) {
            return STOP_QUERY_MILLIS;
        }
        long pause = (now - stop.decidedAt()) / SHARE_OF_TRIGGERING;
        return Math.min(STOP_QUERY_LONGEST_MILLIS, Math.max(STOP_QUERY_MILLIS, pause));
    }

    private static Optional<Request> price(Leg leg, LegMemory memory, long now) {
        StopOrder suspect = memory.suspect;
        if (suspect == null || !memory.price.isDue(now, READ_MILLIS)) {
            return Optional.empty();
        }
        memory.price.asked(now);
        return Optional.of(new Request.ReadPrice(leg.id().symbol(), suspect.triggeredBy()));
    }

    private Optional<Request> positions(Leg leg, LegMemory memory, long now) {
        boolean voting = !memory.absences.isEmpty();
        boolean cancelWaits =
                leg.stops().all().stream().anyMatch(stop -> cancels.mayWaitForPosition(leg, memory, stop, now))
                        && now >= LegMemory.settledAt(leg)
                        && !memory.isPositionFresh(leg, now);
        boolean openingWaits = isOpeningWaiting(leg, memory, now);
        boolean needed = voting
                || cancelWaits
                || openingWaits
                || memory.isPositionDoubted()
                || OrderSteps.needsPosition(leg, memory, now);
        if (!needed || !memory.positions.isDue(now, voting ? VOTE_MILLIS : READ_MILLIS)) {
            return Optional.empty();
        }
        memory.positions.asked(now);
        return Optional.of(new Request.ReadPositions(Optional.of(leg.id().symbol())));
    }

    /** Before the entry it has to be known that nothing is open, and after it what has become of it. */
    private static boolean isOpeningWaiting(Leg leg, LegMemory memory, long now) {
        EntryPlan entry = leg.entry();
        if (entry == null || leg.exposure() != null) {
            return false;
        }
        return entry.ordered() ? leg.orders().isEmpty() : !EntrySteps.isKnownFlat(leg, memory, now);
    }

    private static Optional<Request> stopList(Leg leg, LegMemory memory, long now) {
        boolean doubts = leg.stops().all().stream().anyMatch(stop -> memory.trace(stop.id()).doubtedAt > 0);
        boolean needed = doubts || memory.seeksDisaster || !memory.absences.isEmpty();
        if (!needed || !memory.stops.isDue(now, VOTE_MILLIS)) {
            return Optional.empty();
        }
        memory.stops.asked(now);
        return Optional.of(new Request.ReadStops(Optional.of(leg.id().symbol())));
    }

    /** From the first fill that may be missing; at the beginning of a leg's history, from some time before it. */
    private static Optional<Request> trades(Leg leg, LegMemory memory, long now) {
        if (!memory.trades.isDue(leg, now)) {
            return Optional.empty();
        }
        memory.trades.asked(now);
        long floor = Math.max(leg.fills().window().floor(), memory.trades.completeThrough());
        long since = Math.max(leg.fills().since() - TRADES_BEFORE_MILLIS, now - TRADES_OLDEST_MILLIS);
        return Optional.of(new Request.ReadTrades(leg.id().symbol(), floor > 0 ? floor + 1 : 0, since));
    }
}
