package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.money.Price;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No fault is only a name: in the course of an ordinary day each one fires. */
class EveryFaultTest extends SimulatorFixture {

    private static final String ALGO = "/fapi/v1/algoOrder";
    private static final String ORDER = "/fapi/v1/order";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOCK_SKEW") // it holds and does not fire: RequestFaultTest
    void firesInTheCourseOfAnOrdinaryDay(Fault fault) throws Exception {
        String key = client.open("POST", "/fapi/v1/listenKey")
                .body()
                .path("listenKey")
                .asText();
        SocketClient user = new SocketClient(simulator.streamBase() + "/private/ws/" + key);
        SocketClient market = new SocketClient(simulator.streamBase() + "/market/ws/!markPrice@arr@1s");
        send("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.02");
        send("GET", "/fapi/v3/positionRisk", "");

        simulator.control().arm(FaultOrder.once(fault)).toCompletableFuture().join();
        day();

        await().atMost(SOON).until(() -> recorder.faults().contains(fault));
        assertThat(recorder.faults()).containsOnly(fault);
        user.close();
        market.close();
    }

    private void day() {
        send("GET", "/fapi/v3/positionRisk", "");
        send("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.02");
        send("POST", ALGO, STOP + "&closePosition=true&clientAlgoId=all");
        send("POST", ALGO, STOP + "&quantity=0.01&reduceOnly=true&clientAlgoId=one");
        send("POST", ALGO, STOP + "&quantity=0.01&reduceOnly=true&clientAlgoId=two");
        send("GET", ALGO, "clientAlgoId=one");
        simulator
                .control()
                .setPrice(BTC, Price.of("94000"))
                .toCompletableFuture()
                .join();
        send("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.04&reduceOnly=true");
        send("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT");
    }

    /** Whatever comes back, or nothing at all. */
    private void send(String method, String path, String parameters) {
        try {
            client.signed(method, path, parameters);
        } catch (IOException lost) {
            // The connection was cut, as some faults want it.
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
