package dev.belay.trailing;

import dev.belay.money.Percent;
import dev.belay.money.Require;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * A pure rule of a {@link StopPolicy}, beside its initial stop and its trailing by percent. Each proposes a level, most of
 * them from the best price since the position was opened; the tightest proposal wins.
 *
 * <p>Names and fields are part of the journal's format.
 */
public sealed interface StopRule {

    /** From the policy's activation on the stop stays so many ticks behind the best price. */
    record TrailByTicks(long ticks) implements StopRule {
        public TrailByTicks {
            Require.argument(ticks > 0, "callback-ticks must be above 0, was %s", ticks);
        }
    }

    /**
     * From the policy's activation on the stop stays so many average true ranges behind the best price.
     *
     * @param multiple of the average, above zero, at most 4 decimals
     * @param periods bars that the average is taken over
     * @param bar length of one bar; bars begin at multiples of it in exchange time
     */
    record TrailByRange(BigDecimal multiple, int periods, Duration bar) implements StopRule {
        public TrailByRange {
            Require.argument(multiple.signum() > 0, "atr.multiple must be above 0, was %s", multiple);
            Require.argument(periods > 0, "atr.periods must be above 0, was %s", periods);
            Require.argument(bar.toMillis() > 0, "atr.bar must be above 0, was %s", bar);
        }
    }

    /**
     * From a gain on the stop is where closing costs nothing: the entry price, the taker's fee of entry and exit, and an
     * offset.
     *
     * @param gain of the best price over the entry price
     * @param offset share of the entry price that is kept on top
     * @param takerFee share of the notional that each of the two fills costs (binance-api §14)
     */
    record BreakEven(Percent gain, Percent offset, Percent takerFee) implements StopRule {}

    /** A share of the greatest gain is kept, by the highest tier that the gain has reached. */
    record ProfitLock(List<Tier> tiers) implements StopRule {
        public ProfitLock {
            tiers = List.copyOf(tiers);
            Require.argument(!tiers.isEmpty(), "profit-lock needs a tier");
        }
    }

    /**
     * One step of a {@link ProfitLock}.
     *
     * @param gain of the best price over the entry price from which it counts
     * @param share of the greatest gain that is kept, below all of it
     */
    record Tier(Percent gain, Percent share) {
        public Tier {
            Require.argument(share.compareTo(StopPolicy.ALL) < 0, "profit-lock keeps less than 100 %%, was %s", share);
        }
    }

    /** A position older than {@code after} is stopped at {@code distance} from the best price, trailing or not. */
    record TightenByAge(Duration after, Percent distance) implements StopRule {
        public TightenByAge {
            Require.argument(
                    !distance.isZero() && distance.compareTo(StopPolicy.ALL) < 0,
                    "age.callback must be above 0 %% and below 100 %%, was %s",
                    distance);
        }
    }

    /** A position older than {@code after} is closed at market. */
    record CloseByAge(Duration after) implements StopRule {
        public CloseByAge {
            Require.argument(after.toMillis() > 0, "age.close-after must be above 0, was %s", after);
        }
    }
}
