package dev.belay.simulator.prices;

import dev.belay.money.FixedPoint;
import dev.belay.money.Require;
import java.util.SplittableRandom;

/**
 * Turns a bar into a path of prices that starts at the open, touches both extremes and ends at the close, all exactly.
 *
 * @param tick the grid of the prices in between, in units
 * @param steps prices per minute, at least 4
 */
record KlineExpansion(long tick, int steps, BarPath path, long seed) {

    private static final int FEWEST = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    KlineExpansion {
        Require.argument(steps >= FEWEST, "a minute needs at least %s steps, was %s", FEWEST, steps);
        Require.argument(60_000 % steps == 0, "the steps must divide a minute into whole milliseconds, were %s", steps);
    }

    /** Prices in units, {@code steps} of them. The same bar and seed give the same path. */
    long[] of(Kline bar) {
        SplittableRandom random = new SplittableRandom(seed ^ (bar.openTime() * GOLDEN));
        boolean highFirst = path == BarPath.HIGH_FIRST || (path == BarPath.SEEDED && random.nextBoolean());
        long first = highFirst ? bar.high().units() : bar.low().units();
        long second = highFirst ? bar.low().units() : bar.high().units();
        int atFirst = random.nextInt(1, steps - 2);
        int atSecond = random.nextInt(atFirst + 1, steps - 1);
        long[] prices = new long[steps];
        prices[0] = bar.open().units();
        prices[atFirst] = first;
        prices[atSecond] = second;
        prices[steps - 1] = bar.close().units();
        bridge(prices, 0, atFirst, random);
        bridge(prices, atFirst, atSecond, random);
        bridge(prices, atSecond, steps - 1, random);
        return prices;
    }

    /** Wanders between two fixed prices without leaving their range, so that nothing is touched out of turn. */
    private void bridge(long[] prices, int from, int to, SplittableRandom random) {
        long start = prices[from];
        long end = prices[to];
        long lowest = Math.min(start, end);
        long highest = Math.max(start, end);
        long sway = (highest - lowest) / 4 + 1;
        for (int step = from + 1; step < to; step++) {
            long straight = start + (end - start) / (to - from) * (step - from);
            long wanted = FixedPoint.floorTo(straight + random.nextLong(-sway, sway + 1), tick);
            prices[step] = Math.max(lowest, Math.min(highest, wanted));
        }
    }
}
