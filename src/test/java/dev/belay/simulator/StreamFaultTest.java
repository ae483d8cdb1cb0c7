package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Price;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with streams, as a client hears it on the wire (binance-api §9, §10, §16.7). */
class StreamFaultTest extends SimulatorFixture {

    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final String ORDER = "ORDER_TRADE_UPDATE";
    private static final String ACCOUNT = "ACCOUNT_UPDATE";

    private final SocketClient user = user();
    private final SocketClient market = new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@markPrice@1s");

    private SocketClient user() {
        try {
            String key = client.open("POST", "/fapi/v1/listenKey")
                    .body()
                    .path("listenKey")
                    .asText();
            return new SocketClient(simulator.streamBase() + "/private/ws/" + key);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void closeSockets() {
        user.close();
        market.close();
    }

    private void arm(FaultOrder order) {
        simulator.control().arm(order).toCompletableFuture().join();
    }

    /** Prices of this moment: nobody waits for the next second. */
    private void tick() {
        simulator
                .control()
                .setPrice(BTC, Price.of("96000"))
                .toCompletableFuture()
                .join();
    }

    /** Ticks until it is so; what a socket carries arrives when it arrives. */
    private void tickUntil(Callable<Boolean> isSo) {
        await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(A_MOMENT).until(() -> {
            tick();
            return isSo.call();
        });
    }

    private static void soon(Callable<Boolean> isSo) {
        await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(A_MOMENT).until(isSo);
    }

    /** A market order: ORDER_TRADE_UPDATE, TRADE_LITE, ACCOUNT_UPDATE, ORDER_TRADE_UPDATE. */
    private void trade() throws Exception {
        assertThat(client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
                        .status())
                .isEqualTo(200);
    }

    /** After it, everything before it has been heard. */
    private List<String> typesUntilLeverage(int leverage) throws Exception {
        client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=" + leverage);
        soon(() -> user.heard().stream()
                .anyMatch(frame -> frame.path("ac").path("l").asInt() == leverage));
        return user.heard().stream()
                .map(frame -> frame.path("e").asText())
                .filter(type -> !type.equals("ACCOUNT_CONFIG_UPDATE"))
                .toList();
    }

    @Test
    void aDroppedEventIsNeverSent() throws Exception {
        arm(FaultOrder.once(Fault.DROP_EVENT).at(ACCOUNT));
        trade();
        assertThat(typesUntilLeverage(7)).containsExactly(ORDER, "TRADE_LITE", ORDER);
    }

    @Test
    void aDoubledEventIsSentTwice() throws Exception {
        arm(FaultOrder.once(Fault.DUP_EVENT).at(ACCOUNT));
        trade();
        assertThat(typesUntilLeverage(7)).containsExactly(ORDER, "TRADE_LITE", ACCOUNT, ACCOUNT, ORDER);
        List<JsonNode> both = user.heard().stream()
                .filter(frame -> frame.path("e").asText().equals(ACCOUNT))
                .toList();
        assertThat(both.get(0)).isEqualTo(both.get(1));
    }

    @Test
    void aDelayedEventComesAfterLaterOnes() throws Exception {
        arm(FaultOrder.once(Fault.DELAY_EVENT).at(ACCOUNT).with("ms", 500));
        trade();
        assertThat(typesUntilLeverage(7)).containsExactly(ORDER, "TRADE_LITE", ORDER);
        soon(() -> user.count(ACCOUNT) == 1);
    }

    @Test
    void eventsComeInAnotherOrderAcrossTheirTypesButNotWithinOne() throws Exception {
        arm(FaultOrder.once(Fault.REORDER_ACROSS_TYPES));
        trade();
        assertThat(typesUntilLeverage(7)).containsExactly(ACCOUNT, "TRADE_LITE", ORDER, ORDER);
        List<String> executions = user.heard().stream()
                .map(frame -> frame.path("o").path("x").asText())
                .filter(text -> !text.isEmpty())
                .toList();
        assertThat(executions).containsExactly("NEW", "TRADE");
    }

    @Test
    void marketEventsAreHitOnlyByTheirType() {
        arm(FaultOrder.lasting(Fault.DROP_EVENT, 0));
        long before = market.count("markPriceUpdate");
        tickUntil(() -> market.count("markPriceUpdate") > before + 1);
        arm(FaultOrder.lasting(Fault.DROP_EVENT, 0).at("markPriceUpdate"));
        SocketClient both =
                new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@aggTrade/btcusdt@markPrice@1s");
        tickUntil(() -> both.count("aggTrade") >= 3);
        assertThat(both.count("markPriceUpdate")).isZero();
        both.close();
    }

    @Test
    void aSilentSocketAnswersPingsButCarriesNoData() {
        tickUntil(() -> !market.heard().isEmpty());
        arm(FaultOrder.once(Fault.SILENT_SOCKET).at("market"));
        market.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
        soon(() -> market.answers() == 1); // after it, everything before it has been heard
        long before = market.count("markPriceUpdate");
        SocketClient other = new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@markPrice@1s");
        tickUntil(() -> other.heard().size() >= 2);
        market.ping();
        soon(() -> market.pongs() == 1);
        assertThat(market.count("markPriceUpdate")).isEqualTo(before);
        assertThat(market.closeCode()).isZero();
        other.close();
    }

    @Test
    void aLastingSilenceEndsWithTheFault() {
        arm(FaultOrder.lasting(Fault.SILENT_SOCKET, 300).at("market"));
        int before = market.heard().size();
        tickUntil(() -> market.heard().size() > before + 1);
        assertThat(recorder.faults()).contains(Fault.SILENT_SOCKET);
    }

    @Test
    void aHalfOpenSocketAnswersNothingAtAll() {
        arm(FaultOrder.once(Fault.HALF_OPEN).at("private"));
        user.ping();
        market.ping();
        soon(() -> market.pongs() == 1);
        assertThat(user.pongs()).isZero();
        assertThat(user.closeCode()).isZero();
    }

    @Test
    void aSocketIsClosedWithTheWantedCode() {
        arm(FaultOrder.once(Fault.CLOSE_SOCKET).at("private").with("code", 1011));
        soon(() -> user.closeCode() == 1011);
        assertThat(market.closeCode()).isZero();
    }

    /** What is armed while no such socket is open hits the next one; its handshake is not part of the fault. */
    @Test
    void aSocketThatIsHitAsItOpensIsOpenFirst() {
        arm(FaultOrder.once(Fault.CLOSE_SOCKET).at("public"));
        SocketClient cut = new SocketClient(simulator.streamBase() + "/public/ws/btcusdt@bookTicker");
        soon(() -> cut.closeCode() == 1001);

        arm(FaultOrder.once(Fault.HALF_OPEN).at("public"));
        SocketClient dead = new SocketClient(simulator.streamBase() + "/public/ws/btcusdt@bookTicker");
        dead.ping();
        market.ping();
        soon(() -> market.pongs() == 1);
        assertThat(dead.pongs()).isZero();
        dead.close();
    }

    @Test
    void aListenKeyEndsWithOrWithoutBeingTold() throws Exception {
        arm(FaultOrder.once(Fault.LISTEN_KEY_EXPIRE).with("event", "double"));
        soon(() -> user.count("listenKeyExpired") == 2);
        assertThat(client.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
        trade();

        SocketClient again = user();
        arm(FaultOrder.once(Fault.LISTEN_KEY_EXPIRE).with("event", "without"));
        assertThat(client.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
        trade();
        assertThat(again.heard()).isEmpty();
        assertThat(user.heard()).hasSize(2);
        again.close();
    }

    @Test
    void eventsAreStrangeInTheWaysThatAreArmed() throws Exception {
        arm(FaultOrder.once(Fault.UNKNOWN_FIELD).at(ACCOUNT));
        arm(FaultOrder.once(Fault.UNKNOWN_ENUM).at("ALGO_UPDATE"));
        arm(FaultOrder.once(Fault.NULL_FIELD).at(ORDER));
        trade();
        client.signed("POST", "/fapi/v1/algoOrder", STOP + "&quantity=0.01");
        typesUntilLeverage(7);
        assertThat(first(ACCOUNT).path("zz").asText()).isEqualTo("SOMETHING_NEW");
        assertThat(first("ALGO_UPDATE").path("o").path("X").asText()).isEqualTo("SOMETHING_NEW");
        assertThat(first(ORDER).path("o").path("V").isNull()).isTrue();
    }

    private JsonNode first(String type) {
        return user.heard().stream()
                .filter(frame -> frame.path("e").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anArrayOverAllMarketsCarriesACoinMarginedSymbol() {
        arm(FaultOrder.once(Fault.CM_SYMBOL_IN_ARRAY));
        SocketClient all = new SocketClient(simulator.streamBase() + "/market/ws/!markPrice@arr@1s");
        tickUntil(() -> all.heard().size() >= 2);
        List<Integer> kinds = Stream.of(all.heard().get(0), all.heard().get(1))
                .map(frame -> frame.findValuesAsText("st"))
                .map(values -> values.contains("2") ? 2 : 1)
                .toList();
        assertThat(kinds).containsExactly(2, 1);
        all.close();
    }

    @Test
    void aClientThatTalksTooFastIsCutOff() {
        for (int index = 0; index < 11; index++) {
            market.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + index + "}");
        }
        soon(() -> market.closeCode() == 1008);
    }

    @Test
    void aClientThatWantsMoreThan1024StreamsIsCutOff() {
        String names = Stream.iterate(0, number -> number + 1)
                .limit(1_024)
                .map(number -> "\"s" + number + "usdt@aggTrade\"")
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        market.say("{\"method\":\"SUBSCRIBE\",\"params\":[" + names + "],\"id\":1}");
        soon(() -> market.closeCode() == 1008);
    }
}
