package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.AccountInformationV3Response;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.AccountTradeListResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeInitialLeverageRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeMarginTypeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangePositionModeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ExchangeInformationResponseSymbolsInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.GetIncomeHistoryResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.MarginType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRespType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PositionInformationV3ResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys, account, regular orders and settings as Binance's own Java client asks for them and understands them. */
@Timeout(120)
@ExtendWith(PrintedClaims.class)
class JavaConnectorIT {

    private final OpenExchange exchange = new OpenExchange();
    private final DerivativesTradingUsdsFuturesRestApi api =
            Connector.rest(exchange.simulator.restBase(), exchange.simulator.apiKey(), exchange.simulator.secret());

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void wrongKeysAndSecretsAreRefusedInItsWords() {
        String base = exchange.simulator.restBase();
        var stranger = Connector.rest(base, "x".repeat(64), "y".repeat(64));
        ApiException unknown = catchThrowableOfType(ApiException.class, () -> stranger.accountInformationV3(null));
        assertThat(unknown.getCode()).isEqualTo(401);
        assertThat(unknown.getMessage()).contains("-2015");
        var forger = Connector.rest(base, exchange.simulator.apiKey(), "y".repeat(64));
        ApiException forged = catchThrowableOfType(ApiException.class, () -> forger.accountInformationV3(null));
        assertThat(forged.getMessage()).contains("-1022");
    }

    @Test
    void readsTheMarket() throws Exception {
        assertThat(api.checkServerTime().getData().getServerTime())
                .isBetween(System.currentTimeMillis() - 1_000, System.currentTimeMillis() + 1_000);
        List<ExchangeInformationResponseSymbolsInner> symbols =
                api.exchangeInformation().getData().getSymbols();
        assertThat(symbols).hasSize(16);
        assertThat(symbols.get(0).getSymbol()).isEqualTo("BTCUSDT");
        assertThat(symbols.get(0).getFilters().get(0).getTickSize()).isEqualTo("0.10");
        assertThat(api.markPrice(OpenExchange.BTC).getData().toString()).contains("96000.00000000");
    }

    @Test
    void readsTheAccountBeforeAndAfterAPosition() throws Exception {
        AccountInformationV3Response flat = api.accountInformationV3(null).getData();
        assertThat(flat.getTotalWalletBalance()).isEqualTo("10000.00000000");
        assertThat(flat.getPositions()).isEmpty();
        assertThat(api.positionInformationV3(null, null).getData()).isEmpty();
        assertThat(api.futuresAccountConfiguration(null).getData().getDualSidePosition())
                .isFalse();
        api.newOrder(market(Side.BUY, 0.01));
        assertThat(api.futuresAccountBalanceV3(null).getData().get(0).getBalance())
                .isEqualTo("9999.51999950");
        PositionInformationV3ResponseInner position =
                api.positionInformationV3(OpenExchange.BTC, null).getData().get(0);
        assertThat(position.getPositionAmt()).isEqualTo("0.010");
        assertThat(position.getEntryPrice()).isEqualTo("96000.1");
        assertThat(position.getUnRealizedProfit()).isEqualTo("-0.00100000");
        assertThat(api.accountInformationV3(null).getData().getPositions()).hasSize(1);
    }

    @Test
    void ordersAreFilledQueriedAndCancelled() throws Exception {
        NewOrderResponse filled = api.newOrder(market(Side.BUY, 0.01).newOrderRespType(NewOrderRespType.RESULT))
                .getData();
        assertThat(filled.getStatus()).isEqualTo("FILLED");
        assertThat(filled.getExecutedQty()).isEqualTo("0.01");
        assertThat(filled.getAvgPrice()).as("gone since 2026-07-14").isNull();
        NewOrderResponse resting = api.newOrder(limit("java-1", 95_000)).getData();
        assertThat(resting.getStatus()).isEqualTo("NEW");
        assertThat(api.currentAllOpenOrders(OpenExchange.BTC, null).getData())
                .singleElement()
                .satisfies(order -> assertThat(order.getPrice()).isEqualTo("95000"));
        assertThat(api.queryOrder(OpenExchange.BTC, null, "java-1", null)
                        .getData()
                        .getOrderId())
                .isEqualTo(resting.getOrderId());
        assertThat(api.cancelOrder(OpenExchange.BTC, resting.getOrderId(), null, null)
                        .getData()
                        .getStatus())
                .isEqualTo("CANCELED");
        ApiException gone = catchThrowableOfType(
                ApiException.class, () -> api.cancelOrder(OpenExchange.BTC, resting.getOrderId(), null, null));
        assertThat(gone.getMessage()).contains("-2011");
    }

    @Test
    void aRestingOrderFillsWhenThePriceComes() throws Exception {
        api.newOrder(limit("java-2", 95_000));
        exchange.bitcoinStandsAt("94900");
        assertThat(api.queryOrder(OpenExchange.BTC, null, "java-2", null)
                        .getData()
                        .getStatus())
                .isEqualTo("FILLED");
        AccountTradeListResponseInner trade = api.accountTradeList(OpenExchange.BTC, null, null, null, null, null, null)
                .getData()
                .get(0);
        assertThat(trade.getPrice()).isEqualTo("95000");
        assertThat(trade.getMaker()).isTrue();
        assertThat(trade.getCommission()).isEqualTo("0.19000000");
        assertThat(api.getIncomeHistory(null, "COMMISSION", null, null, null, null, null)
                        .getData())
                .extracting(GetIncomeHistoryResponseInner::getIncome)
                .containsExactly("-0.19000000");
    }

    @Test
    void setsLeverageMarginTypeAndPositionMode() throws Exception {
        assertThat(api.changeInitialLeverage(new ChangeInitialLeverageRequest()
                                .symbol(OpenExchange.BTC)
                                .leverage(7L))
                        .getData()
                        .getLeverage())
                .isEqualTo(7);
        api.changeMarginType(
                new ChangeMarginTypeRequest().symbol(OpenExchange.BTC).marginType(MarginType.ISOLATED));
        assertThat(api.symbolConfiguration(OpenExchange.BTC, null).getData())
                .singleElement()
                .satisfies(config -> {
                    assertThat(config.getMarginType()).isEqualTo("ISOLATED");
                    assertThat(config.getLeverage()).isEqualTo(7);
                });
        ApiException again = catchThrowableOfType(
                ApiException.class,
                () -> api.changeMarginType(
                        new ChangeMarginTypeRequest().symbol(OpenExchange.BTC).marginType(MarginType.ISOLATED)));
        assertThat(again.getMessage()).contains("-4046");
        api.changePositionMode(new ChangePositionModeRequest().dualSidePosition("true"));
        assertThat(api.getCurrentPositionMode(null).getData().getDualSidePosition())
                .isTrue();
        ApiException sideless = catchThrowableOfType(ApiException.class, () -> api.newOrder(market(Side.BUY, 0.01)));
        assertThat(sideless.getMessage()).contains("-4061");
    }

    private static NewOrderRequest market(Side side, double quantity) {
        return new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(side)
                .type("MARKET")
                .quantity(quantity);
    }

    private static NewOrderRequest limit(String id, double price) {
        return new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(Side.BUY)
                .type("LIMIT")
                .timeInForce(TimeInForce.GTC)
                .quantity(0.01)
                .price(price)
                .newClientOrderId(id);
    }
}
