package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for prices when they have stopped coming, and for last prices that were never told: where nobody trades, none is.
 * A short form of what the market stream's actor and the one that asks for silent prices do.
 */
final class PriceWatch {

    private static final long CHECK_MILLIS = 2_500;
    private static final long ASK_AFTER_MILLIS = 5_000;

    private static final int DEAF_MILLIS = 60_000;

    private final SimulatedNode node;
    private final Surroundings around;
    private final List<Symbol> followedByLast;
    private final Map<Symbol, MarketPrice> lasts = new HashMap<>();
    private final Set<PriceKind> asking = EnumSet.noneOf(PriceKind.class);
    private long heardAt;
    private long deafUntil;

    PriceWatch(SimulatedNode node, Surroundings around) {
        this.node = node;
        this.around = around;
        this.followedByLast = around.followedByLast();
    }

    /** A connection on the wrong path is open and carries nothing (binance-api §9). */
    void begin() {
        heardAt = node.now();
        if (around.dice().strikes(Mishap.PRICES_NEVER_COME)) {
            deafUntil = around.agenda().now() + around.dice().detail(Mishap.PRICES_NEVER_COME, DEAF_MILLIS);
        }
        node.after(CHECK_MILLIS, this::check);
    }

    void heard(List<MarketPrice> prices) {
        if (around.agenda().now() < deafUntil && !around.dice().isHealed()) {
            return;
        }
        heardAt = node.now();
        prices.forEach(this::handOn);
    }

    private void handOn(MarketPrice price) {
        if (price.kind() == PriceKind.LAST) {
            lasts.put(price.symbol(), price);
        }
        node.price(price);
    }

    /** The last price of {@code symbol} as far as it is known; the next trade may be long in coming. */
    Optional<MarketPrice> last(Symbol symbol) {
        return Optional.ofNullable(lasts.get(symbol));
    }

    private void check() {
        boolean silent = node.now() - heardAt >= ASK_AFTER_MILLIS;
        if (silent) {
            ask(PriceKind.MARK);
        }
        if (!followedByLast.isEmpty() && (silent || !lasts.keySet().containsAll(followedByLast))) {
            ask(PriceKind.LAST);
        }
        node.after(CHECK_MILLIS, this::check);
    }

    private void ask(PriceKind kind) {
        if (!asking.add(kind)) {
            return;
        }
        node.call(new Request.ReadPrices(kind, Optional.empty()), (outcome, sentAt) -> {
            asking.remove(kind);
            if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Prices read) {
                read.prices().forEach(this::handOn);
            }
        });
    }
}
