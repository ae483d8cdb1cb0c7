package dev.belay.simulator.engine;

import dev.belay.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A position seen at the mark price of this moment, with what it needs as margin (formulas: binance-api §14). */
public record PositionReport(SimulatedPosition position, Price mark, SymbolSettings settings) {

    private static final int DECIMALS = 8;

    public BigDecimal notional() {
        return position.notional(mark).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    public BigDecimal unrealized() {
        return position.unrealized(mark);
    }

    public BigDecimal initialMargin() {
        return notional().abs().divide(BigDecimal.valueOf(settings.leverage()), DECIMALS, RoundingMode.HALF_EVEN);
    }

    public BigDecimal maintenanceMargin() {
        BigDecimal size = notional().abs();
        return MarginBracket.of(size).maintenance(size);
    }

    /** The isolated wallet with the profit of this moment; zero on cross margin. */
    public BigDecimal isolatedMargin() {
        return settings.isolated() ? position.isolatedWallet().add(unrealized()) : BigDecimal.ZERO;
    }
}
