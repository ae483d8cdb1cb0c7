package dev.belay.simulator.wire;

import java.util.Arrays;
import java.util.Optional;

/** The lengths of candles that the simulator builds from its minutes (binance-api §5). */
enum Interval {
    ONE_MINUTE("1m", 1),
    THREE_MINUTES("3m", 3),
    FIVE_MINUTES("5m", 5),
    FIFTEEN_MINUTES("15m", 15),
    THIRTY_MINUTES("30m", 30),
    ONE_HOUR("1h", 60),
    TWO_HOURS("2h", 120),
    FOUR_HOURS("4h", 240),
    SIX_HOURS("6h", 360),
    EIGHT_HOURS("8h", 480),
    TWELVE_HOURS("12h", 720),
    ONE_DAY("1d", 1_440);

    private static final long MINUTE = 60_000;

    private final String word;
    private final int minutes;

    Interval(String word, int minutes) {
        this.word = word;
        this.minutes = minutes;
    }

    static Optional<Interval> of(String word) {
        return Arrays.stream(values())
                .filter(interval -> interval.word.equals(word))
                .findFirst();
    }

    long millis() {
        return minutes * MINUTE;
    }

    /** The first millisecond of the candle that holds {@code at}. */
    long openTime(long at) {
        return at - Math.floorMod(at, millis());
    }
}
