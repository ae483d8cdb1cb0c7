package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import java.util.Comparator;

/** What an account keeps one position for. */
public record PositionKey(Symbol symbol, PositionSide side) implements Comparable<PositionKey> {

    private static final Comparator<PositionKey> ORDER =
            Comparator.comparing(PositionKey::symbol).thenComparing(PositionKey::side);

    @Override
    public int compareTo(PositionKey other) {
        return ORDER.compare(this, other);
    }
}
