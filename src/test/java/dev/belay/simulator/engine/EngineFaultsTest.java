package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.Price;
import dev.belay.money.Side;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The faults that live in the engine (binance-api §16.7). */
class EngineFaultsTest {

    private final ExchangeFixture fixture = new ExchangeFixture();

    private void arm(FaultOrder order) {
        fixture.faults.arm(order.at("BTCUSDT"), fixture.now);
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private void stopped() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.reducing(Side.SELL, "0.01", "95000", "w");
    }

    @Test
    void aStopMayStayTriggeringForEver() {
        stopped();
        arm(FaultOrder.once(Fault.ALGO_STUCK_TRIGGERING));
        fixture.price("94000");
        fixture.price("93000");
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.TRIGGERING);
        assertThat(fixture.amount()).isEqualByComparingTo("0.01");
        assertRefused(-4117, () -> fixture.exchange.cancelAlgo(OrderName.of("w"), fixture.now));
        assertRefused(-2011, () -> fixture.exchange.cancelAlgo(OrderName.of("w"), fixture.now + 10_000));
        fixture.market(Side.SELL, "0.01", true);
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.TRIGGERING);
    }

    @Test
    void theSystemMayCancelAStopAfterItWasPlaced() {
        arm(FaultOrder.once(Fault.ALGO_SYSTEM_CANCEL).with("ms", 5_000));
        stopped();
        fixture.price("96000");
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.NEW);
        fixture.pass(4_000);
        fixture.price("96000");
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.CANCELED);
    }

    @Test
    void theEngineMayRejectWhatTriggers() {
        stopped();
        arm(FaultOrder.once(Fault.TRIGGER_REJECT).with("rm", "Margin is insufficient."));
        fixture.price("94000");
        SimulatedAlgoOrder order = fixture.exchange.findAlgo(OrderName.of("w")).orElseThrow();
        assertThat(order.status()).isEqualTo(AlgoStatus.REJECTED);
        assertThat(order.outcome().reason()).isEqualTo("Margin is insufficient.");
        assertThat(fixture.amount()).isEqualByComparingTo("0.01");
    }

    @Test
    void aStopMayFillInPart() {
        stopped();
        arm(FaultOrder.once(Fault.PARTIAL_STOP_FILL).with("percent", 30));
        fixture.price("94000");
        assertThat(fixture.amount()).isEqualByComparingTo("0.007");
        assertThat(fixture.order("w").status()).isEqualTo(OrderStatus.EXPIRED);
        SimulatedAlgoOrder order = fixture.exchange.findAlgo(OrderName.of("w")).orElseThrow();
        assertThat(order.status()).isEqualTo(AlgoStatus.FINISHED);
        assertThat(order.outcome().quantity()).isEqualByComparingTo("0.003");
        assertThat(fixture.events(ExchangeEvent.OrderChanged.class))
                .last()
                .extracting(ExchangeEvent.OrderChanged::reason)
                .isEqualTo(ExpiryReason.MARKET_REST);
    }

    @Test
    void ordersMayBeRefusedForReasonsThatAreNotTrue() {
        fixture.market(Side.BUY, "0.01", false);
        arm(FaultOrder.once(Fault.NEG_4509_FOR));
        assertRefused(-4509, () -> fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d"));
        arm(FaultOrder.once(Fault.NEG_2021_RACE));
        assertRefused(-2021, () -> fixture.reducing(Side.SELL, "0.01", "94000", "w"));
        arm(FaultOrder.once(Fault.MAX_ALGO_REACHED));
        assertRefused(-4045, () -> fixture.reducing(Side.SELL, "0.01", "94000", "w"));
        arm(FaultOrder.once(Fault.DUP_CLIENT_ID));
        assertRefused(-4116, () -> fixture.reducing(Side.SELL, "0.01", "94000", "w"));
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d");
        fixture.reducing(Side.SELL, "0.01", "94000", "w");
    }

    @Test
    void theAlgoServiceMayForgetAnOrderThatStillFires() {
        stopped();
        arm(FaultOrder.lasting(Fault.ALGO_FORGETS, 60_000));
        assertRefused(-2011, () -> fixture.exchange.cancelAlgo(OrderName.of("w"), fixture.now));
        fixture.price("94000");
        assertThat(fixture.amount()).isZero();
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.FINISHED);
    }

    @Test
    void aHaltedSymbolTakesNoOrdersAndShowsIt() {
        arm(FaultOrder.lasting(Fault.SYMBOL_HALT, 10_000));
        assertRefused(-4140, () -> fixture.market(Side.BUY, "0.01", false));
        fixture.price("96000");
        assertThat(fixture.exchange.market().spec(BTC).trading()).isFalse();
        fixture.pass(10_000);
        fixture.price("96000");
        assertThat(fixture.exchange.market().spec(BTC).trading()).isTrue();
        fixture.market(Side.BUY, "0.01", false);
    }

    @Test
    void filtersMayChange() {
        arm(FaultOrder.once(Fault.FILTER_CHANGE).with("factor", 10));
        fixture.price("96000");
        SymbolSpec spec = fixture.exchange.market().spec(BTC);
        assertThat(spec.tick()).isEqualTo(Price.of("1"));
        assertThat(spec.quantity().step().toString()).isEqualTo("0.01");
        assertRefused(-4014, () -> fixture.reducing(Side.SELL, "0.01", "95000.1", "w"));
        assertRefused(-1111, () -> fixture.market(Side.BUY, "0.011", false));
    }
}
