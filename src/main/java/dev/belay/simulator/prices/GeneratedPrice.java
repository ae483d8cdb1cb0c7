package dev.belay.simulator.prices;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.SplittableRandom;

/** The generated price of one symbol: regime after regime, in whole numbers, the same for the same seed. */
final class GeneratedPrice {

    private static final long MILLION = 1_000_000L;
    private static final int TREND_BELOW = 50;
    private static final int CALM_BELOW = 85;
    private static final int SPIKE_BELOW = 95;
    private static final int MARK_WEIGHT = 4;
    private static final int LARGEST_TRADE = 200;

    private final SymbolSpec spec;
    private final SplittableRandom random;
    private long exact;
    private long mark;
    private Regime regime = Regime.CALM;
    private int sign = 1;
    private int left;

    GeneratedPrice(SymbolSpec spec, long seed) {
        this.spec = spec;
        this.random = new SplittableRandom(seed * 31 + spec.symbol().name().hashCode());
        move(spec.initialPrice());
    }

    SymbolSpec spec() {
        return spec;
    }

    void move(Price price) {
        exact = price.units();
        mark = price.units();
    }

    PriceStep next(long at) {
        if (left == 0) {
            change();
        }
        left--;
        int noise = regime.noise();
        long millionths =
                (long) sign * regime.drift() + random.nextInt(-noise, noise + 1) + random.nextInt(-noise, noise + 1);
        exact = Math.max(spec.tick().units(), exact + exact / MILLION * millionths);
        mark += (exact - mark) / MARK_WEIGHT;
        Quantity volume =
                new Quantity(Math.multiplyExact(spec.quantity().minimum().units(), random.nextLong(1, LARGEST_TRADE)));
        return new PriceStep(spec.symbol(), at, last(), new Price(mark), volume);
    }

    private Price last() {
        long half = spec.tick().units() / 2;
        return new Price(Math.max(
                spec.tick().units(),
                FixedPoint.floorTo(exact + half, spec.tick().units())));
    }

    private void change() {
        if (regime == Regime.SPIKE) {
            regime = Regime.RETURN;
            sign = -sign;
        } else if (regime == Regime.CRASH) {
            regime = Regime.RECOVERY;
            sign = 1;
        } else {
            choose(random.nextInt(100));
        }
        left = random.nextInt(regime.shortest(), regime.longest() + 1);
    }

    private void choose(int dice) {
        sign = random.nextInt(100) < chanceOfRise() ? 1 : -1;
        if (dice < TREND_BELOW) {
            regime = Regime.TREND;
        } else if (dice < CALM_BELOW) {
            regime = Regime.CALM;
        } else if (dice < SPIKE_BELOW) {
            regime = Regime.SPIKE;
        } else {
            regime = Regime.CRASH;
            sign = -1;
        }
    }

    /** A price that has wandered off by a tenth is more likely to come back, so that a paper market lasts for weeks. */
    private int chanceOfRise() {
        long start = spec.initialPrice().units();
        if (exact > start + start / 10) {
            return 25;
        }
        return exact < start - start / 10 ? 75 : 50;
    }
}
