package dev.belay.money;

/** The side of a leg as the exchange names it: BOTH in one-way mode, LONG or SHORT in hedge mode. */
public enum PositionSide {
    BOTH,
    LONG,
    SHORT
}
