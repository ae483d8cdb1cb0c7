package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Price;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The surface of binance-api §16.1 beyond what the other tests use, with the fields of §5 to §8. */
class SurfaceTest extends SimulatorFixture {

    private static final String ORDER = "/fapi/v1/order";
    private static final String LIMIT = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01";

    private JsonNode get(String path, String parameters) throws Exception {
        RestClient.Answer answer = client.signed("GET", path, parameters);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @Test
    void placesSeveralOrdersOfWhichSomeFail() throws Exception {
        String batch = """
                [{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"95000",\
                "newClientOrderId":"a"},
                 {"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.01","reduceOnly":"true"},
                 {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"94000",\
                "newClientOrderId":"b"}]""";
        RestClient.Answer placed = client.signed("POST", "/fapi/v1/batchOrders", "batchOrders=" + encoded(batch));
        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.body().at("/0/status").asText()).isEqualTo("NEW");
        assertThat(placed.body().at("/1/code").asInt()).isEqualTo(-2022);
        assertThat(placed.body().at("/2/clientOrderId").asText()).isEqualTo("b");
        assertThat(placed.raw().headers().firstValue("x-mbx-order-count-10s")).hasValue("5");
        assertThat(placed.raw().headers().firstValue("x-mbx-order-count-1m")).hasValue("1");
        String changes = """
                [{"symbol":"BTCUSDT","side":"BUY","quantity":"0.02","price":"95000","origClientOrderId":"a"}]""";
        JsonNode changed = client.signed("PUT", "/fapi/v1/batchOrders", "batchOrders=" + encoded(changes))
                .body();
        assertThat(changed.at("/0/origQty").asText()).isEqualTo("0.02");
        JsonNode cancelled = client.signed(
                        "DELETE",
                        "/fapi/v1/batchOrders",
                        "symbol=BTCUSDT&origClientOrderIdList=" + encoded("[\"a\",\"nobody\"]"))
                .body();
        assertThat(cancelled.at("/0/status").asText()).isEqualTo("CANCELED");
        assertThat(cancelled.at("/1/code").asInt()).isEqualTo(-2011);
        assertThat(client.signed("POST", "/fapi/v1/batchOrders", "batchOrders=" + encoded("[{},{},{},{},{},{}]"))
                        .code())
                .isEqualTo(-4082);
        assertThat(client.signed("POST", "/fapi/v1/batchOrders", "batchOrders=nonsense")
                        .code())
                .isEqualTo(-1130);
    }

    @Test
    void modifiesAnOrder() throws Exception {
        client.signed("POST", ORDER, LIMIT + "&price=95000&newClientOrderId=a");
        String change = "symbol=BTCUSDT&origClientOrderId=a&side=BUY&quantity=0.01&price=";
        assertThat(client.signed("PUT", ORDER, change + "95000").code()).isEqualTo(-5027);
        assertThat(client.signed("PUT", ORDER, change + "95100&reduceOnly=true").code())
                .isEqualTo(-5047);
        assertThat(client.signed("PUT", ORDER, change + "95100")
                        .body()
                        .path("price")
                        .asText())
                .isEqualTo("95100");
    }

    @Test
    void testsAnOrderWithoutPlacingIt() throws Exception {
        assertThat(client.signed("POST", "/fapi/v1/order/test", LIMIT + "&price=95000")
                        .body())
                .isEmpty();
        assertThat(client.signed("POST", "/fapi/v1/order/test", LIMIT + "&price=200000")
                        .code())
                .isEqualTo(-4016);
        assertThat(get("/fapi/v1/openOrders", "symbol=BTCUSDT")).isEmpty();
    }

    @Test
    void answersTheCountdown() throws Exception {
        JsonNode answer = client.signed("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=100000")
                .body();
        assertThat(answer.toString()).isEqualTo("{\"symbol\":\"BTCUSDT\",\"countdownTime\":\"100000\"}");
    }

