package dev.belay.exchange.binance;

import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the prices that are wanted from the frames of market connections (binance-api §9.2), each of a
 * symbol once and in order, whatever several connections repeat. For one thread.
 */
public final class PriceReader {

    /** A price from further ahead of our clock is nonsense, and would shut out all the real ones that follow. */
    private static final long FURTHEST_AHEAD_MILLIS = 60_000;

    private final PriceScanner scanner = new PriceScanner(SymbolTable.EMPTY, SymbolTable.EMPTY);
    private final NewestPrices marks = new NewestPrices();
    private final NewestPrices lasts = new NewestPrices();
    private String problem = "";

    /** The prices of these streams are told from now on, and no others. */
    public void follow(Set<MarketStream> streams) {
        scanner.tell(table(streams, PriceKind.MARK), table(streams, PriceKind.LAST));
    }

    private static SymbolTable table(Set<MarketStream> streams, PriceKind kind) {
        return new SymbolTable(streams.stream()
                .filter(stream -> stream.kind() == kind)
                .map(MarketStream::symbol)
                .collect(Collectors.toSet()));
    }

    /** The price in {@code frame}, if it is news of a symbol that is followed; {@code now} is exchange time. */
    public Optional<MarketPrice> price(String frame, long now) throws UnreadableAnswer {
        return switch (read(frame, now)) {
            case PRICE -> Optional.of(price());
            case REPLY, OTHER -> Optional.empty();
            case UNREADABLE -> throw new UnreadableAnswer(problem());
        };
    }

    /** What {@code frame} turns out to be; {@link PriceScanner.Kind#OTHER} too for a price that is no news. */
    PriceScanner.Kind read(String frame, long now) {
        PriceScanner.Kind kind = scanner.scan(frame);
        if (kind != PriceScanner.Kind.PRICE) {
            problem = scanner.problem();
            return kind;
        }
        if (scanner.at() > now + FURTHEST_AHEAD_MILLIS) {
            problem = "a price of " + scanner.symbol() + " from the future";
            return PriceScanner.Kind.UNREADABLE;
        }
        return newest(scanner.kind()).admits(scanner.symbol(), scanner.at(), scanner.number())
                ? kind
                : PriceScanner.Kind.OTHER;
    }

    private NewestPrices newest(PriceKind kind) {
        return kind == PriceKind.MARK ? marks : lasts;
    }

    /** The price that was read last. */
    MarketPrice price() {
        return new MarketPrice(scanner.symbol(), scanner.kind(), new Price(scanner.units()), scanner.at());
    }

    /** Why the last unreadable frame was so. */
    String problem() {
        return problem;
    }
}
