package dev.belay.simulator.wire;

/**
 * How an answer travels.
 *
 * @param lost whether the connection is cut instead of answering
 * @param html whether the body is a page instead of JSON
 * @param delayMillis exchange time by which it comes later
 */
public record Delivery(boolean lost, boolean html, long delayMillis) {

    public static final Delivery USUAL = new Delivery(false, false, 0);

    static final Delivery LOST = new Delivery(true, false, 0);
    static final Delivery HTML = new Delivery(false, true, 0);

    Delivery later(long millis) {
        return new Delivery(lost, html, delayMillis + millis);
    }
}
