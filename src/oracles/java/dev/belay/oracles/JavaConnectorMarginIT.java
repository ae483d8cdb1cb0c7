package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeInitialLeverageRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangeMarginTypeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ChangePositionModeRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.GetIncomeHistoryResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.MarginType;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.ModifyIsolatedPositionMarginRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PositionInformationV3ResponseInner;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.PositionSide;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hedge mode, isolated margin and funding as Binance's own Java client sets and reads them. */
@Timeout(120)
@ExtendWith(PrintedClaims.class)
class JavaConnectorMarginIT {

    private final OpenExchange exchange = new OpenExchange();
    private final DerivativesTradingUsdsFuturesRestApi api =
            Connector.rest(exchange.simulator.restBase(), exchange.simulator.apiKey(), exchange.simulator.secret());

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void inHedgeModeBothSidesStandBesideEachOtherAndAreClosedAlone() throws Exception {
        hedge();
        api.newOrder(market(Side.BUY, PositionSide.LONG, 0.02));
        api.newOrder(market(Side.SELL, PositionSide.SHORT, 0.01));
        assertThat(api.positionInformationV3(OpenExchange.BTC, null).getData())
                .extracting(
                        PositionInformationV3ResponseInner::getPositionSide,
                        PositionInformationV3ResponseInner::getPositionAmt)
                .containsExactlyInAnyOrder(tuple("LONG", "0.020"), tuple("SHORT", "-0.010"));
        ApiException reducing = catchThrowableOfType(
                ApiException.class,
                () -> api.newOrder(market(Side.SELL, PositionSide.LONG, 0.02).reduceOnly("true")));
        assertThat(reducing.getMessage()).contains("-1106");
        api.newOrder(market(Side.SELL, PositionSide.LONG, 0.02));
        assertThat(api.positionInformationV3(OpenExchange.BTC, null).getData())
                .extracting(PositionInformationV3ResponseInner::getPositionSide)
                .containsExactly("SHORT");
    }

    @Test
    void inHedgeModeAStopGuardsItsOwnSideOnly() throws Exception {
        hedge();
        api.newOrder(market(Side.BUY, PositionSide.LONG, 0.02));
        api.newOrder(market(Side.SELL, PositionSide.SHORT, 0.01));
        api.newAlgoOrder(new NewAlgoOrderRequest()
                .algoType("CONDITIONAL")
                .symbol(OpenExchange.BTC)
                .side(Side.SELL)
                .positionSide(PositionSide.LONG)
                .type("STOP_MARKET")
                .closePosition("true")
                .triggerPrice(95_000d)
                .clientAlgoId("java-h1"));
        exchange.bitcoinStandsAt("94900");
        assertThat(api.queryAlgoOrder(null, "java-h1", null).getData().getAlgoStatus())
                .isEqualTo("FINISHED");
        assertThat(api.positionInformationV3(OpenExchange.BTC, null).getData())
                .extracting(PositionInformationV3ResponseInner::getPositionSide)
                .containsExactly("SHORT");
    }

    @Test
    void marginIsAddedToAnIsolatedPositionAndTakenAgain() throws Exception {
        isolated(10);
        api.newOrder(market(Side.BUY, PositionSide.BOTH, 0.01));
        BigDecimal before = isolatedWallet();
        assertThat(before).as("a tenth of 960.001").isEqualByComparingTo("96.0001");
        assertThat(api.modifyIsolatedPositionMargin(margin("1", 50d)).getData().getCode())
                .isEqualTo(200);
        assertThat(isolatedWallet().subtract(before)).isEqualByComparingTo("50");
        api.modifyIsolatedPositionMargin(margin("2", 20d));
        assertThat(isolatedWallet().subtract(before)).isEqualByComparingTo("30");
        assertThat(api.getPositionMarginChangeHistory(OpenExchange.BTC, null, null, null, null, null)
                        .getData())
                .extracting(change -> new BigDecimal(change.getAmount()).intValueExact())
                .contains(50);
    }

    @Test
    void fundingIsPaidByTheLongAndIsIncome() throws Exception {
        api.newOrder(market(Side.BUY, PositionSide.BOTH, 0.01));
        BigDecimal before = balance();
        exchange.simulator
                .control()
                .fund(new Symbol(OpenExchange.BTC), new BigDecimal("0.001"))
                .toCompletableFuture()
                .join();
        assertThat(balance().subtract(before))
                .as("0.01 of 96,000 at a thousandth")
                .isEqualByComparingTo("-0.96");
        List<GetIncomeHistoryResponseInner> paid = api.getIncomeHistory(
                        OpenExchange.BTC, "FUNDING_FEE", null, null, null, null, null)
                .getData();
        assertThat(paid)
                .extracting(GetIncomeHistoryResponseInner::getIncome)
                .extracting(BigDecimal::new)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("-0.96"));
    }

    private void hedge() throws ApiException {
        api.changePositionMode(new ChangePositionModeRequest().dualSidePosition("true"));
    }

    private void isolated(long leverage) throws ApiException {
        api.changeMarginType(
                new ChangeMarginTypeRequest().symbol(OpenExchange.BTC).marginType(MarginType.ISOLATED));
        api.changeInitialLeverage(
                new ChangeInitialLeverageRequest().symbol(OpenExchange.BTC).leverage(leverage));
    }

    private BigDecimal isolatedWallet() throws ApiException {
        return new BigDecimal(api.positionInformationV3(OpenExchange.BTC, null)
                .getData()
                .get(0)
                .getIsolatedWallet());
    }

    private BigDecimal balance() throws ApiException {
        return new BigDecimal(api.futuresAccountBalanceV3(null).getData().get(0).getBalance());
    }

    private static ModifyIsolatedPositionMarginRequest margin(String type, double amount) {
        return new ModifyIsolatedPositionMarginRequest()
                .symbol(OpenExchange.BTC)
                .positionSide(PositionSide.BOTH)
                .type(type)
                .amount(amount);
    }

    private static NewOrderRequest market(Side side, PositionSide position, double quantity) {
        return new NewOrderRequest()
                .symbol(OpenExchange.BTC)
                .side(side)
                .positionSide(position)
                .type("MARKET")
                .quantity(quantity);
    }
}
