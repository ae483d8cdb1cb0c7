package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with requests, as a client sees it on the wire (binance-api §3.4, §16.7). */
class RequestFaultTest extends SimulatorFixture {

    private static final String ORDER = "/fapi/v1/order";
    private static final String BUY = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01";
    private static final String POSITIONS = "/fapi/v3/positionRisk";

    private void arm(FaultOrder order) {
        simulator.control().arm(order).toCompletableFuture().join();
    }

    private void open(String symbol) {
        PositionKey key = new PositionKey(new Symbol(symbol), dev.belay.money.PositionSide.BOTH);
        simulator
                .control()
                .open(key, Side.BUY, Quantity.of("0.1"))
                .toCompletableFuture()
                .join();
    }

    private int orders() {
        return simulator
                .control()
                .with(exchange -> exchange.allOrders().size())
                .toCompletableFuture()
                .join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNKNOWN_EXECUTED     |        | 503 | 0     | true  | Unknown error
            UNKNOWN_NOT_EXECUTED |        | 503 | 0     | false | Unknown error
            HTTP_503_B           |        | 503 | 0     | false | Service Unavailable.
            HTTP_503_C           |        | 503 | -1001 | false | Internal error
            HTTP_503_D           |        | 503 | -1008 | false | Request throttled
            TIMEOUT_1007         | executed=true  | 408 | -1007 | true  | Timeout
            TIMEOUT_1007         | executed=false | 408 | -1007 | false | Timeout
            RATE_429             |        | 429 | -1003 | false | Too many requests
            ORDERS_1015          |        | 429 | -1015 | false | Too many new orders
            BAN_418              | ms=60000 | 418 | -1003 | false | banned until
            WAF_403_HTML         |        | 403 | 0     | false | <html>
            HTML_BODY            | status=504 | 504 | 0 | false | <html>
            """)
    void anOrderIsAnsweredAsTheFaultSays(
            Fault fault, String parameter, int status, int code, boolean executed, String text) throws Exception {
        FaultOrder order = FaultOrder.once(fault).at("POST /fapi/v1/order");
        arm(
                parameter == null
                        ? order
                        : order.with(parameter.split("=")[0], parameter.split("=")[1]));

        RestClient.Answer answer = client.signed("POST", ORDER, BUY);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.raw().body()).contains(text);
        assertThat(orders()).isEqualTo(executed ? 1 : 0);
        assertThat(recorder.faults()).containsExactly(fault);
    }

    @Test
    void aFiredFaultIsOverAndTheNextOrderGoesThrough() throws Exception {
        arm(FaultOrder.once(Fault.HTTP_503_B).at("POST /fapi/v1/order"));
        assertThat(client.signed("GET", POSITIONS, "").status()).isEqualTo(200);
        assertThat(client.signed("POST", ORDER, BUY).status()).isEqualTo(503);
        assertThat(client.signed("POST", ORDER, BUY).status()).isEqualTo(200);
    }

    @Test
    void overloadProtectionSparesWhatOnlyReduces() throws Exception {
        open("BTCUSDT");
        arm(FaultOrder.lasting(Fault.HTTP_503_D, 0));
        assertThat(client.signed("POST", ORDER, BUY).code()).isEqualTo(-1008);
        assertThat(client.signed("POST", ORDER, BUY.replace("BUY", "SELL") + "&reduceOnly=true")
                        .status())
                .isEqualTo(200);
        assertThat(client.signed("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")
                        .status())
                .isEqualTo(200);
        assertThat(client.signed("POST", "/fapi/v1/algoOrder", STOP + "&closePosition=true")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ordersLimitSparesCancels() throws Exception {
        arm(FaultOrder.lasting(Fault.ORDERS_1015, 0));
        assertThat(client.signed("POST", ORDER, BUY).code()).isEqualTo(-1015);
        assertThat(client.signed("POST", "/fapi/v1/algoOrder", STOP + "&quantity=0.01")
                        .code())
                .isEqualTo(-1015);
        assertThat(client.signed("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBanHoldsForEveryRequestUntilItsTime() throws Exception {
        arm(FaultOrder.once(Fault.BAN_418).with("ms", 2_000));
        long before = simulator.clock().millis();
        String text = client.open("GET", "/fapi/v1/time").body().path("msg").asText();
        long until = Long.parseLong(text.replaceAll(".*banned until ([0-9]+).*", "$1"));
        assertThat(until).isBetween(before + 2_000, before + 4_000);
        assertThat(client.signed("POST", ORDER, BUY).status()).isEqualTo(418);
        org.awaitility.Awaitility.await()
                .atMost(SOON)
                .until(() -> simulator.clock().millis() >= until);
        assertThat(client.open("GET", "/fapi/v1/time").status()).isEqualTo(200);
    }

    @Test
    void aLostResponseCutsTheConnectionAfterTheOrderIsDone() {
        arm(FaultOrder.once(Fault.RESPONSE_LOST).at("POST /fapi/v1/order"));
        assertThatThrownBy(() -> client.signed("POST", ORDER, BUY)).isInstanceOf(IOException.class);
        assertThat(orders()).isEqualTo(1);
        assertThat(recorder.requests().get(0).status()).isEqualTo(200);
        assertThat(recorder.requests().get(0).told()).isZero();
        assertThat(recorder.requests().get(0).effects()).hasSize(1);
    }

    @Test
    void aLostRequestCutsTheConnectionBeforeTheOrderIsSeen() {
        arm(FaultOrder.once(Fault.REQUEST_LOST).at("POST /fapi/v1/order"));
        assertThatThrownBy(() -> client.signed("POST", ORDER, BUY)).isInstanceOf(IOException.class);
        assertThat(orders()).isZero();
    }

    @Test
    void aSlowAnswerComesLaterInExchangeTime() throws Exception {
        arm(FaultOrder.once(Fault.SLOW_ANSWER).at("POST /fapi/v1/order").with("ms", 700));
        long before = simulator.clock().millis();
        assertThat(client.signed("POST", ORDER, BUY).status()).isEqualTo(200);
        assertThat(simulator.clock().millis() - before).isGreaterThanOrEqualTo(700);
    }

    @Test
    void aSkewedClockShowsInItsTimeAndInItsWindow() throws Exception {
        arm(FaultOrder.lasting(Fault.CLOCK_SKEW, 0).with("ms", -10_000));
        long told =
                client.open("GET", "/fapi/v1/time").body().path("serverTime").asLong();
        assertThat(simulator.clock().millis() - told).isBetween(9_000L, 11_000L);
        assertThat(client.signed("GET", POSITIONS, "").code()).isEqualTo(-1021);
        assertThat(client.signedAt("GET", POSITIONS, "", told).status()).isEqualTo(200);
    }

    @Test
    void positionsAreEmptyForOneReadOnly() throws Exception {
        open("BTCUSDT");
        arm(FaultOrder.once(Fault.EMPTY_POSITIONS));
        assertThat(client.signed("GET", POSITIONS, "").body()).isEmpty();
        assertThat(client.signed("GET", POSITIONS, "").body()).hasSize(1);
        arm(FaultOrder.once(Fault.EMPTY_POSITIONS).at("GET /fapi/v3/account"));
        assertThat(client.signed("GET", POSITIONS, "").body()).hasSize(1);
        assertThat(client.signed("GET", "/fapi/v3/account", "").body().path("positions"))
                .isEmpty();
    }

    @Test
    void stalePositionsAreThoseOfTheArming() throws Exception {
        open("BTCUSDT");
        arm(FaultOrder.once(Fault.STALE_POSITIONS));
        open("BTCUSDT");
        assertThat(amount(client.signed("GET", POSITIONS, "").body())).isEqualTo("0.1");
        assertThat(amount(client.signed("GET", POSITIONS, "").body())).isEqualTo("0.2");
    }

    private static String amount(JsonNode rows) {
        return rows.path(0).path("positionAmt").asText().replaceAll("0+$", "");
    }

    @Test
    void partialPositionsMissTheTargetSymbol() throws Exception {
        open("BTCUSDT");
        open("ETHUSDT");
        arm(FaultOrder.once(Fault.PARTIAL_POSITIONS).at("ETHUSDT"));
        List<String> symbols = client.signed("GET", POSITIONS, "").body().findValuesAsText("symbol");
        assertThat(symbols).containsExactly("BTCUSDT");
        assertThat(client.signed("GET", POSITIONS, "").body()).hasSize(2);
    }

    @Test
    void anAnswerCarriesAFieldThatNobodyKnows() throws Exception {
        arm(FaultOrder.once(Fault.UNKNOWN_FIELD).at("GET /fapi/v1/time"));
        assertThat(client.open("GET", "/fapi/v1/time").body().has("zz")).isTrue();
        assertThat(client.open("GET", "/fapi/v1/time").body().has("zz")).isFalse();
    }

    @Test
    void usedLimitsAreInTheVerdicts() throws Exception {
        client.signed("GET", POSITIONS, "");
        client.signed("POST", ORDER, BUY);
        assertThat(recorder.requests().get(0).weight()).isEqualTo(5);
        assertThat(recorder.requests().get(1).weight()).isZero();
        assertThat(recorder.requests().get(1).orders()).isEqualTo(1);
    }
}
