package dev.belay.position;

import dev.belay.exchange.Answer.Funding;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of which leg a payment of funding is. The exchange names the symbol and not the side, so that in hedge mode this is an
 * assumption: it is of the leg that was open; of two that were, the long one pays and the short one receives, as it is
 * while the rate is positive. What the two add up to does not depend on it, and no payment is told to two legs.
 */
final class FundedLegs {

    /** A payment may be dated so much before or after its being due (binance-api §14). */
    private static final long SLACK_MILLIS = 15_000;

    /**
     * What is known of one leg.
     *
     * @param openedAt of the open position, 0 while there is none
     */
    private record Span(long since, long openedAt, long flatSince, Fundings fundings) {
        static Span of(Leg leg) {
            long openedAt = leg.open().map(Exposure::openedAt).orElse(0L);
            return new Span(leg.fills().since(), openedAt, leg.flatSince(), leg.fundings());
        }

        boolean hasBegunBy(long at) {
            return since - SLACK_MILLIS <= at;
        }

        boolean isOpenAt(long at) {
            boolean isOpenStill = openedAt > 0 && openedAt - SLACK_MILLIS <= at;
            return hasBegunBy(at) && (isOpenStill || flatSince + SLACK_MILLIS >= at);
        }
    }

    private final Map<LegId, Span> spans = new LinkedHashMap<>();

    boolean knows(LegId leg) {
        return spans.containsKey(leg);
    }

    /** {@code leg} has a history. */
    void changed(Leg leg) {
        spans.put(leg.id(), Span.of(leg));
    }

    /** Whose it is; empty when it is counted, or nobody's whose history Belay knows. */
    Optional<LegId> of(Funding row) {
        List<LegId> ofSymbol = spans.keySet().stream()
                .filter(leg -> leg.symbol().equals(row.symbol()))
                .toList();
        if (ofSymbol.stream().anyMatch(leg -> span(leg).fundings().isCounted(row.id(), row.at()))) {
            return Optional.empty();
        }
        List<LegId> open =
                ofSymbol.stream().filter(leg -> span(leg).isOpenAt(row.at())).toList();
        if (open.isEmpty()) {
            return ofSymbol.stream()
                    .filter(leg -> span(leg).hasBegunBy(row.at()))
                    .findFirst();
        }
        PositionSide bySign = row.amount().signum() < 0 ? PositionSide.LONG : PositionSide.SHORT;
        return open.stream()
                .filter(leg -> leg.side() == bySign)
                .findFirst()
                .or(() -> open.stream().findFirst());
    }

    private Span span(LegId leg) {
        Span span = spans.get(leg);
        if (span == null) {
            throw new IllegalArgumentException(leg + " is not known");
        }
        return span;
    }
}
