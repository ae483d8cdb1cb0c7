package dev.belay.position;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Where the disaster stop belongs: the policy's distance, but never more than 0.7 of the way to the liquidation price. */
final class DisasterLevel {

    private static final BigDecimal LIQUIDATION_SHARE = new BigDecimal("0.7");

    private DisasterLevel() {}

    static Price of(Exposure exposure, SymbolRules rules) {
        Direction direction = exposure.direction();
        Price wide = rules.stopLevel(direction, exposure.policy().disasterLevel(direction, exposure.entryPrice()));
        if (exposure.liquidationPrice().equals(Price.ZERO)
                || !direction.isBetter(exposure.entryPrice(), exposure.liquidationPrice())) {
            return wide;
        }
        BigDecimal entry = exposure.entryPrice().decimal();
        BigDecimal distance =
                exposure.liquidationPrice().decimal().subtract(entry).multiply(LIQUIDATION_SHARE);
        Price near = Price.of(entry.add(distance).setScale(8, RoundingMode.HALF_EVEN));
        return direction.better(wide, rules.stopLevel(direction, near.units()));
    }
}
