package dev.belay.position;

import java.util.List;

/** Gives up market orders that the exchange does not know: asked for by id, and the position read again afterwards. */
final class OrderSteps {
    /** How long an order may take to be found. */
    private static final long VISIBILITY_MILLIS = 10_000;

    private static final int LOOKS_NEEDED = 2;

    private OrderSteps() {}

    static List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        return leg.orders().values().stream()
                .filter(order -> isPresumedLost(memory, order, now) && readAt(memory) >= visibleAt(order))
                .findFirst()
                .map(order -> OrderEvidence.onNotPlaced(
                        leg, memory, order, new Proof(Proof.Kind.NEVER_SEEN, readAt(memory)), now))
                .orElse(List.of());
    }

    /** Whether only a look at the position is missing to give an order up. */
    static boolean needsPosition(Leg leg, LegMemory memory, long now) {
        return leg.orders().values().stream()
                .anyMatch(order -> isPresumedLost(memory, order, now) && readAt(memory) < visibleAt(order));
    }

    private static boolean isPresumedLost(LegMemory memory, MarketOrder order, long now) {
        LegMemory.Trace trace = memory.trace(order.id());
        return !trace.inFlight && trace.notFound >= LOOKS_NEEDED && now >= visibleAt(order);
    }

    /** When the position was last read: found as it is known, or missing again and again. */
    private static long readAt(LegMemory memory) {
        long missing = PositionEvidence.isAbsent(memory) ? memory.absences.get(memory.absences.size() - 1) : 0;
        return Math.max(memory.agreedAt, missing);
    }

    private static long visibleAt(MarketOrder order) {
        return order.decidedAt() + VISIBILITY_MILLIS;
    }
}
