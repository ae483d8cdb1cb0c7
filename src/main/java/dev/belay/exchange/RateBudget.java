package dev.belay.exchange;

import dev.belay.exchange.Exchange.Cost;

/**
 * What may still be asked of the exchange in the current windows: the minute of the address's weight, the ten seconds
 * and the minute of the account's orders. Windows begin at full minutes and tens of seconds of exchange time (binance-api
 * §3.1).
 *
 * <p>It counts what we send and believes the answer's headers where they say more, because others may use the same
 * address or account. Each lane may use the limits only up to its own share, so that housekeeping can never take what a
 * stop needs, nor the moving of stops what a missing stop needs; nothing goes above 90 %.
 *
 * @param silentUntil epoch milliseconds until which nothing may be sent (429, 418), 0 when there is no such order
 * @param placingSilentUntil epoch milliseconds until which no order may be placed (-1015); cancels and reads pass
 */
public record RateBudget(
        Limits limits,
        RateWindow weight,
        RateWindow tenSeconds,
        RateWindow minute,
        long silentUntil,
        long placingSilentUntil) {

    /** The longest ban there is is three days (binance-api §3.4); a later end is a mistake and is not waited for. */
    public static final long LONGEST_SILENCE_MILLIS = 3L * 24 * 3_600_000;

    /** Up to here the moving of stops may use the order limits; above it is what missing stops and exits need. */
    static final int MOVE_PERCENT = 75;

    /**
     * Up to here a stop is moved without asking for a turn. That is enough for every leg of an account to move at once,
     * which has room for 200 conditional orders (binance-api §8.5), and leaves something for the rest of the window.
     */
    static final int UNASKED_MOVE_PERCENT = 40;

    /** The exchange's published limits. */
    public record Limits(int weightPerMinute, int ordersPer10Seconds, int ordersPerMinute) {

        /** Live limits as of 2026 (binance-api §3.1). */
        public static final Limits PUBLISHED = new Limits(2_400, 300, 1_200);

        /** Says nothing of any limit. */
        public static final Limits UNSAID = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        /** What {@code answer} says of limits. */
        static Limits in(Answer answer) {
            if (answer instanceof Answer.Rules rules) {
                return rules.limits();
            }
            return answer instanceof Answer.OrderLimits own ? own.limits() : UNSAID;
        }

        /** The lower of each. */
        public Limits atMost(Limits other) {
            return new Limits(
                    Math.min(weightPerMinute, other.weightPerMinute),
                    Math.min(ordersPer10Seconds, other.ordersPer10Seconds),
                    Math.min(ordersPerMinute, other.ordersPerMinute));
        }
    }

    public static RateBudget full(Limits limits) {
        return new RateBudget(
                limits, RateWindow.empty(60_000), RateWindow.empty(10_000), RateWindow.empty(60_000), 0, 0);
    }

    /** Milliseconds to wait before a call of {@code cost} may be made in {@code lane}; 0 when it may be made now. */
    public long waitMillis(Cost cost, Lane lane, long now) {
        long silence = Math.max(0, (cost.orders() > 0 ? Math.max(silentUntil, placingSilentUntil) : silentUntil) - now);
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
        return Math.max(silence, wait);
    }

    /** How many stops may be moved now, beside those that are on their way. */
    int movesFree(long now) {
        return roomForMoves(MOVE_PERCENT, now);
    }

    /** How many of these may be moved without a turn, see {@link MoveTurns}. */
    int movesFreeUnasked(long now) {
        return roomForMoves(UNASKED_MOVE_PERCENT, now);
    }

    private int roomForMoves(int percent, long now) {
        if (now < Math.max(silentUntil, placingSilentUntil)) {
            return 0;
        }
        long inTenSeconds = share(limits.ordersPer10Seconds(), percent) - tenSeconds.usedAt(now);
        long inMinute = share(limits.ordersPerMinute(), percent) - minute.usedAt(now);
        return (int) Math.max(0, Math.min(inTenSeconds, inMinute));
    }

    /**
     * Milliseconds from one move to the next when what is left of each window is spread evenly over the rest of it;
     * {@code held} of it is promised. There must be room for another move.
     */
    long moveSpacing(int held, long now) {
        long inTenSeconds = share(limits.ordersPer10Seconds(), MOVE_PERCENT) - tenSeconds.usedAt(now) - held;
        long inMinute = share(limits.ordersPerMinute(), MOVE_PERCENT) - minute.usedAt(now) - held;
        return Math.max(tenSeconds.untilNext(now) / inTenSeconds, minute.untilNext(now) / inMinute);
    }

    /** Milliseconds until there may be more room to move stops: when the window turns that is in the way. */
    long untilMovesFree(long now) {
        long silence = Math.max(silentUntil, placingSilentUntil) - now;
        boolean minuteFull = minute.usedAt(now) >= share(limits.ordersPerMinute(), MOVE_PERCENT);
        return Math.max(silence, minuteFull ? minute.untilNext(now) : tenSeconds.untilNext(now));
    }

    /** The budget after a call of {@code cost} was sent. */
    public RateBudget sent(Cost cost, long now) {
        return new RateBudget(
                limits,
                weight.sent(cost.weight(), now),
                tenSeconds.sent(cost.orders(), now),
                minute.sent(cost.orders(), now),
                silentUntil,
                placingSilentUntil);
    }

    /** The budget after the call of {@code cost} that was sent at {@code sentAt} was answered with {@code usage}. */
    public RateBudget answered(Cost cost, Usage usage, long sentAt, long now) {
        return new RateBudget(
                        limits,
                        weight.answered(cost.weight(), now).told(usage.weightPerMinute(), sentAt, now),
                        tenSeconds.answered(cost.orders(), now).told(usage.ordersPer10Seconds(), sentAt, now),
                        minute.answered(cost.orders(), now).told(usage.ordersPerMinute(), sentAt, now),
                        silentUntil,
                        placingSilentUntil)
                .silent(usage.silentUntil(), now)
                .placingSilent(usage.placingSilentUntil(), now);
    }

    /** The budget after somebody said that nothing may be sent before {@code until}; it never shortens a silence. */
    public RateBudget silent(long until, long now) {
        long believed = Math.min(until, now + LONGEST_SILENCE_MILLIS);
        return new RateBudget(limits, weight, tenSeconds, minute, Math.max(silentUntil, believed), placingSilentUntil);
    }

    private RateBudget placingSilent(long until, long now) {
        long believed = Math.min(until, now + LONGEST_SILENCE_MILLIS);
        return new RateBudget(limits, weight, tenSeconds, minute, silentUntil, Math.max(placingSilentUntil, believed));
    }

    /** The budget under {@code published} limits where they are lower. */
    public RateBudget limitedTo(Limits published) {
        return new RateBudget(limits.atMost(published), weight, tenSeconds, minute, silentUntil, placingSilentUntil);
    }

    /** What is used at {@code now}. */
    GatewayHealth.Used usedAt(long now) {
        return new GatewayHealth.Used(weight.usedAt(now), tenSeconds.usedAt(now), minute.usedAt(now), limits);
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
        return used > share(limit, sharePercent);
    }

    private static long share(int limit, int percent) {
        return (long) limit * percent / 100;
    }
}
