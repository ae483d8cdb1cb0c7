package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * L7: while a leg's price and position stand still, no orders. Judged only where nothing goes wrong: before the first
 * fault or excuse, and after what L4 allows for healing.
 */
final class CalmJudge {

    /** What happened a minute ago is no reason any more. */
    private static final long REASON_MILLIS = 60_000;

    private final Findings findings;
    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private long disturbedAt;
    private long calmFrom;

    /** The newest price of a symbol and since when it has been that. */
    private static final class Quote {
        long last;
        long mark;
        long since;
    }

    CalmJudge(Findings findings) {
        this.findings = findings;
    }

    void price(Observed.PriceSeen price) {
        Quote quote = quotes.get(price.symbol());
        if (quote == null) {
            quote = new Quote();
            quotes.put(price.symbol(), quote);
        }
        if (quote.mark != price.mark() || quote.last != price.last()) {
            quote.last = price.last();
            quote.mark = price.mark();
            quote.since = price.at();
        }
    }

    /** Something happened that may concern every leg. */
    void disturbed(long at) {
        disturbedAt = at;
    }

    /** Faults and excuses: nothing is calm until healed. */
    void troubled() {
        calmFrom = Long.MAX_VALUE;
    }

    /** From {@code at} on all is calm again. */
    void calmFrom(long at) {
        calmFrom = at;
        disturbedAt = at;
    }

    /** An order, or the end of one, was asked for. */
    void act(@Nullable ObservedLeg leg, Observed.RequestSeen request) {
        if (leg == null || request.at() < calmFrom) {
            return;
        }
        Quote quote = quotes.get(leg.id.symbol());
        long reason = Math.max(Math.max(disturbedAt, leg.disturbedAt), quote == null ? 0 : quote.since);
        if (reason > 0 && request.at() - reason > REASON_MILLIS) {
            String what = "%s %s %s, although price and position have stood still for %d ms"
                    .formatted(request.method(), request.path(), request.id(), request.at() - reason);
            findings.add("L7", request.at(), leg.id, what);
        }
    }

    /** Whether {@code leg} is of the symbol and the side that a request names. */
    static boolean isNamed(LegId leg, Observed.RequestSeen request) {
        String side = request.positionSide().isEmpty() ? "BOTH" : request.positionSide();
        return leg.account().name().equals(request.account())
                && leg.symbol().name().equals(request.symbol())
                && leg.side().name().equals(side);
    }
}
