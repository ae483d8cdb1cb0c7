package dev.belay.exchange;

/**
 * How long entries hold back while the exchange protects itself from load (-1008, binance-api §3.4 variant D): 200, 400,
 * then 800 ms after each refusal in a row. Stops, exits and cancels only reduce, are exempt, and do not ask here.
 */
record Overload(int refusals, long until) {

    static final Overload NONE = new Overload(0, 0);

    private static final int THROTTLED = -1008;
    private static final long FIRST_MILLIS = 200;

    /** After {@code outcome} of a call that places an order. */
    Overload after(Outcome outcome, long now) {
        if (outcome instanceof Outcome.Refused refused && refused.code() == THROTTLED) {
            return new Overload(refusals + 1, now + (FIRST_MILLIS << Math.min(refusals, 2)));
        }
        return outcome instanceof Outcome.Done ? NONE : this;
    }

    long waitMillis(Lane lane, long now) {
        return lane == Lane.ENTRY ? Math.max(0, until - now) : 0;
    }
}
