package dev.belay.market;

import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import java.math.BigDecimal;

/**
 * How prices and quantities of a symbol may look: the filters of {@code exchangeInfo} that an order must pass.
 *
 * @param tick PRICE_FILTER tickSize; prices are multiples of it
 * @param step LOT_SIZE stepSize; quantities are multiples of it
 * @param minQuantity LOT_SIZE minQty
 * @param maxMarketQuantity MARKET_LOT_SIZE maxQty, which also binds market orders born from stops
 * @param minNotional MIN_NOTIONAL in quote asset; reduce-only orders are exempt
 * @param trading whether status is TRADING; in every other status orders are refused
 */
public record SymbolRules(
        Symbol symbol,
        Price tick,
        Quantity step,
        Quantity minQuantity,
        Quantity maxMarketQuantity,
        BigDecimal minNotional,
        boolean trading) {

    public SymbolRules {
        Require.argument(tick.units() > 0, "%s: the tick size must be positive", symbol);
        Require.argument(step.units() > 0, "%s: the step size must be positive", symbol);
    }

    /** A stop level at {@code units} on the grid of ticks, rounded away from the price. */
    public Price stopLevel(Direction direction, long units) {
        return new Price(direction.roundedAway(units, tick.units()));
    }

    /** The largest quantity on the grid of steps that is not above {@code quantity}. */
    public Quantity roundedDown(BigDecimal quantity) {
        BigDecimal steps = quantity.divideToIntegralValue(step.decimal());
        return new Quantity(FixedPoint.exactly(steps.multiply(step.decimal())));
    }

    /** The smallest quantity on the grid of steps that is not below {@code quantity}. */
    public Quantity roundedUp(BigDecimal quantity) {
        Quantity down = roundedDown(quantity);
        return down.decimal().compareTo(quantity) < 0 ? down.plus(step) : down;
    }
}