    @Test
    void movesIsolatedMarginAndRemembersIt() throws Exception {
        client.signed("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
        client.signed("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        JsonNode moved = client.signed("POST", "/fapi/v1/positionMargin", "symbol=BTCUSDT&amount=100&type=1")
                .body();
        assertThat(moved.path("msg").asText()).isEqualTo("Successfully modify position margin.");
        assertThat(get("/fapi/v1/positionMargin/history", "symbol=BTCUSDT")).hasSize(1);
        assertThat(get("/fapi/v3/positionRisk", "").at("/0/isolatedWallet").asText())
                .isEqualTo("580.0005");
        assertThat(client.signed("POST", "/fapi/v1/multiAssetsMargin", "multiAssetsMargin=true")
                        .code())
                .isEqualTo(-4167);
    }

    @Test
    void listsForcedOrdersAndIncome() throws Exception {
        client.signed("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        simulator
                .control()
                .with(exchange -> {
                    exchange.deleverage(
                            KEY, new BigDecimal("0.5"), simulator.clock().millis());
                    exchange.liquidate(KEY, simulator.clock().millis());
                    return true;
                })
                .toCompletableFuture()
                .join();
        JsonNode forced = get("/fapi/v1/forceOrders", "");
        assertThat(forced).hasSize(2);
        assertThat(get("/fapi/v1/forceOrders", "autoCloseType=ADL")
                        .at("/0/clientOrderId")
                        .asText())
                .isEqualTo("adl_autoclose");
        assertThat(forced.at("/1/timeInForce").asText()).isEqualTo("IOC");
        JsonNode first = get("/fapi/v1/income", "limit=2&page=1");
        JsonNode second = get("/fapi/v1/income", "limit=2&page=2");
        assertThat(first).hasSize(2);
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(get("/fapi/v1/income", "incomeType=COMMISSION")).hasSize(3);
    }

    @Test
    void keepsToTheWindowsOfHistory() throws Exception {
        long now = simulator.clock().millis();
        long day = 86_400_000;
        String long8 = "&startTime=" + (now - 8 * day) + "&endTime=" + now;
        for (String path : List.of("/fapi/v1/userTrades", "/fapi/v1/allOrders", "/fapi/v1/allAlgoOrders")) {
            assertThat(client.signed("GET", path, "symbol=BTCUSDT" + long8).code())
                    .as(path)
                    .isEqualTo(-4165);
        }
        assertThat(client.signed("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT&fromId=1&startTime=" + now)
                        .code())
                .isEqualTo(-1128);
        assertThat(client.signed("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT&startTime=2&endTime=1")
                        .code())
                .isEqualTo(-1023);
    }

    @Test
    void answersMarketData() throws Exception {
        simulator
                .control()
                .setPrice(BTC, Price.of("96100"))
                .toCompletableFuture()
                .join();
        JsonNode marks = client.open("GET", "/fapi/v1/markPriceKlines?symbol=BTCUSDT&interval=1m")
                .body();
        assertThat(marks.get(marks.size() - 1).get(4).asText()).isEqualTo("96100");
        assertThat(marks.get(0)).hasSize(12);
        assertThat(marks.get(0).get(5).asText()).isEqualTo("0");
        assertThat(client.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=2000")
                        .code())
                .isEqualTo(-1130);
        assertThat(client.open("GET", "/fapi/v1/klines?symbol=BTCUSDT&interval=7m")
                        .code())
                .isEqualTo(-1120);
        assertThat(client.open("GET", "/fapi/v1/fundingRate?symbol=BTCUSDT").body())
                .isNotEmpty();
        assertThat(client.open("GET", "/fapi/v1/fundingInfo").body()).isEmpty();
        assertThat(client.open("GET", "/fapi/v1/symbolAdlRisk?symbol=BTCUSDT")
                        .body()
                        .path("adlRisk")
                        .asText())
                .isEqualTo("low");
    }

    @Test
    void answersTheRestOfTheAccount() throws Exception {
        assertThat(get("/fapi/v1/feeBurn", "").path("feeBurn").asBoolean()).isFalse();
        client.signed("POST", "/fapi/v1/feeBurn", "feeBurn=true");
        assertThat(get("/fapi/v1/feeBurn", "").path("feeBurn").asBoolean()).isTrue();
        assertThat(get("/fapi/v1/adlQuantile", "symbol=BTCUSDT")
                        .at("/0/adlQuantile/BOTH")
                        .isInt())
                .isTrue();
        assertThat(get("/fapi/v1/apiTradingStatus", "").has("indicators")).isTrue();
        assertThat(client.signed("POST", "/fapi/v1/multiAssetsMargin", "multiAssetsMargin=false")
                        .code())
                .isEqualTo(-4171);
        client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=125");
        assertThat(get("/fapi/v1/symbolConfig", "symbol=BTCUSDT")
                        .at("/0/maxNotionalValue")
                        .asText())
                .isEqualTo("50000");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /fapi/v1/openOrders, symbol=BTCUSDT, 1",
        "GET, /fapi/v1/openOrders, '', 40",
        "GET, /fapi/v1/openAlgoOrders, symbol=BTCUSDT, 1",
        "GET, /fapi/v1/openAlgoOrders, '', 40",
        "GET, /fapi/v1/allOrders, symbol=BTCUSDT, 5",
        "GET, /fapi/v1/allAlgoOrders, symbol=BTCUSDT, 5",
        "GET, /fapi/v1/userTrades, symbol=BTCUSDT, 5",
        "POST, /fapi/v1/countdownCancelAll, symbol=BTCUSDT&countdownTime=0, 10",
        "GET, /fapi/v3/positionRisk, '', 5",
        "GET, /fapi/v3/account, '', 5",
        "GET, /fapi/v3/balance, '', 5",
        "GET, /fapi/v1/accountConfig, '', 5",
        "GET, /fapi/v1/symbolConfig, '', 5",
        "GET, /fapi/v1/adlQuantile, '', 5",
        "GET, /fapi/v1/positionSide/dual, '', 30",
        "GET, /fapi/v1/multiAssetsMargin, '', 30",
        "GET, /fapi/v1/feeBurn, '', 30",
        "GET, /fapi/v1/income, '', 30",
        "GET, /fapi/v1/positionMargin/history, symbol=BTCUSDT, 1",
        "GET, /fapi/v1/leverageBracket, '', 1",
        "GET, /fapi/v1/rateLimit/order, '', 1",
        "GET, /fapi/v1/commissionRate, symbol=BTCUSDT, 20",
        "GET, /fapi/v1/forceOrders, symbol=BTCUSDT, 20",
        "GET, /fapi/v1/forceOrders, '', 50",
        "GET, /fapi/v1/apiTradingStatus, symbol=BTCUSDT, 1",
        "GET, /fapi/v1/apiTradingStatus, '', 10",
        "DELETE, /fapi/v1/allOpenOrders, symbol=BTCUSDT, 1",
        "DELETE, /fapi/v1/algoOpenOrders, symbol=BTCUSDT, 1"
    })
    void costsWhatBinanceAsks(String method, String path, String parameters, String weight) throws Exception {
        assertThat(client.signed(method, path, parameters).raw().headers().firstValue("x-mbx-used-weight-1m"))
                .hasValue(weight);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /fapi/v1/positionRisk",
        "GET, /fapi/v1/balance",
        "GET, /fapi/v1/depth",
        "GET, /fapi/v1/trades",
        "PUT, /fapi/v1/algoOrder",
        "GET, /dapi/v1/ping"
    })
    void knowsNothingElse(String method, String path) throws Exception {
        RestClient.Answer answer = client.signed(method, path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("msg").asText()).isEqualTo("Path " + path + ", Method " + method + " is invalid");
    }
}
