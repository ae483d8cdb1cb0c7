package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.RequestVerdict;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire over real sockets, as a foreign client sees it. */
class SimulatorWireTest {

    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "simulator-wire");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long START = 1_790_000_000_000L;
    private static final String STOP = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET"
            + "&triggerPrice=95000&workingType=MARK_PRICE";

    private final SimulatorRecorder recorder = new SimulatorRecorder();
    private Simulator simulator;
    private RestClient client;

    @BeforeEach
    void start() {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, START), START);
        simulator = Simulator.start(SYSTEM, settings, recorder)
                .toCompletableFuture()
                .join();
        client = new RestClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }

    @AfterAll
    static void end() {
        SYSTEM.terminate();
    }

    @Test
    void answersOpenEndpoints() throws Exception {
        assertThat(client.open("GET", "/fapi/v1/ping").body()).isEmpty();
        assertThat(client.open("GET", "/fapi/v1/time").body().path("serverTime").asLong())
                .isGreaterThanOrEqualTo(START);
        RestClient.Answer info = client.open("GET", "/fapi/v1/exchangeInfo");
        assertThat(info.body().path("symbols")).hasSize(16);
        assertThat(info.body().at("/symbols/0/filters/0/tickSize").asText()).isEqualTo("0.10");
        assertThat(info.raw().headers().firstValue("x-mbx-used-weight-1m")).hasValue("3");
        assertThat(client.open("GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT")
                        .body()
                        .path("markPrice")
                        .asText())
                .isEqualTo("96000.00000000");
        assertThat(client.open("GET", "/fapi/v1/premiumIndex").body()).hasSize(16);
    }

    @Test
    void refusesUnknownPathsAsBinanceDoes() throws Exception {
        RestClient.Answer answer = client.open("GET", "/fapi/v1/algoOrders");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo(-5000);
        assertThat(answer.body().path("msg").asText()).isEqualTo("Path /fapi/v1/algoOrders, Method GET is invalid");
        assertThat(client.open("GET", "/fapi/v1/listenKey").status()).isEqualTo(404);
    }

    @Test
    void refusesWrongKeysSignaturesAndTimes() throws Exception {
        String path = "/fapi/v3/balance";
        assertThat(client.send("GET", path, "").code()).isEqualTo(-2014);
        assertThat(client.send("GET", path, "short").status()).isEqualTo(401);
        assertThat(client.send("GET", path, "a".repeat(64)).code()).isEqualTo(-2015);
        assertThat(client.open("GET", path).code()).isEqualTo(-1102);
        long now = simulator.clock().millis();
        assertThat(client.open("GET", path + "?timestamp=" + now + "&signature=00")
                        .code())
                .isEqualTo(-1022);
        assertThat(client.signedAt("GET", path, "", now - 60_000).code()).isEqualTo(-1021);
        RestClient.Answer ahead = client.signedAt("GET", path, "", now + 60_000);
        assertThat(ahead.code()).isEqualTo(-1021);
        assertThat(ahead.body().path("msg").asText()).contains("1000ms ahead");
        assertThat(client.signed("GET", path, "").body().path(0).path("balance").asText())
                .isEqualTo("10000.00000000");
    }

    @Test
    void writesNumbersAndCodesAsBinanceDoes() throws Exception {
        RestClient.Answer order = client.signed(
                "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newOrderRespType=RESULT");
        assertThat(order.body().path("status").asText()).isEqualTo("FILLED");
        assertThat(order.body().has("avgPrice")).isFalse();
        assertThat(order.raw().headers().firstValue("x-mbx-order-count-10s")).hasValue("1");
        assertThat(order.raw().headers().firstValue("x-mbx-used-weight-1m")).hasValue("-1");
        RestClient.Answer early = client.signed(
                "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=x");
        assertThat(early.body().path("status").asText()).isEqualTo("NEW");
        RestClient.Answer queried = client.signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=x");
        assertThat(queried.body().path("avgPrice").asText()).isEqualTo("96000.10000");
        RestClient.Answer stop =
                client.signed("POST", "/fapi/v1/algoOrder", STOP + "&reduceOnly=true&quantity=0.02&clientAlgoId=w1");
        assertThat(stop.body().path("algoId").asLong()).isEqualTo(4_000_000_000_000_001L);
        assertThat(stop.body().path("algoStatus").asText()).isEqualTo("NEW");
        RestClient.Answer cancelled = client.signed("DELETE", "/fapi/v1/algoOrder", "clientAlgoId=w1");
        assertThat(cancelled.body().path("code").isTextual()).isTrue();
        assertThat(cancelled.body().path("code").asText()).isEqualTo("200");
        assertThat(client.signed("GET", "/fapi/v3/positionRisk", "").body()).hasSize(1);
        assertThat(client.signed("GET", "/fapi/v3/positionRisk", "")
                        .body()
                        .path(0)
                        .path("positionAmt")
                        .asText())
                .isEqualTo("0.020");
    }

    @Test
    void refusesConditionalTypesOnTheOrderEndpoint() throws Exception {
        assertThat(client.signed(
                                "POST",
                                "/fapi/v1/order",
                                "symbol=BTCUSDT&side=SELL&type=STOP_MARKET&stopPrice=95000&quantity=0.01")
                        .code())
                .isEqualTo(-4120);
        RestClient.Answer misnamed = client.signed(
                "POST",
                "/fapi/v1/algoOrder",
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&stopPrice=95000");
        assertThat(misnamed.body().path("msg").asText())
                .isEqualTo("Mandatory parameter 'triggerprice' was not sent, was empty/null, or malformed.");
    }

    @Test
    void limitsOrdersButNotCancels() throws Exception {
        int refused = 0;
        for (int number = 0; number < 310; number++) {
            RestClient.Answer answer = client.signed(
                    "POST", "/fapi/v1/algoOrder", STOP + "&reduceOnly=true&quantity=0.02&clientAlgoId=w" + number);
            refused += answer.code() == -1015 ? 1 : 0;
            RestClient.Answer cancel = client.signed("DELETE", "/fapi/v1/algoOrder", "clientAlgoId=w" + number);
            assertThat(cancel.code()).isIn(200, -2011);
        }
        assertThat(refused).isPositive();
    }

    @Test
    void refusesAndThenBansWhoAsksTooMuch() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            statuses.add(client.signed("GET", "/fapi/v1/income", "").status());
        }
        assertThat(statuses).contains(200, 429, 418);
        RestClient.Answer banned = client.open("GET", "/fapi/v1/ping");
        assertThat(banned.status()).isEqualTo(418);
        assertThat(banned.body().path("msg").asText()).containsPattern("banned until \\d{13}\\.");
    }

    @Test
    void nothingThatAClientSendsMakesTheServerStumble() throws Exception {
        for (String nonsense : List.of(
                "symbol=%FF",
                "symbol=BTCUSDT&side=UP&type=MARKET",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1e5",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=-1",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=9999999999",
                "symbol=a:b&side=BUY&type=MARKET&quantity=1",
                "side=BUY&side=SELL",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=0",
                "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=" + "x".repeat(40))) {
            RestClient.Answer answer = client.signed("POST", "/fapi/v1/order", nonsense);
            assertThat(answer.status()).as(nonsense).isEqualTo(400);
            assertThat(answer.code()).as(nonsense).isNegative().isNotEqualTo(-1000);
        }
    }

    @Test
    void answersStrangeCharactersInJson() throws Exception {
        assertThat(raw("/fapi/v1/premiumIndex?symbol=X\"|[{"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
    }

    @Test
    void answersABrokenUrlWithoutAStackTrace() throws Exception {
        assertThat(raw("/fapi/v1/premiumIndex?symbol=%ZZ"))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Exception", "\tat ");
    }

    private String raw(String target) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givesTheSameListenKeyTwice() throws Exception {
        String path = "/fapi/v1/listenKey";
        assertThat(client.open("PUT", path).code()).isEqualTo(-1125);
        String key = client.open("POST", path).body().path("listenKey").asText();
        assertThat(key).hasSize(64);
        assertThat(client.open("POST", path).body().path("listenKey").asText()).isEqualTo(key);
        assertThat(client.open("PUT", path).body().path("listenKey").asText()).isEqualTo(key);
        assertThat(client.open("DELETE", path).body()).isEmpty();
        assertThat(client.open("PUT", path).code()).isEqualTo(-1125);
    }

    @Test
    void streamsMarketDataOnItsOwnPathOnly() {
        SocketClient market = new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@markPrice@1s");
        SocketClient wrapped = new SocketClient(
                simulator.streamBase() + "/market/stream?streams=btcusdt@markPrice@1s/!markPrice@arr@1s");
        SocketClient book = new SocketClient(simulator.streamBase() + "/public/ws/btcusdt@bookTicker");
        SocketClient wrong = new SocketClient(simulator.streamBase() + "/public/ws/btcusdt@markPrice@1s");
        SocketClient unrouted = new SocketClient(simulator.streamBase() + "/ws/btcusdt@markPrice@1s");
        unrouted.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"ethusdt@markPrice\"],\"id\":7}");
        await().atMost(SOON)
                .until(() -> market.heard().size() >= 2 && wrapped.heard().size() >= 2);
        await().atMost(SOON).until(() -> !book.heard().isEmpty());
        assertThat(market.heard().get(0).path("p").asText()).isEqualTo("96000.00000000");
        assertThat(wrapped.heard().get(0).path("stream").asText()).isEqualTo("btcusdt@markPrice@1s");
        assertThat(wrapped.heard().get(1).path("data")).hasSize(16);
        assertThat(wrong.heard()).isEmpty();
        assertThat(unrouted.heard()).hasSize(1);
        assertThat(unrouted.heard().get(0).toString()).isEqualTo("{\"result\":null,\"id\":7}");
        List.of(market, wrapped, book, wrong, unrouted).forEach(SocketClient::close);
    }

    @Test
    void answersSubscriptions() {
        SocketClient socket = new SocketClient(simulator.streamBase() + "/market/ws");
        socket.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":1}");
        socket.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
        socket.say("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":3}");
        socket.say("{\"method\":\"JUMP\",\"id\":4}");
        socket.say("not json");
        await().atMost(SOON)
                .until(() -> socket.heard().stream().filter(this::isAnswer).count() == 5);
        List<String> answers = socket.heard().stream()
                .filter(this::isAnswer)
                .map(Object::toString)
                .toList();
        assertThat(answers.get(0)).isEqualTo("{\"result\":null,\"id\":1}");
        assertThat(answers.get(1)).isEqualTo("{\"result\":[\"btcusdt@aggTrade\"],\"id\":2}");
        assertThat(answers.get(3)).contains("\"code\":2", "unknown variant JUMP");
        assertThat(answers.get(4)).contains("\"code\":3");
        socket.close();
    }

    private boolean isAnswer(JsonNode frame) {
        return !frame.has("e");
    }

    @Test
    void tellsAStopsLifeInTheOrderOfTheRealExchange() throws Exception {
        String key = client.open("POST", "/fapi/v1/listenKey")
                .body()
                .path("listenKey")
                .asText();
        simulator
                .control()
                .open(KEY, Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
        SocketClient user = new SocketClient(simulator.streamBase() + "/private/ws/" + key);
        SocketClient byQuery = new SocketClient(simulator.streamBase() + "/private/ws?listenKey=" + key);
        SocketClient wrapped = new SocketClient(simulator.streamBase() + "/private/stream?streams=" + key);
        client.signed("POST", "/fapi/v1/algoOrder", STOP + "&closePosition=true&clientAlgoId=d1");
        client.signed("POST", "/fapi/v1/algoOrder", STOP + "&reduceOnly=true&quantity=0.01&clientAlgoId=w1");
        simulator
                .control()
                .setPrice(BTC, Price.of("94990"))
                .toCompletableFuture()
                .join();
        await().atMost(SOON)
                .until(() -> user.heard().size() >= 10 && byQuery.heard().size() >= 10);
        List<String> told =
                user.heard().stream().map(SimulatorWireTest::shortly).toList();
        assertThat(told)
                .containsExactly(
                        "ALGO_UPDATE NEW",
                        "ALGO_UPDATE NEW",
                        "ALGO_UPDATE TRIGGERING",
                        "ORDER_TRADE_UPDATE NEW",
                        "TRADE_LITE",
                        "ACCOUNT_UPDATE",
                        "ORDER_TRADE_UPDATE FILLED",
                        "ALGO_UPDATE TRIGGERED",
                        "ALGO_UPDATE FINISHED",
                        "ALGO_UPDATE TRIGGERING",
                        "ALGO_UPDATE REJECTED");
        List<Long> times =
                user.heard().stream().map(frame -> frame.path("E").asLong()).toList();
        assertThat(times).isSorted().doesNotHaveDuplicates();
        await().atMost(SOON).until(() -> !wrapped.heard().isEmpty());
        assertThat(wrapped.heard().get(0).path("stream").asText()).isEqualTo(key);
        RestClient.Answer born = client.signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=d1");
        assertThat(born.body().path("status").asText()).isEqualTo("FILLED");
        assertThat(client.signed("DELETE", "/fapi/v1/algoOrder", "clientAlgoId=d1")
                        .code())
                .isEqualTo(-2011);
        List.of(user, byQuery, wrapped).forEach(SocketClient::close);
    }

    private static String shortly(JsonNode frame) {
        String status = frame.path("o").path("X").asText();
        return frame.path("e").asText() + (status.isEmpty() ? "" : " " + status);
    }

    @Test
    void auditsEveryRequestWithItsVerdictAndWithoutItsSignature() throws Exception {
        client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        client.signed("POST", "/fapi/v1/order", "symbol=NOPE&side=BUY&type=MARKET&quantity=0.01");
        List<RequestVerdict> requests = recorder.requests();
        assertThat(requests).extracting(RequestVerdict::code).containsExactly(0, -1121);
        assertThat(requests.get(0).parameters())
                .containsEntry("quantity", "0.01")
                .doesNotContainKey("signature");
        assertThat(recorder.events()).hasSize(4);
    }

    @Test
    void refusesADoubtfulCancelAsBinanceDoes() throws Exception {
        assertThat(client.signed("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&orderId=1")
                        .code())
                .isEqualTo(-2011);
        assertThat(client.signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&orderId=1")
                        .code())
                .isEqualTo(-2013);
        assertThat(client.signed("GET", "/fapi/v1/algoOrder", "algoId=1").code())
                .isEqualTo(-2013);
        assertThat(client.signed("GET", "/fapi/v1/algoOrder", "").code()).isEqualTo(-1102);
        assertThat(client.signed("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT")
                        .code())
                .isEqualTo(200);
        assertThat(client.signed("GET", "/fapi/v3/positionRisk", "").body().toString())
                .isEqualTo("[]");
    }

    @Test
    void answersTheSettingsOfTheAccount() throws Exception {
        assertThat(client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=7")
                        .body()
                        .path("leverage")
                        .asInt())
                .isEqualTo(7);
        assertThat(client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=126")
                        .code())
                .isEqualTo(-4028);
        assertThat(client.signed("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED")
                        .code())
                .isEqualTo(-4046);
        assertThat(client.signed("GET", "/fapi/v1/symbolConfig", "symbol=BTCUSDT")
                        .body()
                        .at("/0/leverage")
                        .asInt())
                .isEqualTo(7);
        assertThat(client.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false")
                        .code())
                .isEqualTo(-4059);
        assertThat(client.signed("GET", "/fapi/v1/accountConfig", "")
                        .body()
                        .path("dualSidePosition")
                        .asBoolean())
                .isFalse();
        assertThat(client.signed("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT")
                        .body()
                        .path("takerCommissionRate")
                        .asText())
                .isEqualTo("0.0005");
        assertThat(client.signed("GET", "/fapi/v1/leverageBracket", "").body()).hasSize(16);
        assertThat(client.signed("GET", "/fapi/v1/rateLimit/order", "").body()).hasSize(2);
        assertThat(client.signed("GET", "/fapi/v3/account", "")
                        .body()
                        .path("totalWalletBalance")
                        .asText())
                .isEqualTo("10000.00000000");
        assertThat(client.signed("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").body())
                .isEmpty();
        assertThat(client.signed("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT").body())
                .isEmpty();
    }

    @Test
    void keepsSecretsOutOfTexts() {
        assertThat(new Credentials("key", "secret").toString()).doesNotContain("key", "secret");
    }
}
