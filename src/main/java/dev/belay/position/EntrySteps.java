package dev.belay.position;

import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Opens a position by signal: the working stop first, which the exchange accepts without a position (binance-api §8.2),
 * then the market order; what follows the fill is the protection of any position. It ends protected or flat.
 */
final class EntrySteps {

    /** A signal that could not be sent by then is not worth following any more. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** A filled order without a position by then: the position was closed again before we saw it. */
    private static final long FILL_MILLIS = 30_000;

    private final LegTerms terms;

    EntrySteps(LegTerms terms) {
        this.terms = terms;
    }

    List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        EntryPlan plan = leg.entry();
        if (plan == null || leg.exposure() != null) {
            return List.of();
        }
        if (plan.ordered()) {
            return afterOrder(leg, memory, plan, now);
        }
        if (now - plan.decidedAt() > PATIENCE_MILLIS) {
            return List.of(new LegEvent.EntryAbandoned("its stop was not proven to rest at the exchange in time", now));
        }
        Optional<StopOrder> stop = stopOf(leg, plan);
        if (stop.isEmpty()) {
            LegEvent.StopIntended first = stopFirst(leg, plan, now);
            return memory.limits.takeRoom(first.id(), false)
                    ? List.of(first)
                    : List.of(new LegEvent.EntryAbandoned("its stop comes first, and " + NoRoom.text(), now));
        }
        return stop.get().isLive() && isKnownFlat(leg, memory, now) ? List.of(order(leg, plan, now)) : List.of();
    }

    /**
     * Whether the exchange has said a moment ago that nothing is open: an entry on top of a position that nobody has told us
     * of would outgrow its stop (S1).
     */
    static boolean isKnownFlat(Leg leg, LegMemory memory, long now) {
        return memory.isPositionFresh(leg, now) && !memory.isPositionDoubted();
    }

    /** The stop of this plan; an earlier, abandoned opening may have left another one. */
    private static Optional<StopOrder> stopOf(Leg leg, EntryPlan plan) {
        return leg.stops()
                .of(Slot.WORKING, leg.nextEpoch())
                .filter(stop -> stop.isUnproven() || stop.isLive())
                .filter(stop -> stop.triggeredBy() == plan.policy().price())
                .filter(stop -> stop.matches(plan.direction().closingSide(), plan.quantity(), plan.stop()))
                .findFirst();
    }

    private LegEvent.StopIntended stopFirst(Leg leg, EntryPlan plan, long now) {
        return new LegEvent.StopIntended(
                terms.ids().workingStop(leg.id(), leg.sequence() + 1),
                Slot.WORKING,
                leg.nextEpoch(),
                plan.direction().closingSide(),
                plan.quantity(),
                plan.stop(),
                "the stop comes before the entry",
                now,
                plan.policy().price());
    }

    private LegEvent order(Leg leg, EntryPlan plan, long now) {
        return new LegEvent.OrderIntended(
                terms.ids().entry(leg.id(), leg.sequence() + 1),
                MarketOrder.Purpose.ENTRY,
                plan.direction().openingSide(),
                plan.quantity(),
                now);
    }

    private static List<LegEvent> afterOrder(Leg leg, LegMemory memory, EntryPlan plan, long now) {
        boolean over = leg.orders().values().stream().noneMatch(order -> order.purpose() == MarketOrder.Purpose.ENTRY);
        if (over && isKnownFlat(leg, memory, now) && now - plan.decidedAt() > FILL_MILLIS) {
            return List.of(new LegEvent.EntryAbandoned("the entry was filled, but no position is open", now));
        }
        return List.of();
    }
}
