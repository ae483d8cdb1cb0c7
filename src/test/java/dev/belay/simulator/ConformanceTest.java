package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Price;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.Credentials;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The twenty checks of binance-api §16.8 on the wire, in their order. */
class ConformanceTest extends SimulatorFixture {

    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO = "/fapi/v1/algoOrder";
    private static final String CLOSING = STOP + "&closePosition=true";

    private RestClient.Answer buy(String quantity, String id) throws Exception {
        return client.signed(
                "POST",
                ORDER,
                "symbol=BTCUSDT&side=BUY&type=MARKET&newOrderRespType=RESULT&quantity=" + quantity
                        + "&newClientOrderId=" + id);
    }

    private RestClient.Answer algo(String parameters) throws Exception {
        return client.signed("POST", ALGO, parameters);
    }

    private void price(String price) {
        simulator.control().setPrice(BTC, Price.of(price)).toCompletableFuture().join();
    }

    private JsonNode algoOrder(String id) throws Exception {
        return client.signed("GET", ALGO, "clientAlgoId=" + id).body();
    }

    @Test
    void check01TakesThePublishedSignatures() throws Exception {
        Credentials published =
                new Credentials("d".repeat(64), "2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9");
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        long then = 1_591_702_613_943L;
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, then), then)
                .withCredentials(published)
                .withWallet(new BigDecimal("1000000"))
                .at(Speed.REAL, true);
        Simulator other = another(settings, SimulatorAudit.NONE);
        String fields = "symbol=BTCUSDT&side=BUY&type=LIMIT&";
        String all = fields + "quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=" + then;
        String signature = "3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9";
        assertThat(raw(other, published, "?" + all + "&signature=" + signature, ""))
                .contains("\"status\":\"NEW\"");
        String body = "quantity=1&price=9000&recvWindow=5000&timestamp=" + then;
        String joined = "30baaf0fab549bbeda7f5ef201898b34122da25fd23c646cac2c529aebe670a4";
        assertThat(raw(other, published, "?" + fields + "timeInForce=GTC", body + "&signature=" + joined))
                .contains("\"status\":\"NEW\"");
        assertThat(raw(other, published, "?" + all + "0&signature=" + signature, ""))
                .doesNotContain("NEW");
        other.stop().toCompletableFuture().join();
    }

    private static String raw(Simulator simulator, Credentials credentials, String query, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.restBase() + ORDER + query))
                .header("X-MBX-APIKEY", credentials.key())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void check02SendsConditionalOrdersElsewhere() throws Exception {
        assertThat(client.signed(
                                "POST",
                                ORDER,
                                "symbol=BTCUSDT&side=SELL&type=STOP_MARKET&stopPrice=95000&quantity=0.01")
                        .code())
                .isEqualTo(-4120);
    }

    @Test
    void check03HidesConditionalOrdersFromTheRegularOnes() throws Exception {
        algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w");
        assertThat(client.signed("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").body())
                .isEmpty();
        client.signed("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT");
        assertThat(algoOrder("w").path("algoStatus").asText()).isEqualTo("NEW");
    }

    @Test
    void check04TakesOneClosePositionStopAndOthersBesideIt() throws Exception {
        buy("0.01", "b");
        assertThat(algo(CLOSING + "&clientAlgoId=d1").status()).isEqualTo(200);
        assertThat(algo(CLOSING + "&clientAlgoId=d2").code()).isEqualTo(-4130);
        assertThat(algo(STOP + "&reduceOnly=true&quantity=0.01").status()).isEqualTo(200);
    }

    @Test
    void check05NeedsAPositionForClosePosition() throws Exception {
        assertThat(algo(CLOSING).code()).isEqualTo(-4509);
    }

    @Test
    void check06RejectsAReduceOnlyStopWithoutAPositionWhenItTriggers() throws Exception {
        assertThat(algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w").status())
                .isEqualTo(200);
        price("94000");
        assertThat(algoOrder("w").path("algoStatus").asText()).isEqualTo("REJECTED");
    }

    @Test
    void check07EndsClosePositionStopsWithThePositionButNotReduceOnlyOnes() throws Exception {
        buy("0.01", "b");
        algo(CLOSING + "&clientAlgoId=d");
        algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w");
        client.signed("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=true");
        assertThat(algoOrder("d").path("algoStatus").asText()).isEqualTo("EXPIRED");
        assertThat(algoOrder("w").path("algoStatus").asText()).isEqualTo("NEW");
    }

    @Test
    void check08MakesARegularOrderOfATriggeredOne() throws Exception {
        buy("0.01", "b");
        algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w");
        price("94000");
        JsonNode regular = client.signed("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=w")
                .body();
        assertThat(regular.path("status").asText()).isEqualTo("FILLED");
        assertThat(algoOrder("w").path("actualOrderId").asText())
                .isEqualTo(regular.path("orderId").asText());
        assertThat(client.signed("DELETE", ALGO, "clientAlgoId=w").code()).isEqualTo(-2011);
    }

    @Test
    void check09TakesTwoHundredConditionalOrders() throws Exception {
        for (int number = 0; number < 200; number++) {
            assertThat(algo(STOP + "&reduceOnly=true&quantity=0.01").status()).isEqualTo(200);
        }
        assertThat(algo(STOP + "&reduceOnly=true&quantity=0.01").code()).isEqualTo(-4045);
    }

    @Test
    void check10LimitsNewOrdersAndLetsCancelsPass() throws Exception {
        simulator.control().pause(); // on a slow machine ten seconds would pass before there are 300 orders
        boolean refused = false;
        for (int number = 0; number < 310 && !refused; number++) {
            RestClient.Answer placed = algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w" + number);
            refused = placed.code() == -1015 && placed.status() == 429;
            if (!refused) {
                assertThat(client.signed("DELETE", ALGO, "clientAlgoId=w" + number)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(refused).isTrue();
        assertThat(client.signed("DELETE", ALGO, "clientAlgoId=w0").code()).isEqualTo(-2011);
    }

    @Test
    void check11AnswersNoPositionsWhenTheAccountIsFlat() throws Exception {
        algo(STOP + "&reduceOnly=true&quantity=0.01");
        assertThat(client.signed("GET", "/fapi/v3/positionRisk", "").body().toString())
                .isEqualTo("[]");
    }

    @Test
    void check12LeavesTheAveragePriceOutOfAnswers() throws Exception {
        JsonNode placed = buy("0.01", "b").body();
        assertThat(placed.path("status").asText()).isEqualTo("FILLED");
        assertThat(placed.has("avgPrice") || placed.has("cumQuote")).isFalse();
        assertThat(client.signed("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=b")
                        .body()
                        .path("avgPrice")
                        .asText())
                .isEqualTo("96000.10000");
    }

    @Test
    void check13WritesTheCodeOfAnAlgoCancelAsText() throws Exception {
        algo(STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w");
        JsonNode code = client.signed("DELETE", ALGO, "clientAlgoId=w").body().path("code");
        assertThat(code.isTextual()).isTrue();
        assertThat(code.asText()).isEqualTo("200");
    }

    @Test
    void check14StaysSilentOnUnroutedSockets() {
        SocketClient unrouted = new SocketClient(simulator.streamBase() + "/ws/btcusdt@markPrice@1s");
        SocketClient routed = new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@markPrice@1s");
        unrouted.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@markPrice@1s\"],\"id\":1}");
        await().atMost(SOON).until(() -> routed.heard().size() >= 2);
        assertThat(unrouted.heard()).extracting(JsonNode::toString).containsExactly("{\"result\":null,\"id\":1}");
        unrouted.close();
        routed.close();
    }

    @Test
    void check15HasUniqueIdsAmongOpenOrdersOnly() throws Exception {
        String resting =
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=95000&quantity=0.01" + "&newClientOrderId=l";
        assertThat(client.signed("POST", ORDER, resting).status()).isEqualTo(200);
        assertThat(client.signed("POST", ORDER, resting).code()).isEqualTo(-4116);
        buy("0.01", "same");
        buy("0.01", "same");
        assertThat(client.signed("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").body())
                .hasSize(2);
    }

    @Test
    void check16ExemptsReduceOnlyOrdersFromTheSmallestNotional() throws Exception {
        price("40000");
        assertThat(buy("0.001", "small").code()).isEqualTo(-4164);
        buy("0.002", "enough");
        assertThat(client.signed("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.001&reduceOnly=true")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void check17ForbidsReduceOnlyAndWantsASideInHedgeMode() throws Exception {
        client.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true");
        assertThat(buy("0.01", "b").code()).isEqualTo(-4061);
        RestClient.Answer answer = client.signed(
                "POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&positionSide=LONG&reduceOnly=true");
        assertThat(answer.code()).isEqualTo(-1106);
        assertThat(answer.body().path("msg").asText()).isEqualTo("Parameter 'reduceonly' sent when not required.");
    }

    @Test
    void check18GivesTheSameListenKeyTwice() throws Exception {
        String first = client.open("POST", "/fapi/v1/listenKey")
                .body()
                .path("listenKey")
                .asText();
        assertThat(first).hasSize(64);
        assertThat(client.open("POST", "/fapi/v1/listenKey")
                        .body()
                        .path("listenKey")
                        .asText())
                .isEqualTo(first);
    }

    @Test
    void check19RefusesTimesOnBothSides() throws Exception {
        long now = simulator.clock().millis();
        assertThat(client.signedAt("GET", "/fapi/v3/balance", "", now - 10_000).code())
                .isEqualTo(-1021);
        assertThat(client.signedAt("GET", "/fapi/v3/balance", "", now + 10_000).code())
                .isEqualTo(-1021);
    }

    @Test
    void check20ChecksTrailingOrders() throws Exception {
        String trailing = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET&quantity=0.01"
                + "&reduceOnly=true&workingType=MARK_PRICE";
        assertThat(algo(trailing + "&callbackRate=1&activatePrice=95000").code())
                .isEqualTo(-2021);
        assertThat(algo(trailing + "&callbackRate=0.05").code()).isEqualTo(-2007);
        assertThat(algo(trailing + "&callbackRate=20.1").code()).isEqualTo(-2007);
        assertThat(algo(trailing + "&callbackRate=1&triggerPrice=95000").code()).isEqualTo(-2021);
        assertThat(algo(trailing + "&callbackRate=1&closePosition=true").code()).isEqualTo(-4136);
        RestClient.Answer placed = algo(trailing + "&callbackRate=1.5&activatePrice=97000&clientAlgoId=t");
        assertThat(placed.body().path("callbackRate").asText()).isEqualTo("1.5");
        assertThat(placed.body().path("activatePrice").asText()).isEqualTo("97000");
    }
}
