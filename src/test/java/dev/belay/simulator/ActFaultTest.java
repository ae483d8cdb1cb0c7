package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What people and the exchange itself do to an account, and jumps of the price (binance-api §16.7). */
class ActFaultTest extends SimulatorFixture {

    private void arm(FaultOrder order) {
        simulator.control().arm(order).toCompletableFuture().join();
    }

    private void open() {
        simulator
                .control()
                .open(KEY, Side.BUY, Quantity.of("0.02"))
                .toCompletableFuture()
                .join();
    }

    private BigDecimal amount() {
        return simulator
                .control()
                .with(exchange -> exchange.position(KEY).position().signedAmount())
                .toCompletableFuture()
                .join();
    }

    private String lastClientId() {
        return simulator
                .control()
                .with(exchange -> exchange.allOrders().get(exchange.allOrders().size() - 1))
                .thenApply(SimulatedOrder::clientId)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aPersonClosesThePositionAtOnceWhenArmed() {
        open();
        arm(FaultOrder.once(Fault.MANUAL_CLOSE).at("BTCUSDT"));
        assertThat(amount()).isZero();
        assertThat(lastClientId()).startsWith("web_");
    }

    @Test
    void aPersonsActWaitsUntilThereIsAPositionAndHappensOnce() {
        arm(FaultOrder.once(Fault.MANUAL_CLOSE).at("BTCUSDT"));
        open();
        await().atMost(SOON).until(() -> amount().signum() == 0);
        open();
        assertThat(simulator.control().armed().toCompletableFuture().join()).isEmpty();
        assertThat(amount()).isEqualByComparingTo("0.02");
    }

    @Test
    void aPersonTakesAPartOff() {
        open();
        arm(FaultOrder.once(Fault.MANUAL_REDUCE).with("percent", 25));
        assertThat(amount()).isEqualByComparingTo("0.015");
    }

    @Test
    void aPersonTurnsThePositionRound() {
        open();
        arm(FaultOrder.once(Fault.MANUAL_FLIP));
        assertThat(amount()).isEqualByComparingTo("-0.02");
    }

    @Test
    void theExchangeLiquidates() {
        open();
        arm(FaultOrder.once(Fault.LIQUIDATE).at("BTCUSDT"));
        assertThat(amount()).isZero();
        assertThat(lastClientId()).startsWith("autoclose-");
    }

    @Test
    void theExchangeDeleveragesAPart() {
        open();
        arm(FaultOrder.once(Fault.ADL).with("percent", 50));
        assertThat(amount()).isEqualByComparingTo("0.01");
        assertThat(lastClientId()).startsWith("adl_autoclose");
    }

    @Test
    void somebodyElsesOrdersAppear() {
        arm(FaultOrder.once(Fault.FOREIGN_ORDER).at("ETHUSDT"));
        AccountView view = simulator.control().account().toCompletableFuture().join();
        assertThat(view.openOrders())
                .singleElement()
                .satisfies(order -> assertThat(order.symbol().name()).isEqualTo("ETHUSDT"));
        assertThat(view.openAlgoOrders()).hasSize(1);
    }

    @Test
    void aPersonChangesTheLeverage() throws Exception {
        arm(FaultOrder.once(Fault.LEVERAGE_CHANGE).at("BTCUSDT").with("leverage", 3));
        assertThat(client.signed("GET", "/fapi/v1/symbolConfig", "symbol=BTCUSDT")
                        .body()
                        .path(0)
                        .path("leverage")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aPersonChangesTheModeOnlyWhenTheExchangeAllowsIt() throws Exception {
        open();
        arm(FaultOrder.once(Fault.MODE_CHANGE));
        assertThat(isHedge()).isFalse();
        simulator.control().close(KEY).toCompletableFuture().join();
        await().atMost(SOON).until(this::isHedge);
    }

    private boolean isHedge() throws Exception {
        return client.signed("GET", "/fapi/v1/accountConfig", "")
                .body()
                .path("dualSidePosition")
                .asBoolean();
    }

    @Test
    void thePriceJumpsThroughAStopWhichFillsBehindIt() throws Exception {
        open();
        client.signed("POST", "/fapi/v1/algoOrder", STOP + "&closePosition=true");
        arm(FaultOrder.once(Fault.GAP_THROUGH_STOP).at("BTCUSDT").with("percent", "-3"));
        await().atMost(SOON).until(() -> amount().signum() == 0);
        BigDecimal fill = simulator
                .control()
                .with(exchange -> exchange.trades().get(exchange.trades().size() - 1))
                .toCompletableFuture()
                .join()
                .price()
                .decimal();
        assertThat(fill).isLessThan(new BigDecimal("93200"));
    }
}
