package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.ExchangeRules;
import dev.belay.simulator.engine.Liquidity;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each open question of binance-api §18, asked on the wire with the usual answer and with the other one. */
class OpenQuestionAnswersTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO = "/fapi/v1/algoOrder";
    private static final String STOP = SimulatorFixture.STOP;
    private static final String REDUCING = STOP + "&reduceOnly=true&quantity=0.01";

    private final SimulatorRecorder recorder = new SimulatorRecorder();
    private Simulator simulator = start(OpenQuestions.USUAL);
    private RestClient client = new RestClient(simulator);

    private Simulator start(OpenQuestions questions) {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        long start = SimulatorFixture.START;
        ExchangeRules thin = ExchangeRules.STANDARD.with(new Liquidity(new BigDecimal("1000"), 10));
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, start), start)
                .with(thin.with(questions))
                .at(Speed.REAL, true);
        return SimulatorFixture.another(settings, recorder);
    }

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(OpenQuestion.class)
    void isAnsweredBothWays(OpenQuestion question) throws Exception {
        Answers expected = expected(question);
        assertThat(ask(question)).as("usually").isEqualTo(expected.usual());
        stop();
        simulator = start(OpenQuestions.USUAL.flip(question));
        client = new RestClient(simulator);
        assertThat(ask(question)).as("flipped").isEqualTo(expected.flipped());
    }

    private record Answers(String usual, String flipped) {}

    private static Answers expected(OpenQuestion question) {
        return switch (question) {
            case DUPLICATE_ALGO_ID_IS_4116 -> new Answers("-4116", "-2010");
            case CLIENT_IDS_SHARED -> new Answers("0", "-4116");
            case COUNTDOWN_CANCELS_ALGO -> new Answers("NEW", "CANCELED");
            case GTE_WITH_QUANTITY -> new Answers("-1115", "EXPIRED");
            case REDUCE_ONLY_ALGO_ENDS_WITH_POSITION -> new Answers("NEW", "EXPIRED");
            case ALGO_SHOWS_IN_POSITION_RISK -> new Answers("0 rows", "1 rows");
            case THROTTLE_HITS_ALGO -> new Answers("0", "-1008");
            case TIME_BEFORE_SIGNATURE -> new Answers("-1021", "-1022");
            case REFUSED_ORDERS_COUNT -> new Answers("1", "0");
            case ACCOUNT_UPDATE_PER_FILL -> new Answers("2 updates", "1 updates");
            case TRIGGER_TICK_CHECKED -> new Answers("-4014", "0");
            case RETRY_AFTER_SENT -> new Answers("none", "some");
            case RECV_WINDOW_LIMITED -> new Answers("-1131", "0");
            case ALGO_TOLD_FIRST ->
                new Answers("TRIGGERING NEW TRADE TRIGGERED FINISHED", "TRIGGERING TRIGGERED NEW TRADE FINISHED");
            case TRIGGERED_REDUCE_ONLY_IS_CUT -> new Answers("FINISHED", "REJECTED");
            case OLD_ANSWER_FIELDS -> new Answers("none", "96000.10000");
        };
    }

    private String ask(OpenQuestion question) throws Exception {
        return switch (question) {
            case DUPLICATE_ALGO_ID_IS_4116 -> {
                algo(REDUCING + "&clientAlgoId=same");
                yield code(algo(REDUCING + "&clientAlgoId=same"));
            }
            case CLIENT_IDS_SHARED -> {
                algo(REDUCING + "&clientAlgoId=same");
                yield code(order("LIMIT&side=BUY&timeInForce=GTC&price=95000&quantity=0.01&newClientOrderId=same"));
            }
            case COUNTDOWN_CANCELS_ALGO -> countdown();
            case GTE_WITH_QUANTITY -> bound(REDUCING + "&timeInForce=GTE_GTC");
            case REDUCE_ONLY_ALGO_ENDS_WITH_POSITION -> bound(REDUCING);
            case ALGO_SHOWS_IN_POSITION_RISK -> {
                algo(REDUCING);
                yield client.signed("GET", "/fapi/v3/positionRisk", "").body().size() + " rows";
            }
            case THROTTLE_HITS_ALGO -> throttled();
            case TIME_BEFORE_SIGNATURE -> code(client.open("GET", "/fapi/v3/balance?timestamp=1&signature=00"));
            case REFUSED_ORDERS_COUNT ->
                order("MARKET&side=BUY&quantity=5000")
                        .raw()
                        .headers()
                        .firstValue("x-mbx-order-count-1m")
                        .orElse("");
            case ACCOUNT_UPDATE_PER_FILL -> {
                int before = recorder.events().size();
                order("MARKET&side=BUY&quantity=0.02");
                yield recorder.events().stream()
                                .skip(before)
                                .filter(ExchangeEvent.AccountChanged.class::isInstance)
                                .count()
                        + " updates";
            }
            case TRIGGER_TICK_CHECKED -> code(algo(REDUCING.replace("95000", "95000.05")));
            case RETRY_AFTER_SENT -> retryAfter();
            case RECV_WINDOW_LIMITED -> code(client.signed("GET", "/fapi/v3/balance", "recvWindow=70000"));
            case ALGO_TOLD_FIRST -> toldOfATrigger();
            case TRIGGERED_REDUCE_ONLY_IS_CUT -> {
                order("MARKET&side=BUY&quantity=0.01");
                algo(REDUCING.replace("0.01", "0.02") + "&clientAlgoId=w");
                price("94000");
                yield status("w");
            }
            case OLD_ANSWER_FIELDS ->
                order("MARKET&side=BUY&quantity=0.01&newOrderRespType=RESULT")
                        .body()
                        .path("avgPrice")
                        .asText("none");
        };
    }

    private String countdown() throws Exception {
        algo(REDUCING + "&clientAlgoId=w");
        client.signed("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=1");
        price("96000");
        return status("w");
    }

    private String bound(String stop) throws Exception {
        order("MARKET&side=BUY&quantity=0.01");
        RestClient.Answer placed = algo(stop + "&clientAlgoId=w");
        if (placed.status() != 200) {
            return code(placed);
        }
        order("MARKET&side=SELL&quantity=0.01&reduceOnly=true");
        return status("w");
    }

    private String throttled() throws Exception {
        simulator
                .control()
                .arm(FaultOrder.once(Fault.HTTP_503_D))
                .toCompletableFuture()
                .join();
        return code(algo(STOP + "&quantity=0.01"));
    }

    private String retryAfter() throws Exception {
        RestClient.Answer answer = client.signed("GET", "/fapi/v1/income", "");
        while (answer.status() == 200) {
            answer = client.signed("GET", "/fapi/v1/income", "");
        }
        return answer.raw().headers().firstValue("retry-after").isPresent() ? "some" : "none";
    }

    private String toldOfATrigger() throws Exception {
        order("MARKET&side=BUY&quantity=0.01");
        algo(REDUCING + "&clientAlgoId=w");
        int before = recorder.events().size();
        price("94000");
        return recorder.events().stream()
                .skip(before)
                .map(OpenQuestionAnswersTest::word)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String word(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.AlgoChanged changed) {
            return changed.order().status().name();
        }
        return event instanceof ExchangeEvent.OrderChanged changed
                ? changed.execution().name()
                : "";
    }

    private RestClient.Answer order(String parameters) throws Exception {
        return client.signed("POST", ORDER, "symbol=BTCUSDT&type=" + parameters);
    }

    private RestClient.Answer algo(String parameters) throws Exception {
        return client.signed("POST", ALGO, parameters);
    }

    private String status(String id) throws Exception {
        JsonNode order = client.signed("GET", ALGO, "clientAlgoId=" + id).body();
        return order.path("algoStatus").asText();
    }

    private void price(String price) {
        simulator.control().setPrice(BTC, Price.of(price)).toCompletableFuture().join();
    }

    private static String code(RestClient.Answer answer) {
        return String.valueOf(answer.code());
    }
}
