package dev.belay.exchange;

import dev.belay.money.LegId;
import java.math.BigDecimal;

/**
 * A leg whose stop protects but should be at a better level.
 *
 * @param risk what the move would secure, quote asset: the distance between the level that is proven and the one that is
 *     wanted, times the quantity; never negative
 */
public record MoveWish(LegId leg, BigDecimal risk) {}
