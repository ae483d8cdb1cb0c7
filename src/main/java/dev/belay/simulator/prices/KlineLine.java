package dev.belay.simulator.prices;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** One line of a klines file, and what is wrong with it. */
record KlineLine(String file, int number, String text) {

    private static final String LAYOUT = "open_time_ms,open,high,low,close,volume";
    private static final int COLUMNS = 6;
    private static final long FIRST_TIME = 1_000_000_000_000L;
    private static final long LAST_TIME = 100_000_000_000_000L;
    private static final int LONGEST_SHOWN = 80;

    /** Whether it names the columns instead of holding values. */
    boolean isHeader() {
        return text.startsWith("open");
    }

    Kline parse() {
        List<String> columns = List.of(text.split(",", -1));
        if (columns.size() < COLUMNS) {
            throw wrong("expected at least 6 columns (" + LAYOUT + "), found " + columns.size());
        }
        Kline bar = new Kline(
                time(columns.get(0)),
                price("open", columns.get(1)),
                price("high", columns.get(2)),
                price("low", columns.get(3)),
                price("close", columns.get(4)),
                volume(columns.get(5)));
        checkRange(bar);
        return bar;
    }

    private void checkRange(Kline bar) {
        if (bar.high().compareTo(bar.low()) < 0) {
            throw wrong("high " + bar.high() + " is below low " + bar.low());
        }
        boolean isInside = isWithin(bar, bar.open()) && isWithin(bar, bar.close());
        if (!isInside) {
            throw wrong("open " + bar.open() + " or close " + bar.close() + " is outside of low " + bar.low()
                    + " to high " + bar.high());
        }
    }

    private static boolean isWithin(Kline bar, Price price) {
        return price.compareTo(bar.low()) >= 0 && price.compareTo(bar.high()) <= 0;
    }

    private long time(String column) {
        try {
            long time = Long.parseLong(column.strip());
            if (time >= FIRST_TIME && time < LAST_TIME) {
                return time;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong("expected the open time in epoch milliseconds, found [" + shown(column) + "]", notANumber);
        }
        throw wrong("expected the open time in epoch milliseconds (13 digits), found [" + shown(column) + "]");
    }

    private Price price(String name, String column) {
        try {
            Price price = Price.of(column.strip());
            if (price.units() > 0) {
                return price;
            }
        } catch (ArithmeticException | IllegalArgumentException unreadable) {
            throw wrong(priceExpected(name, column), unreadable);
        }
        throw wrong(priceExpected(name, column));
    }

    private static String priceExpected(String name, String column) {
        return "expected " + name + " as a positive price with at most 8 decimals, found [" + shown(column) + "]";
    }

    private Quantity volume(String column) {
        try {
            BigDecimal volume = new BigDecimal(column.strip()).setScale(FixedPoint.DECIMALS, RoundingMode.HALF_EVEN);
            return Quantity.of(volume);
        } catch (ArithmeticException | IllegalArgumentException unreadable) {
            throw wrong("expected the volume as a number, found [" + shown(column) + "]", unreadable);
        }
    }

    KlineFileException wrong(String why) {
        return new KlineFileException(file + ", line " + number + ": " + why + "; the line is [" + shown(text) + "]");
    }

    private KlineFileException wrong(String why, RuntimeException cause) {
        KlineFileException wrong = wrong(why);
        wrong.initCause(cause);
        return wrong;
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    }
}
