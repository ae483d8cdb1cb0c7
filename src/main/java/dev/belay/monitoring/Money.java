package dev.belay.monitoring;

import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was earned and paid, exactly, in the asset that the symbol is quoted in. Other assets, such as BNB in which
 * commission may be paid, are kept apart and never added.
 *
 * @param realizedProfit before fees and funding
 * @param fees paid as commission: positive is paid
 * @param funding negative was paid, positive received
 * @param otherAssets changes of the balances of other assets: negative was paid
 */
public record Money(
        BigDecimal realizedProfit, BigDecimal fees, BigDecimal funding, Map<String, BigDecimal> otherAssets) {

    public static final Money NONE = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());

    /** What USDⓈ-M futures have been quoted in; fees in any other asset are kept apart. */
    private static final List<String> QUOTES = List.of("USDT", "USDC", "FDUSD", "BUSD", "USD1", "BTC");

    public Money {
        otherAssets = Map.copyOf(otherAssets);
    }

    /** What one fill in {@code symbol} brought. */
    static Money of(Symbol symbol, LegEvent.Filled fill) {
        return isQuote(symbol, fill.commissionAsset()) || fill.commission().signum() == 0
                ? new Money(fill.realizedProfit(), fill.commission(), BigDecimal.ZERO, Map.of())
                : new Money(
                        fill.realizedProfit(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Map.of(fill.commissionAsset(), fill.commission().negate()));
    }

    /** What one payment of funding in {@code symbol} brought. */
    static Money of(Symbol symbol, LegEvent.FundingPaid paid) {
        return isQuote(symbol, paid.asset())
                ? new Money(BigDecimal.ZERO, BigDecimal.ZERO, paid.amount(), Map.of())
                : new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Map.of(paid.asset(), paid.amount()));
    }

    private static boolean isQuote(Symbol symbol, String asset) {
        return asset.equals(quoteAsset(symbol));
    }

    /** What {@code symbol} is quoted in: its name is base and quote asset, and the delivery date of some (binance-api §5). */
    public static String quoteAsset(Symbol symbol) {
        String pair = symbol.name().split("_", 2)[0];
        return QUOTES.stream()
                .filter(asset -> pair.endsWith(asset) && pair.length() > asset.length())
                .findFirst()
                .orElse("");
    }

    Money plus(Money other) {
        var others = new TreeMap<>(otherAssets);
        other.otherAssets.forEach((asset, amount) -> others.merge(asset, amount, BigDecimal::add));
        return new Money(
                realizedProfit.add(other.realizedProfit), fees.add(other.fees), funding.add(other.funding), others);
    }

    /** By how much all of it has changed the balance of the quote asset. */
    public BigDecimal balanceChange() {
        return realizedProfit.subtract(fees).add(funding);
    }
}
