package dev.belay.web;

import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import java.util.Locale;

/** How people name a leg: {@code BTCUSDT}, {@code BTCUSDT:LONG}, or the full {@code main:BTCUSDT:BOTH}. */
public final class LegName {

    private LegName() {}

    /** The leg that {@code text} means on {@code account}; throws {@link IllegalArgumentException} with what is wrong. */
    public static LegId parse(Account account, String text) {
        String[] parts = text.split(":", -1);
        return switch (parts.length) {
            case 1 -> new LegId(account, symbol(parts[0]), PositionSide.BOTH);
            case 2 -> new LegId(account, symbol(parts[0]), side(parts[1]));
            case 3 -> new LegId(new Account(parts[0]), symbol(parts[1]), side(parts[2]));
            default ->
                throw new IllegalArgumentException(
                        "not a leg: [%s]. Write BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH".formatted(text));
        };
    }

    private static Symbol symbol(String text) {
        return new Symbol(text.toUpperCase(Locale.ROOT));
    }

    private static PositionSide side(String text) {
        try {
            return PositionSide.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a side of a leg: [%s]. Write BOTH, LONG or SHORT".formatted(text), e);
        }
    }
}
