package dev.belay.simulator.wire;

/**
 * How fast a client talks on one WebSocket (binance-api §9.1). Both clocks are asked, since at speed a well-behaved
 * client may keep to either.
 */
public final class MessageRate {

    private static final int PER_SECOND = 10;
    private static final long SECOND = 1_000;

    private final long[] exchangeTimes = new long[PER_SECOND];
    private final long[] machineTimes = new long[PER_SECOND];
    private long count;

    /** Counts a message; says whether it is the eleventh within a second. */
    public boolean isTooFast(long exchangeMillis, long machineMillis) {
        int slot = (int) (count % PER_SECOND);
        boolean tooFast = count >= PER_SECOND
                && exchangeMillis - exchangeTimes[slot] < SECOND
                && machineMillis - machineTimes[slot] < SECOND;
        exchangeTimes[slot] = exchangeMillis;
        machineTimes[slot] = machineMillis;
        count++;
        return tooFast;
    }
}
