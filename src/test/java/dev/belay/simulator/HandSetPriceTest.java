package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.Credentials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A price that a person sets stands against what the source made before. */
class HandSetPriceTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final long START = 1_790_000_000_000L;

    private final List<SymbolSpec> symbols = List.of(WellKnownSymbols.find(BTC).orElseThrow());
    private final ScriptedPrices source = new ScriptedPrices(symbols, START);
    private long now = START;
    private final SimulatorCore core = new SimulatorCore(
            SimulatorSettings.of(symbols, source, START),
            new Credentials("key", "secret"),
            () -> now,
            () -> "text",
            ChangeLog.NONE,
            SimulatorAudit.NONE);

    /** The clock takes the prices of a moment from the source before the exchange hears of them. */
    @Test
    void isNotTakenBackByPricesThatWereOnTheirWay() {
        now = START + 1_000;
        List<PriceStep> onTheirWay = source.next();
        core.setPrice(BTC, Price.of("98500"));
        core.prices(onTheirWay);
        assertThat(core.market().latest(BTC).last()).isEqualTo(Price.of("98500"));
    }

    @Test
    void isWhereTheSourceGoesOnFrom() {
        core.setPrice(BTC, Price.of("98500"));
        now = START + 1_000;
        core.prices(source.next());
        assertThat(core.market().latest(BTC)).satisfies(step -> {
            assertThat(step.last()).isEqualTo(Price.of("98500"));
            assertThat(step.at()).isEqualTo(now);
        });
    }
}
