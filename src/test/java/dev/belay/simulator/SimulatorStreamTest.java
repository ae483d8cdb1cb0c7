package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The streams over real sockets, as a foreign client hears them. */
class SimulatorStreamTest extends SimulatorFixture {

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
                user.heard().stream().map(SimulatorStreamTest::shortly).toList();
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
}
