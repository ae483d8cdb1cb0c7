package dev.belay.exchange.binance;

import dev.belay.market.MarketPrice;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the prices that are wanted from the frames of market connections (binance-api §9.2), each time of a symbol once
 * and in order, whatever several connections repeat. For one thread.
 */
public final class MarkPriceReader {

    /** A price from further ahead of our clock is nonsense, and would shut out all the real ones that follow. */
    private static final long FURTHEST_AHEAD_MILLIS = 60_000;

    private final MarkPriceScanner scanner = new MarkPriceScanner(SymbolTable.EMPTY);
    private final NewestPrices newest = new NewestPrices();
    private String problem = "";

    /** Prices of these symbols are told from now on, and of no others. */
    public void follow(Set<Symbol> symbols) {
        scanner.tell(new SymbolTable(symbols));
    }

    /** The price in {@code frame}, if it is news of a symbol that is followed; {@code now} is exchange time. */
    public Optional<MarketPrice> price(String frame, long now) throws UnreadableAnswer {
        return switch (read(frame, now)) {
            case PRICE -> Optional.of(price());
            case REPLY, OTHER -> Optional.empty();
            case UNREADABLE -> throw new UnreadableAnswer(problem());
        };
    }

    /** What {@code frame} turns out to be; {@link MarkPriceScanner.Kind#OTHER} too for a price that is no news. */
    MarkPriceScanner.Kind read(String frame, long now) {
        MarkPriceScanner.Kind kind = scanner.scan(frame);
        if (kind != MarkPriceScanner.Kind.PRICE) {
            problem = scanner.problem();
            return kind;
        }
        if (scanner.at() > now + FURTHEST_AHEAD_MILLIS) {
            problem = "a price of " + scanner.symbol() + " from the future";
            return MarkPriceScanner.Kind.UNREADABLE;
        }
        return newest.admits(scanner.symbol(), scanner.at()) ? kind : MarkPriceScanner.Kind.OTHER;
    }

    /** The price that was read last. */
    MarketPrice price() {
        return MarketPrice.mark(scanner.symbol(), new Price(scanner.units()), scanner.at());
    }

    /** Why the last unreadable frame was so. */
    String problem() {
        return problem;
    }
}
