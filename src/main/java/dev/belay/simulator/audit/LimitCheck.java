package dev.belay.simulator.audit;

import dev.belay.simulator.wire.RequestVerdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the published limits was used at most, found from the audit alone (binance-api §3.1): fixed windows of
 * exchange time, weight per address, orders per account.
 */
public final class LimitCheck {

    private final Peaks weight = new Peaks("weight per minute", 60_000, 2_400);
    private final Peaks tenSeconds = new Peaks("orders per 10 s", 10_000, 300);
    private final Peaks minute = new Peaks("orders per minute", 60_000, 1_200);

    /**
     * The fullest window of a limit.
     *
     * @param limit its name
     * @param allowed what is published
     * @param used at most
     * @param from when that window began, epoch milliseconds
     * @param account whose it was, "" for the address
     */
    public record Peak(String limit, long allowed, long used, long from, String account) {

        /** Whole percent, rounded up. */
        public long percent() {
            return (used * 100 + allowed - 1) / allowed;
        }
    }

    private static final class Peaks {
        private final String name;
        private final long length;
        private final long allowed;
        private final Map<String, long[]> windows = new HashMap<>();
        private Peak highest;

        Peaks(String name, long length, long allowed) {
            this.name = name;
            this.length = length;
            this.allowed = allowed;
            this.highest = new Peak(name, allowed, 0, 0, "");
        }

        void add(String account, long amount, long at) {
            long number = Math.floorDiv(at, length);
            long[] window = windows.computeIfAbsent(account, any -> new long[] {number, 0});
            if (window[0] != number) {
                window[0] = number;
                window[1] = 0;
            }
            window[1] += amount;
            if (window[1] > highest.used()) {
                highest = new Peak(name, allowed, window[1], number * length, account);
            }
        }
    }

    /** Counts what a request has used. */
    public void count(long at, String account, long usedWeight, long orders) {
        weight.add("", usedWeight, at);
        tenSeconds.add(account, orders, at);
        minute.add(account, orders, at);
    }

    /** Counts a record if it is a request. */
    public void count(AuditRecord line) {
        if (line.is("request")) {
            count(line.at(), line.text("account"), line.number("weight"), line.number("orders"));
        }
    }

    /** The peaks of a list of requests. */
    public static LimitCheck of(List<RequestVerdict> requests) {
        LimitCheck check = new LimitCheck();
        requests.forEach(one -> check.count(one.at(), one.account(), one.weight(), one.orders()));
        return check;
    }

    /** The fullest window of each limit. */
    public List<Peak> peaks() {
        return List.of(weight.highest, tenSeconds.highest, minute.highest);
    }

    /** The fullest of all, in whole percent of what is allowed. */
    public long highestPercent() {
        return peaks().stream().mapToLong(Peak::percent).max().orElse(0);
    }
}
