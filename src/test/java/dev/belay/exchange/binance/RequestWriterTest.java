package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.TestRequests.BITCOIN;
import static dev.belay.exchange.binance.TestRequests.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Request;
import dev.belay.market.PriceKind;
import dev.belay.money.PositionSide;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestWriterTest {

    private static final long NOW = 1_600_000_000_000L;
    private static final String DECIDED = "&recvWindow=5000&timestamp=1591702613943";
    private static final String READ = "recvWindow=5000&timestamp=1600000000000";

    private final RequestWriter writer = new RequestWriter(TestRequests.KEY, Duration.ofSeconds(5));
    private final BinanceSignature signature = new BinanceSignature(TestRequests.KEY.secret());

    @Test
    void workingStopInOneWayModeIsReduceOnlyAndStampedWithItsDecision() {
        assertSigned(
                TestRequests.workingStop(PositionSide.BOTH, Side.SELL),
                "POST /fapi/v1/algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&positionSide=BOTH&type=STOP_MARKET&quantity=0.003"
                        + "&reduceOnly=true&triggerPrice=59990.1&workingType=MARK_PRICE&priceProtect=false"
                        + "&clientAlgoId=belay-w-1" + DECIDED);
    }

    @Test
    void workingStopInHedgeModeNamesItsSideAndNotReduceOnly() {
        assertSigned(
                TestRequests.workingStop(PositionSide.SHORT, Side.BUY),
                "POST /fapi/v1/algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&positionSide=SHORT&type=STOP_MARKET&quantity=0.003"
                        + "&triggerPrice=59990.1&workingType=MARK_PRICE&priceProtect=false"
                        + "&clientAlgoId=belay-w-1" + DECIDED);
    }

    @Test
    void disasterStopClosesThePositionAndHasNoQuantity() {
        assertSigned(
                TestRequests.disasterStop(PositionSide.BOTH, Side.SELL),
                "POST /fapi/v1/algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&positionSide=BOTH&type=STOP_MARKET&closePosition=true"
                        + "&triggerPrice=50000&workingType=MARK_PRICE&priceProtect=false"
                        + "&clientAlgoId=belay-d-1" + DECIDED);
    }

    @Test
    void exitIsReduceOnlyAndEntryIsNot() {
        String order = "symbol=BTCUSDT&side=SELL&positionSide=BOTH&type=MARKET&quantity=0.003";
        String end = "&newClientOrderId=belay-m-1&newOrderRespType=RESULT" + DECIDED;
        assertSigned(
                TestRequests.market(PositionSide.BOTH, Side.SELL, true),
                "POST /fapi/v1/order",
                order + "&reduceOnly=true" + end);
        assertSigned(TestRequests.market(PositionSide.BOTH, Side.SELL, false), "POST /fapi/v1/order", order + end);
    }

    @Test
    void whatMayOnlyReduceIsNotWrittenAsAnOrderThatGrowsALeg() {
        assertThatThrownBy(() -> writer.write(TestRequests.workingStop(PositionSide.LONG, Side.BUY), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.write(TestRequests.disasterStop(PositionSide.SHORT, Side.SELL), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.write(TestRequests.market(PositionSide.SHORT, Side.SELL, true), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(writer.write(TestRequests.market(PositionSide.SHORT, Side.SELL, false), NOW)
                        .query())
                .contains("positionSide=SHORT");
    }

    @Test
    void cancelIsStampedWithItsDecision() {
        assertSigned(TestRequests.cancel(), "DELETE /fapi/v1/algoOrder", "clientAlgoId=belay-w-1" + DECIDED);
    }

    @Test
    void readingIsStampedWithTheTimeOfSending() {
        assertSigned(
                new Request.QueryStop(leg(PositionSide.BOTH), "w:1"),
                "GET /fapi/v1/algoOrder",
                "clientAlgoId=w%3A1&" + READ);
        assertSigned(
                new Request.QueryOrder(leg(PositionSide.BOTH), "m1"),
                "GET /fapi/v1/order",
                "symbol=BTCUSDT&origClientOrderId=m1&" + READ);
        assertSigned(TestRequests.allPositions(), "GET /fapi/v3/positionRisk", READ);
        assertSigned(
                new Request.ReadStops(Optional.of(new Symbol("测试USDT"))),
                "GET /fapi/v1/openAlgoOrders",
                "symbol=%E6%B5%8B%E8%AF%95USDT&" + READ);
        assertSigned(new Request.ReadOrders(BITCOIN), "GET /fapi/v1/openOrders", "symbol=BTCUSDT&" + READ);
        assertSigned(new Request.ReadAccountMode(), "GET /fapi/v1/accountConfig", READ);
    }

    @Test
    void paymentsOfFundingAreReadOfAllSymbolsPageByPage() {
        assertSigned(
                new Request.ReadFundings(1_763_700_000_000L, 2),
                "GET /fapi/v1/income",
                "incomeType=FUNDING_FEE&startTime=1763700000000&page=2&limit=1000&" + READ);
        assertThat(RequestCosts.of(new Request.ReadFundings(1, 1))).isEqualTo(new Cost(30, 0));
    }

    @Test
    void publicReadingCarriesNeitherKeyNorSignature() {
        assertPlain(
                new Request.ReadPrice(BITCOIN, PriceKind.MARK), "GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT", false);
        assertPlain(
                new Request.ReadPrice(BITCOIN, PriceKind.LAST), "GET", "/fapi/v2/ticker/price?symbol=BTCUSDT", false);
        assertPlain(new Request.ReadPrices(PriceKind.LAST, Optional.empty()), "GET", "/fapi/v2/ticker/price", false);
        assertPlain(new Request.ReadRules(), "GET", "/fapi/v1/exchangeInfo", false);
        assertPlain(new Request.ReadTime(), "GET", "/fapi/v1/time", false);
    }

    @Test
    void userStreamNeedsTheKeyAndNoSignature() {
        assertPlain(new Request.OpenUserStream(), "POST", "/fapi/v1/listenKey", true);
        assertPlain(new Request.KeepUserStream(), "PUT", "/fapi/v1/listenKey", true);
    }

    @Test
    void printsNoSignature() {
        assertThat(writer.write(TestRequests.cancel(), NOW)).hasToString("DELETE /fapi/v1/algoOrder");
    }

    @Test
    void costsWhatTheExchangeCharges() {
        assertThat(RequestCosts.of(TestRequests.workingStop(PositionSide.BOTH, Side.SELL)))
                .isEqualTo(new Cost(0, 1));
        assertThat(RequestCosts.of(TestRequests.market(PositionSide.BOTH, Side.SELL, true)))
                .isEqualTo(new Cost(0, 1));
        assertThat(RequestCosts.of(TestRequests.cancel())).isEqualTo(new Cost(1, 0));
        assertThat(RequestCosts.of(TestRequests.allPositions())).isEqualTo(new Cost(5, 0));
        assertThat(RequestCosts.of(new Request.ReadStops(Optional.empty()))).isEqualTo(new Cost(40, 0));
        assertThat(RequestCosts.of(new Request.ReadStops(Optional.of(BITCOIN)))).isEqualTo(new Cost(1, 0));
        assertThat(RequestCosts.of(new Request.ReadOrders(BITCOIN))).isEqualTo(new Cost(1, 0));
        assertThat(RequestCosts.of(new Request.ReadAccountMode())).isEqualTo(new Cost(5, 0));
        assertThat(RequestCosts.of(new Request.ReadTime())).isEqualTo(new Cost(1, 0));
    }

    private void assertSigned(Request request, String line, String parameters) {
        WireRequest wire = writer.write(request, NOW);
        assertThat(wire).hasToString(line);
        assertThat(wire.query()).isEqualTo(parameters + "&signature=" + signature.of(parameters));
        assertThat(wire.keyed()).isTrue();
    }

    private void assertPlain(Request request, String method, String target, boolean keyed) {
        WireRequest wire = writer.write(request, NOW);
        assertThat(wire.method()).hasToString(method);
        assertThat(wire.target()).isEqualTo(target);
        assertThat(wire.keyed()).isEqualTo(keyed);
    }
}
