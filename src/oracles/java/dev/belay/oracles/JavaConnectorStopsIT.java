package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.CurrentAllAlgoOpenOrdersResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.WorkingType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conditional orders of every type as Binance's own Java client places, lists and cancels them, over a long position. */
@Timeout(120)
@ExtendWith(PrintedClaims.class)
class JavaConnectorStopsIT {

    private final OpenExchange exchange = new OpenExchange();
    private final DerivativesTradingUsdsFuturesRestApi api =
            Connector.rest(exchange.simulator.restBase(), exchange.simulator.apiKey(), exchange.simulator.secret());

    @BeforeEach
    void open() throws ApiException {
        api.newOrder(new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(Side.BUY)
                .type("MARKET")
                .quantity(0.02));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void ordersOfEveryTypeAreAcceptedAndListed() throws Exception {
        NewAlgoOrderResponse stop = place(stop("java-w1", 95_000));
        assertThat(stop.getAlgoStatus()).isEqualTo("NEW");
        assertThat(stop.getReduceOnly()).isTrue();
        place(order("STOP_MARKET", "java-d1")
                .triggerPrice(90_000d)
                .closePosition("true")
                .workingType(WorkingType.MARK_PRICE));
        place(reducing("TAKE_PROFIT_MARKET", "java-tp1").triggerPrice(99_000d));
        place(reducing("STOP", "java-s1").triggerPrice(94_000d).price(93_500d));
        place(reducing("TAKE_PROFIT", "java-tp2").triggerPrice(98_000d).price(98_100d));
        place(reducing("TRAILING_STOP_MARKET", "java-t1").callbackRate(1d));
        assertThat(api.currentAllAlgoOpenOrders(null, OpenExchange.BTC, null, null)
                        .getData())
                .extracting(
                        CurrentAllAlgoOpenOrdersResponseInner::getClientAlgoId,
                        CurrentAllAlgoOpenOrdersResponseInner::getOrderType)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"java-w1\", \"STOP_MARKET\")",
                        "(\"java-d1\", \"STOP_MARKET\")",
                        "(\"java-tp1\", \"TAKE_PROFIT_MARKET\")",
                        "(\"java-s1\", \"STOP\")",
                        "(\"java-tp2\", \"TAKE_PROFIT\")",
                        "(\"java-t1\", \"TRAILING_STOP_MARKET\")");
        assertThat(api.currentAllOpenOrders(OpenExchange.BTC, null).getData())
                .as("conditional orders are not among the regular ones")
                .isEmpty();
    }

    @Test
    void aStopIsQueriedCancelledAndThenUnknown() throws Exception {
        Long id = place(stop("java-w1", 95_000)).getAlgoId();
        assertThat(api.queryAlgoOrder(null, "java-w1", null).getData().getAlgoId())
                .isEqualTo(id);
        assertThat(api.cancelAlgoOrder(id, null, null).getData().getCode()).isEqualTo("200");
        ApiException again = catchThrowableOfType(ApiException.class, () -> api.cancelAlgoOrder(id, null, null));
        assertThat(again.getMessage()).contains("-2011");
        assertThat(api.queryAlgoOrder(id, null, null).getData().getAlgoStatus()).isEqualTo("CANCELED");
    }

    @Test
    void refusalsComeWithTheirCodes() {
        ApiException through = catchThrowableOfType(ApiException.class, () -> place(stop("java-w1", 97_000)));
        assertThat(through.getMessage()).contains("-2021");
        ApiException type = catchThrowableOfType(
                ApiException.class,
                () -> api.newOrder(new NewOrderRequest()
                        .symbol(OpenExchange.BTC)
                        .side(Side.SELL)
                        .type("STOP_MARKET")
                        .quantity(0.01)
                        .stopPrice(95_000d)));
        assertThat(type.getMessage()).contains("-4120");
    }

    /** This client's name of the parameter is not the exchange's, which ignores it (connector issue 206). */
    @Test
    void trailsOfThisClientStartAtOnceBecauseItMisnamesTheirActivation() throws Exception {
        NewAlgoOrderResponse trail = place(reducing("TRAILING_STOP_MARKET", "java-t1")
                .activationPrice(99_000d)
                .callbackRate(1d));
        assertThat(trail.getActivatePrice()).isNotEqualTo("99000");
        exchange.bitcoinStandsAt("95000");
        assertThat(api.queryAlgoOrder(null, "java-t1", null).getData().getAlgoStatus())
                .as("fell by more than a percent, though 99,000 was never seen")
                .isEqualTo("FINISHED");
    }

    private NewAlgoOrderResponse place(NewAlgoOrderRequest order) throws ApiException {
        return api.newAlgoOrder(order).getData();
    }

    private static NewAlgoOrderRequest stop(String id, double trigger) {
        return reducing("STOP_MARKET", id).triggerPrice(trigger).workingType(WorkingType.MARK_PRICE);
    }

    private static NewAlgoOrderRequest reducing(String type, String id) {
        return order(type, id).quantity(0.01).reduceOnly("true");
    }

    private static NewAlgoOrderRequest order(String type, String id) {
        return new NewAlgoOrderRequest()
                .algoType("CONDITIONAL")
                .symbol(OpenExchange.BTC)
                .side(Side.SELL)
                .type(type)
                .clientAlgoId(id);
    }
}
