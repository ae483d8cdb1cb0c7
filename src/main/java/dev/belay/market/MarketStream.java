package dev.belay.market;

import dev.belay.money.Symbol;
import java.util.Comparator;

/** The prices of one kind of one symbol, as a stream tells them. */
public record MarketStream(Symbol symbol, PriceKind kind) implements Comparable<MarketStream> {

    private static final Comparator<MarketStream> ORDER =
            Comparator.comparing(MarketStream::symbol).thenComparing(MarketStream::kind);

    /** By symbol. */
    @Override
    public int compareTo(MarketStream other) {
        return ORDER.compare(this, other);
    }
}
