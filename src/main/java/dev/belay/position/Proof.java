package dev.belay.position;

/**
 * Why something is believed, kept with every conclusion in the journal (S12).
 *
 * @param at exchange time of what proves it, epoch milliseconds
 */
public record Proof(Kind kind, long at) {

    /** What proves it. An empty or missing answer is not among them. */
    public enum Kind {
        /** The account's user stream said so. */
        STREAM,
        /** A row of a snapshot of positions said so. */
        SNAPSHOT,
        /** The exchange answered our request so. */
        ANSWER,
        /** We asked for this order and were told. */
        QUERY,
        /** It was on a list of open orders. */
        LIST,
        /** Our request was refused because an order with this id is open. */
        DUPLICATE_ID,
        /** Three snapshots at least two seconds apart had no row, and the end of the disaster stop, or the fills, bore witness. */
        ABSENT_THRICE,
        /** It was never found: not by id and not on two lists, for longer than the exchange takes to show an order. */
        NEVER_SEEN,
        /** It never left this process. */
        NOT_SENT,
        /** The position changed its direction, so the former one is closed. */
        FLIPPED
    }
}
