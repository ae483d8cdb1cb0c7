package dev.belay.simulator.wire;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Minute candles from the prices that went by, the newest week of them. */
public final class CandleBook {

    private static final int KEPT = 7 * 24 * 60;

    private final Map<Symbol, Deque<Candle>> minutes = new HashMap<>();
    private final Map<Symbol, Deque<Candle>> marks = new HashMap<>();
    private final Map<Symbol, Candle> closed = new HashMap<>();

    /** Takes a price into the candle of its minute. */
    public void add(PriceStep step) {
        Optional<Candle> ended = add(minutes, step, step.last(), step.volume());
        ended.ifPresentOrElse(candle -> closed.put(step.symbol(), candle), () -> closed.remove(step.symbol()));
        add(marks, step, step.mark(), Quantity.ZERO);
    }

    /** The candle that is over by this price. */
    private static Optional<Candle> add(Map<Symbol, Deque<Candle>> book, PriceStep step, Price price, Quantity volume) {
        Deque<Candle> candles = book.computeIfAbsent(step.symbol(), symbol -> new ArrayDeque<>());
        long openTime = Interval.ONE_MINUTE.openTime(step.at());
        Candle latest = candles.peekLast();
        if (latest != null && latest.openTime() == openTime) {
            candles.removeLast();
            candles.addLast(latest.with(price, volume));
            return Optional.empty();
        }
        candles.addLast(Candle.first(openTime, price, volume));
        if (candles.size() > KEPT) {
            candles.removeFirst();
        }
        return Optional.ofNullable(latest);
    }

    /** The candle of this minute. */
    Candle latest(PriceStep step) {
        Candle latest = minutes.getOrDefault(step.symbol(), new ArrayDeque<>()).peekLast();
        return latest == null
                ? Candle.first(Interval.ONE_MINUTE.openTime(step.at()), step.last(), step.volume())
                : latest;
    }

    /** The candle of the minute before, if the newest price has ended it. */
    Optional<Candle> closedBy(PriceStep step) {
        return Optional.ofNullable(closed.get(step.symbol()));
    }

    /** The candles that open within the window: the first when it has a start, else the last. */
    List<Candle> read(Symbol symbol, Interval interval, Params.Window window, int limit) {
        return read(minutes, symbol, interval, window, limit);
    }

    /** The same of mark prices. */
    List<Candle> readMarks(Symbol symbol, Interval interval, Params.Window window, int limit) {
        return read(marks, symbol, interval, window, limit);
    }

    private static List<Candle> read(
            Map<Symbol, Deque<Candle>> book, Symbol symbol, Interval interval, Params.Window window, int limit) {
        List<Candle> found = new ArrayList<>();
        for (Candle minute : book.getOrDefault(symbol, new ArrayDeque<>())) {
            long openTime = interval.openTime(minute.openTime());
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).openTime() == openTime) {
                found.set(last, found.get(last).with(minute));
            } else if (window.holds(openTime)) {
                found.add(minute.openedAt(openTime));
            }
        }
        return window.page(found, limit);
    }
}
