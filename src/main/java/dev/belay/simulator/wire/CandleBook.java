package dev.belay.simulator.wire;

import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Minute candles from the prices that went by, the newest week of them. */
public final class CandleBook {

    private static final int KEPT = 7 * 24 * 60;

    private final Map<Symbol, Deque<Candle>> minutes = new HashMap<>();

    /** Takes a price into the candle of its minute. */
    public void add(PriceStep step) {
        Deque<Candle> candles = minutes.computeIfAbsent(step.symbol(), symbol -> new ArrayDeque<>());
        long openTime = Interval.ONE_MINUTE.openTime(step.at());
        Candle latest = candles.peekLast();
        if (latest != null && latest.openTime() == openTime) {
            candles.removeLast();
            candles.addLast(latest.with(step));
            return;
        }
        candles.addLast(Candle.first(openTime, step));
        if (candles.size() > KEPT) {
            candles.removeFirst();
        }
    }

    /** The candle of this minute. */
    Candle latest(PriceStep step) {
        Candle latest = minutes.getOrDefault(step.symbol(), new ArrayDeque<>()).peekLast();
        return latest == null ? Candle.first(Interval.ONE_MINUTE.openTime(step.at()), step) : latest;
    }

    /** The candles that open within the window: the first when it has a start, else the last. */
    List<Candle> read(Symbol symbol, Interval interval, Params.Window window, int limit) {
        List<Candle> found = new ArrayList<>();
        for (Candle minute : minutes.getOrDefault(symbol, new ArrayDeque<>())) {
            long openTime = interval.openTime(minute.openTime());
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).openTime() == openTime) {
                found.set(last, found.get(last).with(minute));
            } else if (window.holds(openTime)) {
                found.add(minute.openedAt(openTime));
            }
        }
        int surplus = Math.max(0, found.size() - limit);
        return window.start() > 0 ? found.subList(0, found.size() - surplus) : found.subList(surplus, found.size());
    }
}
