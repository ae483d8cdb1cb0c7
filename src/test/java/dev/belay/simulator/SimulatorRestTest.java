package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.RequestVerdict;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REST over real sockets, as a foreign client sees it. */
class SimulatorRestTest extends SimulatorFixture {

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
    void namesOfParametersAreTheSameInUpperAndLowerCase() throws Exception {
        client.signed("POST", "/fapi/v1/algoOrder", STOP + "&reduceOnly=true&quantity=0.02&clientAlgoId=w1");
        RestClient.Answer cancelled = client.signed("DELETE", "/fapi/v1/algoOrder", "algoid=4000000000000001");
        assertThat(cancelled.body().path("clientAlgoId").asText()).isEqualTo("w1");
        assertThat(client.signed("POST", "/fapi/v1/order", "side=BUY&SIDE=SELL").code())
                .isEqualTo(-1101);
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
