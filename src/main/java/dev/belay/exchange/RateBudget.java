package dev.belay.exchange;

import dev.belay.exchange.Exchange.Cost;

/**
 * What may still be asked of the exchange in the current windows: the minute of the address's weight, the ten seconds
 * and the minute of the account's orders. Windows begin at full minutes and tens of seconds of exchange time (binance-api
 * §3.1).
 *
 * <p>It counts what we send and believes the answer's headers where they say more, because others may use the same
 * address or account. Each lane may use the limits only up to its own share, so that housekeeping can never take what a
 * stop needs; nothing goes above 90 %.
 *
 * @param silentUntil epoch milliseconds until which nothing may be sent (429, 418), 0 when there is no such order
 */
public record RateBudget(Limits limits, Window weight, Window tenSeconds, Window minute, long silentUntil) {

    /** The exchange's published limits. */
    public record Limits(int weightPerMinute, int ordersPer10Seconds, int ordersPerMinute) {

        /** Live limits as of 2026 (binance-api §3.1). */
        public static final Limits PUBLISHED = new Limits(2_400, 300, 1_200);
    }

    /** What is used of one limit in the window that began at {@code start}. */
    record Window(long lengthMillis, long start, int used) {

        int usedAt(long now) {
            return startOf(now) == start ? used : 0;
        }

        Window plus(int amount, long now) {
            return new Window(lengthMillis, startOf(now), usedAt(now) + amount);
        }

        Window atLeast(int told, long now) {
            return told < 0 ? this : new Window(lengthMillis, startOf(now), Math.max(told, usedAt(now)));
        }

        long untilNext(long now) {
            return startOf(now) + lengthMillis - now;
        }

        private long startOf(long now) {
            return now - Math.floorMod(now, lengthMillis);
        }
    }

    public static RateBudget full(Limits limits) {
        return new RateBudget(limits, new Window(60_000, 0, 0), new Window(10_000, 0, 0), new Window(60_000, 0, 0), 0);
    }

    /** Milliseconds to wait before a call of {@code cost} may be made in {@code lane}; 0 when it may be made now. */
    public long waitMillis(Cost cost, Lane lane, long now) {
        if (now < silentUntil) {
            return silentUntil - now;
        }
        int share = sharePercent(lane);
        long wait = 0;
        if (cost.weight() > 0 && exceeds(weight.usedAt(now) + cost.weight(), limits.weightPerMinute(), share)) {
            wait = Math.max(wait, weight.untilNext(now));
        }
        if (cost.orders() > 0 && exceeds(minute.usedAt(now) + cost.orders(), limits.ordersPerMinute(), share)) {
            wait = Math.max(wait, minute.untilNext(now));
        }
        if (cost.orders() > 0 && exceeds(tenSeconds.usedAt(now) + cost.orders(), limits.ordersPer10Seconds(), share)) {
            wait = Math.max(wait, tenSeconds.untilNext(now));
        }
        return wait;
    }

    /** The budget after a call of {@code cost} was sent. */
    public RateBudget after(Cost cost, long now) {
        return new RateBudget(
                limits,
                weight.plus(cost.weight(), now),
                tenSeconds.plus(cost.orders(), now),
                minute.plus(cost.orders(), now),
                silentUntil);
    }

    /** The budget after the exchange said {@code usage}. */
    public RateBudget told(Usage usage, long now) {
        return new RateBudget(
                limits,
                weight.atLeast(usage.weightPerMinute(), now),
                tenSeconds.atLeast(usage.ordersPer10Seconds(), now),
                minute.atLeast(usage.ordersPerMinute(), now),
                Math.max(silentUntil, usage.silentUntil()));
    }

    /** The share of each limit up to which a lane may go, in percent. */
    static int sharePercent(Lane lane) {
        return switch (lane) {
            case EXIT -> 90;
            case PROTECT, RESOLVE -> 85;
            case CANCEL -> 80;
            case ENTRY, AUDIT -> 60;
            case HOUSEKEEPING -> 50;
        };
    }

    private static boolean exceeds(int used, int limit, int sharePercent) {
        return used * 100L > (long) limit * sharePercent;
    }
}
