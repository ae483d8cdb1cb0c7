package dev.belay.position.lookup;

/** Where a lookup asks, in this order. */
public enum Source {
    /** The leg itself. */
    OWN_STATE,
    /** The exchange, by REST. */
    EXCHANGE,
    /** The journal; only right after a restart, while the leg is not yet known live (incidents.md #3). */
    JOURNAL
}
