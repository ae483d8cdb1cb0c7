package dev.belay.protection;

import dev.belay.market.SymbolRules;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How much to buy or sell for an amount of money (incidents.md #4): size is money by price on the grid of steps; above
 * the largest allowed it is cut to that; below the exchange's minimum it is raised to the minimum only while the cost
 * stays within {@link #TOLERANCE} of the money meant, else it is refused with the numbers.
 */
public final class EntrySizing {

    /** By how much the minimum may cost more than the money that was meant. */
    public static final Percent TOLERANCE = Percent.of("10");

    private static final MathContext DIVISION = new MathContext(34, RoundingMode.DOWN);

    private EntrySizing() {}

    /** A quantity, or why there is none. */
    public sealed interface Sizing {

        /**
         * A quantity that passes every rule.
         *
         * @param note what was changed and why, "" when nothing was
         */
        record Sized(Quantity quantity, String note) implements Sizing {}

        /** No quantity: the rule that says no, and its numbers. */
        record Refused(String rule, String reason) implements Sizing {}
    }

    /**
     * The quantity for {@code money} at {@code price}.
     *
     * @param money quote asset, positive
     * @param largest the most that one position may cost, quote asset
     */
    public static Sizing size(BigDecimal money, Price price, BigDecimal largest, SymbolRules rules) {
        if (!rules.trading()) {
            return new Sizing.Refused("symbol-status", rules.symbol() + " is not trading at the exchange");
        }
        if (money.signum() <= 0) {
            return new Sizing.Refused("amount", "the amount must be positive, was " + money.toPlainString());
        }
        BigDecimal meant = money.min(largest);
        String note = money.compareTo(largest) > 0
                ? "cut from " + money.toPlainString() + " to the configured maximum of " + largest.toPlainString()
                : "";
        Quantity wanted = rules.roundedDown(meant.divide(price.decimal(), DIVISION));
        Quantity least = least(price, rules);
        if (wanted.compareTo(least) >= 0) {
            return capped(wanted, note, rules);
        }
        return raised(meant, price, least, rules);
    }

    /** The smallest quantity that passes LOT_SIZE and MIN_NOTIONAL at {@code price}. */
    static Quantity least(Price price, SymbolRules rules) {
        BigDecimal byNotional = rules.minNotional().divide(price.decimal(), new MathContext(34, RoundingMode.UP));
        Quantity notional = rules.roundedUp(byNotional);
        return notional.compareTo(rules.minQuantity()) > 0 ? notional : rules.minQuantity();
    }

    private static Sizing capped(Quantity wanted, String note, SymbolRules rules) {
        if (wanted.compareTo(rules.maxMarketQuantity()) <= 0) {
            return new Sizing.Sized(wanted, note);
        }
        return new Sizing.Sized(
                rules.maxMarketQuantity(),
                "cut from " + wanted + " to the largest market order of the exchange, " + rules.maxMarketQuantity());
    }

    private static Sizing raised(BigDecimal meant, Price price, Quantity least, SymbolRules rules) {
        BigDecimal cost = least.at(price);
        BigDecimal allowed = meant.add(meant.multiply(TOLERANCE.share()));
        if (cost.compareTo(allowed) <= 0) {
            return new Sizing.Sized(least, "raised to the exchange's minimum of " + least);
        }
        return new Sizing.Refused(
                "minimum-size",
                "%s at %s gives less than the minimum of %s (LOT_SIZE %s, MIN_NOTIONAL %s), which costs %s, above the %s allowed"
                        .formatted(
                                plain(meant),
                                price,
                                least,
                                rules.minQuantity(),
                                plain(rules.minNotional()),
                                plain(cost),
                                plain(allowed)));
    }

    private static String plain(BigDecimal money) {
        return money.stripTrailingZeros().toPlainString();
    }
}
