package dev.belay.simulator.prices;

/** Which way a price takes through a bar: a bar does not tell. */
public enum BarPath {
    /** The seed decides for each bar. */
    SEEDED,
    /** Open, high, low, close. */
    HIGH_FIRST,
    /** Open, low, high, close. */
    LOW_FIRST
}
