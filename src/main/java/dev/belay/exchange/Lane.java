package dev.belay.exchange;

/** How urgent a call is, most urgent first. A later lane never delays an earlier one. */
public enum Lane {
    /** Closes a position that is not protected any more. */
    EXIT,
    /** Places a stop. */
    PROTECT,
    /** Finds out what became of an order of ours. */
    RESOLVE,
    /** Cancels a stop that another one has replaced. */
    CANCEL,
    /** Opens a position. */
    ENTRY,
    /** Reads positions and stops to compare them with the journal. */
    AUDIT,
    /** Everything else: listen keys, rules of symbols, clocks. */
    HOUSEKEEPING
}
