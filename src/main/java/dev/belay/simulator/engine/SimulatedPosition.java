package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A position (accounting: binance-api §14).
 *
 * @param amount signed units of {@link FixedPoint}: positive is long, negative is short
 * @param entryPrice average, 12 decimals; zero when flat
 * @param realized profit realized since it was opened, before commissions
 * @param isolatedWallet the margin that is set apart for it, in quote asset; zero on cross margin
 * @param updatedAt when it last changed, epoch milliseconds
 */
public record SimulatedPosition(
        PositionKey key,
        long amount,
        BigDecimal entryPrice,
        BigDecimal realized,
        BigDecimal isolatedWallet,
        long updatedAt)
        implements LedgerEntry {

    /** Lines that an older simulator remembered know cross margin only. */
    public SimulatedPosition {
        isolatedWallet = Objects.requireNonNullElse(isolatedWallet, BigDecimal.ZERO);
    }

    private static final int ENTRY_DECIMALS = 12;
    private static final int MONEY_DECIMALS = 8;

    /** A position after a fill, and the profit that the fill realized, in quote asset before commission. */
    record Change(SimulatedPosition after, BigDecimal realized) {}

    static SimulatedPosition flat(PositionKey key) {
        return new SimulatedPosition(key, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);
    }

    public boolean isFlat() {
        return amount == 0;
    }

    /** Its size without sign. */
    public Quantity size() {
        return new Quantity(Math.abs(amount));
    }

    /** Signed, in base asset. */
    public BigDecimal signedAmount() {
        return FixedPoint.decimal(amount);
    }

    /** Whether an order on {@code side} makes it smaller. */
    public boolean isReducedBy(Side side) {
        return side == Side.SELL ? amount > 0 : amount < 0;
    }

    /** Signed, in quote asset. */
    public BigDecimal notional(Price mark) {
        return signedAmount().multiply(mark.decimal());
    }

    public BigDecimal unrealized(Price mark) {
        return money(mark.decimal().subtract(entryPrice).multiply(signedAmount()));
    }

    /** The position after a fill on {@code side}. */
    Change filled(Side side, Quantity quantity, Price price, long at) {
        long delta = side == Side.BUY ? quantity.units() : -quantity.units();
        long closed = isReducedBy(side) ? Math.min(Math.abs(amount), quantity.units()) : 0;
        BigDecimal gain =
                money(price.decimal().subtract(entryPrice).multiply(FixedPoint.decimal(Long.signum(amount) * closed)));
        long next = Math.addExact(amount, delta);
        boolean begins = amount == 0 || (long) Long.signum(next) * Long.signum(amount) < 0;
        BigDecimal total = begins ? BigDecimal.ZERO : realized.add(gain);
        BigDecimal kept = next == 0 ? BigDecimal.ZERO : isolatedWallet;
        return new Change(new SimulatedPosition(key, next, entryAfter(next, delta, price), total, kept, at), gain);
    }

    SimulatedPosition withIsolatedWallet(BigDecimal wallet, long at) {
        return new SimulatedPosition(key, amount, entryPrice, realized, money(wallet), at);
    }

    /** The isolated wallet after it became {@code next} at {@code price}: what opens brings its initial margin. */
    BigDecimal isolatedAfter(SimulatedPosition next, Price price, int leverage) {
        long before = Math.abs(amount);
        long after = Math.abs(next.amount());
        boolean turned = (long) Long.signum(amount) * Long.signum(next.amount()) < 0;
        if (after == 0 || (after < before && !turned)) {
            return before == 0
                    ? BigDecimal.ZERO
                    : money(isolatedWallet
                            .multiply(BigDecimal.valueOf(after))
                            .divide(BigDecimal.valueOf(before), MONEY_DECIMALS, RoundingMode.HALF_EVEN));
        }
        long opened = turned ? after : after - before;
        BigDecimal margin = FixedPoint.decimal(opened)
                .multiply(price.decimal())
                .divide(BigDecimal.valueOf(leverage), MONEY_DECIMALS, RoundingMode.HALF_EVEN);
        return money(turned ? margin : isolatedWallet.add(margin));
    }

    private BigDecimal entryAfter(long next, long delta, Price price) {
        if (next == 0) {
            return BigDecimal.ZERO;
        }
        if (amount == 0 || (long) Long.signum(next) * Long.signum(amount) < 0) {
            return price.decimal();
        }
        if (Math.abs(next) < Math.abs(amount)) {
            return entryPrice;
        }
        BigDecimal cost =
                entryPrice.multiply(signedAmount()).add(price.decimal().multiply(FixedPoint.decimal(delta)));
        return cost.divide(FixedPoint.decimal(next), ENTRY_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(MONEY_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
