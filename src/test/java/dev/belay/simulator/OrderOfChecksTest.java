package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request that is wrong in two ways is refused for the first of them (binance-api §16.2). */
class OrderOfChecksTest extends SimulatorFixture {

    private static final String ORDER = "/fapi/v1/order";
    private static final String LIMIT = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=";

    private int code(String method, String path, String parameters) throws Exception {
        return client.signed(method, path, parameters).code();
    }

    private static long used(HttpHeaders headers, String name) {
        return headers.firstValueAsLong(name).orElseThrow();
    }

    @Test
    void thePathComesBeforeTheKeyAndTheKeyBeforeTheTime() throws Exception {
        assertThat(client.send("GET", "/fapi/v1/nothing", "").code()).isEqualTo(-5000);
        assertThat(client.send("GET", ORDER, "").code()).isEqualTo(-2014);
        assertThat(client.send("GET", ORDER, "a".repeat(64)).code()).isEqualTo(-2015);
        assertThat(client.send("GET", ORDER, simulator.apiKey()).code()).isEqualTo(-1102);
    }

    @Test
    void theKeyAndTheSignatureComeBeforeParametersThatAreSentTwice() throws Exception {
        String twice = ORDER + "?symbol=BTCUSDT&symbol=ETHUSDT&timestamp="
                + simulator.clock().millis();
        assertThat(client.send("GET", twice, "").code()).isEqualTo(-2014);
        assertThat(client.send("GET", twice + "&signature=00", simulator.apiKey())
                        .code())
                .isEqualTo(-1022);
        assertThat(code("GET", ORDER, "symbol=BTCUSDT&symbol=ETHUSDT&orderId=1"))
                .isEqualTo(-1101);
    }

    @Test
    void theWeightIsCountedWhateverIsWrongWithTheParameters() throws Exception {
        String used = "X-MBX-USED-WEIGHT-1M";
        long before = used(client.open("GET", "/fapi/v1/time").raw().headers(), used);
        for (String wrong : List.of("limit=many", "limit=5&limit=6", "symbol=NOBODY&limit=1500")) {
            assertThat(client.open("GET", "/fapi/v1/klines?" + wrong).status()).isEqualTo(400);
        }
        long after = used(client.open("GET", "/fapi/v1/time").raw().headers(), used);
        assertThat(after - before).isEqualTo(5 + 1 + 10 + 1);
    }

    @Test
    void parametersComeBeforeTheCountOfOrdersAndSymbolsAfterIt() throws Exception {
        client.signed("PUT", ORDER, "symbol=BTCUSDT&orderId=1&side=BUY&price=96000");
        client.signed("POST", ORDER, LIMIT + "GTC&quantity=0.01");
        assertThat(orders()).isEqualTo(1);
        assertThat(code("POST", ORDER, "symbol=DOGEUSDT&side=BUY&type=MARKET&quantity=1"))
                .isEqualTo(-1121);
        assertThat(orders()).isEqualTo(3);
    }

    /** Counts itself. */
    private long orders() throws Exception {
        return used(
                client.signed("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=true")
                        .raw()
                        .headers(),
                "X-MBX-ORDER-COUNT-1M");
    }

    @Test
    void theMarginComesBeforeWhatOnlyTheEngineKnows() throws Exception {
        assertThat(code("POST", ORDER, LIMIT + "GTX&quantity=3&price=96100")).isEqualTo(-2019);
        assertThat(code("POST", ORDER, LIMIT + "GTX&quantity=0.01&price=96100")).isEqualTo(-5022);
        client.signed("POST", ORDER, LIMIT + "GTC&quantity=0.01&price=95000&newClientOrderId=a");
        assertThat(code("POST", ORDER, LIMIT + "GTX&quantity=0.01&price=96100&newClientOrderId=a"))
                .isEqualTo(-4116);
    }

    @Test
    void pricesAreMatchedOnlyInTheWaysThatThereAre() throws Exception {
        String matched = LIMIT + "GTC&quantity=0.01&priceMatch=";
        assertThat(code("POST", ORDER, matched + "QUEUE_10")).isZero();
        assertThat(code("POST", ORDER, matched + "OPPONENT_10")).isEqualTo(-5037);
        assertThat(code("POST", ORDER, matched + "QUEUEING")).isEqualTo(-5037);
        assertThat(code("POST", ORDER, matched + "QUEUE&price=95000")).isEqualTo(-1106);
    }
}
