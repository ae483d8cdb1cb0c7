package dev.belay.simulator.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedPricesTest {

    private static final List<SymbolSpec> ALL = WellKnownSymbols.all();
    private static final long SEED = 20_261_121;
    private static final int DAY = 86_400;

    private static List<PriceStep> trace(List<SymbolSpec> symbols, long seed, int seconds) {
        GeneratedPrices prices = new GeneratedPrices(symbols, seed, 0);
        List<PriceStep> trace = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            trace.addAll(prices.next());
        }
        return trace;
    }

    @Test
    void areTheSameForTheSameSeedAndOthersForAnother() {
        assertThat(trace(ALL, SEED, 1_000)).isEqualTo(trace(ALL, SEED, 1_000));
        assertThat(trace(ALL, SEED, 1_000)).isNotEqualTo(trace(ALL, SEED + 1, 1_000));
    }

    @Test
    void ofASymbolDoNotDependOnTheOthers() {
        List<PriceStep> among = trace(ALL, SEED, 100).stream()
                .filter(step -> step.symbol().equals(ALL.get(3).symbol()))
                .toList();
        assertThat(trace(List.of(ALL.get(3)), SEED, 100)).isEqualTo(among);
    }

    @Test
    void lieOnTheTickGridAndTheMarkStaysNear() {
        for (PriceStep step : trace(ALL, SEED, 5_000)) {
            SymbolSpec spec = WellKnownSymbols.find(step.symbol()).orElseThrow();
            assertThat(step.last().units() % spec.tick().units()).isZero();
            long apart = Math.abs(step.last().units() - step.mark().units());
            assertThat(apart).isLessThan(step.last().units() / 25);
        }
    }

    @Test
    void surviveADayWithoutLeavingTheWorld() {
        for (SymbolSpec spec : ALL) {
            long lowest = Long.MAX_VALUE;
            long highest = 0;
            for (PriceStep step : trace(List.of(spec), SEED, DAY)) {
                lowest = Math.min(lowest, step.last().units());
                highest = Math.max(highest, step.last().units());
            }
            assertThat(lowest)
                    .as("seed %s %s", SEED, spec.symbol())
                    .isGreaterThan(spec.initialPrice().units() / 4);
            assertThat(highest)
                    .as("seed %s %s", SEED, spec.symbol())
                    .isLessThan(spec.initialPrice().units() * 4);
        }
    }

    /** A long entered at any moment reaches activation or its first stop, then its trailing stop, within minutes. */
    @Test
    void moveATrailingStopThroughItsLifeWithinMinutes() {
        List<PriceStep> trace = trace(List.of(ALL.get(0)), SEED, DAY);
        List<Integer> seconds = new ArrayList<>();
        int trailed = 0;
        for (int start = 0; start < DAY - 3_600; start += 600) {
            int end = start;
            long entry = trace.get(start).mark().units();
            long peak = entry;
            long stop = entry - entry / 50;
            while (trace.get(end).mark().units() > stop) {
                end++;
                peak = Math.max(peak, trace.get(end).mark().units());
                if (peak >= entry + entry * 15 / 1_000) {
                    stop = Math.max(stop, peak - peak / 200);
                }
            }
            trailed += stop > entry ? 1 : 0;
            seconds.add(end - start);
        }
        seconds.sort(null);
        int median = seconds.get(seconds.size() / 2);
        System.out.println("seed " + SEED + ": median life " + median + " s, longest " + seconds.get(seconds.size() - 1)
                + " s, trailed " + trailed + " of " + seconds.size());
        assertThat(median).isBetween(60, 600);
        assertThat(trailed).isGreaterThan(seconds.size() / 3);
    }

    @Test
    void goOnFromAPriceThatIsSetByHand() {
        GeneratedPrices prices = new GeneratedPrices(List.of(ALL.get(0)), SEED, 0);
        prices.move(ALL.get(0).symbol(), Price.of("50000"));
        assertThat(prices.next().get(0).last().units()).isBetween(49_000 * FixedPoint.ONE, 51_000 * FixedPoint.ONE);
    }
}
