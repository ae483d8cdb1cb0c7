package dev.belay.exchange;

/**
 * What the exchange says of our use of its limits, from the headers and bodies of an answer; {@link #UNSAID} where it
 * says nothing (a used weight of -1 on order answers means nothing and is read as that).
 *
 * @param weightPerMinute weight used by this address in the current minute
 * @param ordersPer10Seconds orders of the account in the current ten seconds
 * @param ordersPerMinute orders of the account in the current minute
 * @param silentUntil epoch milliseconds until which no call may be made (429, 418), or {@link #UNSAID}
 * @param placingSilentUntil epoch milliseconds until which no order may be placed (-1015), or {@link #UNSAID}
 */
public record Usage(
        int weightPerMinute, int ordersPer10Seconds, int ordersPerMinute, long silentUntil, long placingSilentUntil) {

    public static final int UNSAID = -1;

    /** An answer that says nothing of limits. */
    public static final Usage NONE = new Usage(UNSAID, UNSAID, UNSAID, UNSAID, UNSAID);

    /** Says nothing against placing orders. */
    public Usage(int weightPerMinute, int ordersPer10Seconds, int ordersPerMinute, long silentUntil) {
        this(weightPerMinute, ordersPer10Seconds, ordersPerMinute, silentUntil, UNSAID);
    }
}
