package dev.belay.money;

import java.util.Comparator;
import java.util.List;

/** One leg: what the exchange keeps one position for. One leg, one journal, one actor. */
public record LegId(Account account, Symbol symbol, PositionSide side) implements Comparable<LegId> {

    private static final Comparator<LegId> ORDER =
            Comparator.comparing(LegId::account).thenComparing(LegId::symbol).thenComparing(LegId::side);

    /** Reads what {@link #toString} writes: {@code main:BTCUSDT:BOTH}. */
    public static LegId parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        Require.argument(parts.size() == 3, "a leg is account:symbol:side, was [%s]", text);
        return new LegId(new Account(parts.get(0)), new Symbol(parts.get(1)), PositionSide.valueOf(parts.get(2)));
    }

    @Override
    public int compareTo(LegId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return account + ":" + symbol + ":" + side;
    }
}
