package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.AllOrdersResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.BatchOrdersPlaceMultipleOrders;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.BatchOrdersPlaceMultipleOrdersInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.GetFundingRateHistoryResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Interval;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.KlineCandlestickDataResponseItem;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ModifyOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.OrderIdList;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PlaceMultipleOrdersRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PlaceMultipleOrdersResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches, amendments, candles and limits as Binance's own Java client asks for them. */
@Timeout(120)
@ExtendWith(PrintedClaims.class)
class JavaConnectorBatchIT {

    private final OpenExchange exchange = new OpenExchange();
    private final DerivativesTradingUsdsFuturesRestApi api =
            Connector.rest(exchange.simulator.restBase(), exchange.simulator.apiKey(), exchange.simulator.secret());

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void aBatchIsPlacedOneByOneAndCancelledTogether() throws Exception {
        var batch = new BatchOrdersPlaceMultipleOrders();
        batch.add(limit("java-b1", "95000", "0.01"));
        batch.add(limit("java-b2", "94000.05", "0.01"));
        batch.add(limit("java-b3", "93000", "0.01"));
        List<PlaceMultipleOrdersResponseInner> placed = api.placeMultipleOrders(
                        new PlaceMultipleOrdersRequest().batchOrders(batch))
                .getData();
        assertThat(placed)
                .extracting(PlaceMultipleOrdersResponseInner::getStatus, PlaceMultipleOrdersResponseInner::getCode)
                .containsExactly(tuple("NEW", null), tuple(null, -4014L), tuple("NEW", null));
        OrderIdList both = new OrderIdList();
        both.add(placed.get(0).getOrderId());
        both.add(placed.get(2).getOrderId());
        assertThat(api.cancelMultipleOrders(OpenExchange.BTC, both, null, null).getData())
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.getStatus()).isEqualTo("CANCELED"));
        assertThat(api.currentAllOpenOrders(OpenExchange.BTC, null).getData()).isEmpty();
    }

    @Test
    void aRestingOrderIsAmendedWithoutLosingItsNumber() throws Exception {
        Long id = rest("java-m1");
        api.modifyOrder(new ModifyOrderRequest()
                .symbol(OpenExchange.BTC)
                .orderId(id)
                .side(Side.BUY)
                .quantity(0.02)
                .price(94_000d));
        assertThat(api.currentAllOpenOrders(OpenExchange.BTC, null).getData())
                .extracting(
                        AllOrdersResponseInner::getOrderId,
                        AllOrdersResponseInner::getPrice,
                        AllOrdersResponseInner::getOrigQty)
                .containsExactly(tuple(id, "94000", "0.02"));
    }

    @Test
    void allOpenOrdersAreCancelledAtOnce() throws Exception {
        rest("java-a1");
        rest("java-a2");
        assertThat(api.cancelAllOpenOrders(OpenExchange.BTC, null).getData().getCode())
                .isEqualTo(200);
        assertThat(api.allOrders(OpenExchange.BTC, null, null, null, null, null).getData())
                .hasSize(2)
                .allSatisfy(order -> assertThat(order.getStatus()).isEqualTo("CANCELED"));
    }

    @Test
    void candlesHoldWhatTheMarketDid() throws Exception {
        exchange.bitcoinStandsAt("97000");
        exchange.bitcoinStandsAt("95000");
        List<KlineCandlestickDataResponseItem> candles = api.klineCandlestickData(
                        OpenExchange.BTC, Interval.INTERVAL_1d, null, null, null)
                .getData();
        KlineCandlestickDataResponseItem newest = candles.get(candles.size() - 1);
        assertThat(newest).hasSize(12);
        assertThat(newest.subList(2, 5)).as("high, low, close").containsExactly("97000", "95000", "95000");
        assertThat(api.markPriceKlineCandlestickData(OpenExchange.BTC, Interval.INTERVAL_1d, null, null, null)
                        .getData())
                .isNotEmpty();
    }

    @Test
    void fundingRatesFeesBracketsAndLimitsAreRead() throws Exception {
        assertThat(api.getFundingRateHistory(OpenExchange.BTC, null, null, 10L).getData())
                .extracting(GetFundingRateHistoryResponseInner::getSymbol)
                .allMatch(OpenExchange.BTC::equals);
        assertThat(api.userCommissionRate(OpenExchange.BTC, null).getData().getTakerCommissionRate())
                .isEqualTo("0.0005");
        assertThat(api.notionalAndLeverageBrackets(OpenExchange.BTC, null)
                        .getData()
                        .toString())
                .contains("maintMarginRatio");
        assertThat(api.queryUserRateLimit(null).getData())
                .extracting(limit -> limit.getInterval() + " " + limit.getLimit())
                .containsExactlyInAnyOrder("SECOND 300", "MINUTE 1200");
    }

    private Long rest(String id) throws ApiException {
        return api.newOrder(new NewOrderRequest()
                        .symbol(OpenExchange.BTC)
                        .side(Side.BUY)
                        .type("LIMIT")
                        .timeInForce(TimeInForce.GTC)
                        .quantity(0.01)
                        .price(95_000d)
                        .newClientOrderId(id))
                .getData()
                .getOrderId();
    }

    private static BatchOrdersPlaceMultipleOrdersInner limit(String id, String price, String quantity) {
        return new BatchOrdersPlaceMultipleOrdersInner()
                .symbol(OpenExchange.BTC)
                .side(BatchOrdersPlaceMultipleOrdersInner.SideEnum.BUY)
                .type("LIMIT")
                .timeInForce(BatchOrdersPlaceMultipleOrdersInner.TimeInForceEnum.GTC)
                .quantity(quantity)
                .price(price)
                .newClientOrderId(id);
    }
}
