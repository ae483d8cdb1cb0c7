package dev.belay.simulator.wire;

import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.Refusal;

/**
 * The pools of binance-api §3.1: request weight per minute, orders per ten seconds and per minute; fixed windows of
 * exchange time. Who goes on asking when the weight is used up is banned: two minutes, doubled each time.
 */
final class RateLimits {

    static final int WEIGHT_PER_MINUTE = 2_400;
    static final int ORDERS_PER_MINUTE = 1_200;
    static final int ORDERS_PER_TEN_SECONDS = 300;

    private static final String ADDRESS = "127.0.0.1";
    private static final int PATIENCE = 100;
    private static final long FIRST_BAN = 120_000;
    private static final long LONGEST_BAN = 3L * 24 * 3_600_000;

    private final Window weight = new Window(60_000);
    private final Window ordersPerMinute = new Window(60_000);
    private final Window ordersPerTenSeconds = new Window(10_000);
    private int ignored;
    private long bannedUntil;
    private long nextBan = FIRST_BAN;

    /** Refused with 418 while the address is banned. */
    void checkBan(long now) {
        if (now < bannedUntil) {
            throw banned();
        }
    }

    /** Counts a request; refused with 429 when the minute's weight is used up. */
    void use(int cost, long now) {
        if (weight.count(now) + cost <= WEIGHT_PER_MINUTE) {
            weight.add(cost, now);
            ignored = 0;
            return;
        }
        ignored++;
        if (ignored > PATIENCE) {
            ban(now + nextBan);
            nextBan = Math.min(LONGEST_BAN, nextBan * 2);
            ignored = 0;
            throw banned();
        }
        throw tooManyRequests();
    }

    /** Lets nobody in until {@code until}. */
    void ban(long until) {
        bannedUntil = Math.max(bannedUntil, until);
    }

    /** Until the ban is over or the minute turns, rounded up. */
    long retryAfterSeconds(long now) {
        long until = now < bannedUntil ? bannedUntil : (now / 60_000 + 1) * 60_000;
        return (until - now + 999) / 1_000;
    }

    ExchangeError tooManyRequests() {
        return new ExchangeError(
                429,
                -1003,
                "Too many requests; current limit of IP(" + ADDRESS + ") is " + WEIGHT_PER_MINUTE
                        + " requests per minute. Please use the websocket for live updates to avoid polling the API.");
    }

    static ExchangeError tooManyOrders() {
        return Refusal.TOO_MANY_ORDERS.with(ORDERS_PER_TEN_SECONDS, "TEN_SECONDS");
    }

    /** All weight that was ever counted. */
    long totalWeight() {
        return weight.total;
    }

    /** All orders that were ever counted. */
    long totalOrders() {
        return ordersPerMinute.total;
    }

    /** Counts an order; refused with 429 -1015 when there are too many. */
    void order(long now) {
        checkOrders(now);
        ordersPerTenSeconds.add(1, now);
        ordersPerMinute.add(1, now);
    }

    /** Refused with 429 -1015 when there are too many orders already. */
    void checkOrders(long now) {
        Refusal.TOO_MANY_ORDERS.when(
                ordersPerTenSeconds.count(now) >= ORDERS_PER_TEN_SECONDS, ORDERS_PER_TEN_SECONDS, "TEN_SECONDS");
        Refusal.TOO_MANY_ORDERS.when(ordersPerMinute.count(now) >= ORDERS_PER_MINUTE, ORDERS_PER_MINUTE, "ONE_MINUTE");
    }

    int usedWeight(long now) {
        return weight.count(now);
    }

    int ordersOfTenSeconds(long now) {
        return ordersPerTenSeconds.count(now);
    }

    int ordersOfMinute(long now) {
        return ordersPerMinute.count(now);
    }

    private ExchangeError banned() {
        return new ExchangeError(
                418,
                -1003,
                "Way too many requests; IP(" + ADDRESS + ") banned until " + bannedUntil
                        + ". Please use the websocket for live updates to avoid bans.");
    }

    private static final class Window {
        private final long length;
        private long number;
        private int count;
        private long total;

        Window(long length) {
            this.length = length;
        }

        int count(long now) {
            return now / length == number ? count : 0;
        }

        void add(int amount, long now) {
            total += amount;
            count = count(now) + amount;
            number = now / length;
        }
    }
}
