package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.Request;
import dev.belay.exchange.Usage;
import dev.belay.money.PositionSide;
import dev.belay.money.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {

    private static final long NOW = 1_600_000_012_345L;
    private static final String HTML = "<html><body><h1>403 Forbidden</h1> signature=abcdef</body></html>";
    private static final Request PLACE = TestRequests.workingStop(PositionSide.BOTH, Side.SELL);
    private static final List<Request> EVERY_KIND =
            List.of(PLACE, TestRequests.cancel(), TestRequests.allPositions(), new Request.ReadRules());

    @ParameterizedTest
    @CsvSource({
        "400, -2021, Order would immediately trigger.",
        "400, -2011, Unknown order sent.",
        "400, -2013, Order does not exist.",
        "400, -4130, An open stop or take profit order with GTE and closePosition in the direction is existing.",
        "400, -4509, TIF GTE can only be used with open positions",
        "400, -2022, ReduceOnly Order is rejected.",
        "400, -1021, Timestamp for this request is outside of the recvWindow.",
        "400, -1022, Signature for this request is not valid.",
        "401, -2014, API-key format invalid.",
        "401, -2015, 'Invalid API-key, IP, or permissions for action.'",
        "403, -4109, inactive account",
        "404, -5000, 'Path /fapi/v1/algoOrders, Method GET is invalid'",
        "503, -1008, Request throttled by system-level protection.",
        "500, -1008, Request throttled by system-level protection."
    })
    void refusalKeepsCodeAndWords(int status, int code, String words) {
        String body = "{\"code\":" + code + ",\"msg\":\"" + words + "\"}";
        for (Request request : EVERY_KIND) {
            assertThat(outcome(request, status, body)).isEqualTo(new Outcome.Refused(code, words));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, -1000",
        "400, -1006",
        "400, -1007",
        "408, -1007",
        "503, -1001",
        "400, -1001",
        "500, -2021",
        "408, -2013"
    })
    void codesThatDoNotProveARefusalAreUnknown(int status, int code) {
        for (Request request : EVERY_KIND) {
            assertThat(outcome(request, status, "{\"code\":" + code + ",\"msg\":\"x\"}"))
                    .isEqualTo(new Outcome.Unknown("HTTP " + status + " (" + code + "): x"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 408, 500, 502, 503, 504})
    void answersWithoutACodeAreUnknown(int status) {
        for (Request request : EVERY_KIND) {
            for (String body :
                    List.of("", HTML, "{}", "[]", "null", "{\"code\":200,\"msg\":\"x\"}", "{\"msg\":1}", "{\"co")) {
                assertThat(outcome(request, status, body))
                        .as(status + " " + body)
                        .isInstanceOf(Outcome.Unknown.class)
                        .asString()
                        .doesNotContain("signature");
            }
        }
    }

    @Test
    void theFourFacesOf503AreToldApart() {
        assertThat(outcome(
                        PLACE,
                        503,
                        "{\"code\":0,\"msg\":\"Unknown error, please check your request or try again later.\"}"))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(PLACE, 503, "Unknown error, please check your request or try again later."))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(PLACE, 503, "Service Unavailable.")).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome(PLACE, 503, "{\"msg\":\"Service Unavailable.\"}")).isInstanceOf(Outcome.NotSent.class);
        assertThat(outcome(PLACE, 503, "<html>503 Service Unavailable.</html>")).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(PLACE, 503, "{\"code\":-1001,\"msg\":\"Internal error; unable to process your request.\"}"))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(PLACE, 503, "{\"code\":-1008,\"msg\":\"Request throttled\"}"))
                .isEqualTo(new Outcome.Refused(-1008, "Request throttled"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html>ok</html>",
                "{",
                "[{\"symbol\":\"BTC",
                "null",
                "\"ok\"",
                "7",
                "{}",
                "[null]",
                "[7]",
                "[{}] x"
            })
    void successThatCannotBeReadIsUnknownAndNeverEmpty(String body) {
        for (Request request : EVERY_KIND) {
            assertThat(outcome(request, 200, body)).as(request + " " + body).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void successWithAnErrorInsideIsARefusal() {
        assertThat(outcome(PLACE, 200, "{\"code\":-2021,\"msg\":\"Order would immediately trigger.\"}"))
                .isEqualTo(new Outcome.Refused(-2021, "Order would immediately trigger."));
    }

    @Test
    void answerAboutAnotherOrderIsUnknown() {
        assertThat(outcome(PLACE, 200, Samples.text("algo-order-placed.json"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(TestRequests.cancel(), 200, Samples.text("algo-order-cancelled.json")))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void emptyListIsToldAsItIs() {
        assertThat(outcome(TestRequests.allPositions(), 200, "[]"))
                .isEqualTo(new Outcome.Done(new Answer.Positions(List.of())));
    }

    @Test
    void banIsSilentUntilItsEnd() {
        String body =
                "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until 1774784983833. Please\"}";
        for (int status : List.of(418, 429, 403)) {
            Reply reply = reply(PLACE, status, body, Map.of("retry-after", "5"));
            assertThat(reply.outcome()).isInstanceOf(Outcome.Refused.class);
            assertThat(reply.usage().silentUntil()).isEqualTo(1774784983833L);
        }
    }

    /** Seed 3072 of the simulation: what is over by our clock is not over by the exchange's, which has just said so. */
    @Test
    void aBanThatIsOverByOurClockIsTakenForTheShortestThereIs() {
        String body = "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until %d. Please\"}";

        assertThat(reply(PLACE, 418, body.formatted(NOW - 3_000), Map.of())
                        .usage()
                        .silentUntil())
                .isEqualTo(NOW + 120_000);
    }

    @ParameterizedTest
    @CsvSource({
        "429, '', '', -1003, 1600000020000",
        "429, '<html>slow down</html>', '', -1003, 1600000020000",
        "429, '{\"code\":-1003,\"msg\":\"Too many requests\"}', '', -1003, 1600000020000",
        "400, '{\"code\":-1003,\"msg\":\"Too many requests\"}', '', -1003, 1600000020000",
        "429, '{\"code\":-1003,\"msg\":\"Too many requests\"}', '7', -1003, 1600000019345",
        "418, '', '', -1003, 1600000132345",
        "418, '', '-3', -1003, 1600000132345",
        "418, '<html>banned until 1774784983833</html>', '', -1003, 1774784983833"
    })
    void limitHitIsRefusedAndSilentUntilTheWindowTurns(int status, String body, String after, int code, long until) {
        Reply reply = reply(PLACE, status, body, after.isEmpty() ? Map.of() : Map.of("retry-after", after));
        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, it -> assertThat(it.code()).isEqualTo(code));
        assertThat(reply.usage().silentUntil()).isEqualTo(until);
        assertThat(reply.usage().placingSilentUntil()).isEqualTo(Usage.UNSAID);
    }

    @ParameterizedTest
    @CsvSource({
        "1600000012345, '', TEN_SECONDS, 1600000020000",
        "1599999972345, '', TEN_SECONDS, 1599999980000",
        "1599999972345, '', MINUTE, 1600000020000",
        "1599999972345, '', ONE_MINUTE, 1600000020000",
        "1599999972345, '4', MINUTE, 1599999976345",
    })
    void tooManyOrdersStopsOnlyThePlacing(long now, String after, String window, long until) {
        String body = "{\"code\":-1015,\"msg\":\"Too many new orders; current limit is 1 orders per %s.\"}";
        WireAnswer answer =
                answer(429, body.formatted(window), after.isEmpty() ? Map.of() : Map.of("retry-after", after));

        Reply reply = AnswerClassifier.classify(PLACE, answer, now);

        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, it -> assertThat(it.code()).isEqualTo(-1015));
        assertThat(reply.usage().silentUntil()).isEqualTo(Usage.UNSAID);
        assertThat(reply.usage().placingSilentUntil()).isEqualTo(until);
    }

    @Test
    void aFirewallsPageIsUnknownAndSilencesForAMinuteUnlessItSaysHowLong() {
        assertThat(outcome(PLACE, 403, HTML)).isInstanceOf(Outcome.Unknown.class);
        assertThat(reply(PLACE, 403, HTML, Map.of()).usage().silentUntil()).isEqualTo(NOW + 60_000);
        assertThat(reply(PLACE, 403, HTML, Map.of("retry-after", "300")).usage().silentUntil())
                .isEqualTo(NOW + 300_000);
        assertThat(reply(PLACE, 403, "<p>IP banned until 1774784983833</p>", Map.of())
                        .usage()
                        .silentUntil())
                .isEqualTo(1774784983833L);
        assertThat(reply(PLACE, 502, HTML, Map.of()).usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void aKeptKeyNeedNotBeNamed() {
        assertThat(outcome(new Request.KeepUserStream(), 200, "{}"))
                .isEqualTo(new Outcome.Done(new Answer.UserStreamKept()));
        assertThat(outcome(new Request.OpenUserStream(), 200, "{}")).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome(new Request.KeepUserStream(), 200, "")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void theAccountsOwnLimitsAreRead() {
        String body = "[{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":50},"
                + "{\"rateLimitType\":\"ORDERS\",\"interval\":\"DAY\",\"intervalNum\":1,\"limit\":7},"
                + "{\"rateLimitType\":\"ORDERS\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":4294967297},"
                + "{\"rateLimitType\":\"RAW\",\"limit\":\"x\"},{\"limit\":0},null]";

        assertThat(outcome(new Request.ReadOrderLimits(), 200, body))
                .isEqualTo(new Outcome.Done(
                        new Answer.OrderLimits(new RateBudget.Limits(Integer.MAX_VALUE, 50, Integer.MAX_VALUE))));
    }

    @Test
    void usageIsReadFromHeadersAndNegativesSayNothing() {
        Map<String, String> headers =
                Map.of("x-mbx-used-weight-1m", "-1", "x-mbx-order-count-10s", "2", "x-mbx-order-count-1m", "17");
        assertThat(reply(TestRequests.allPositions(), 200, "[]", headers).usage())
                .isEqualTo(new Usage(Usage.UNSAID, 2, 17, Usage.UNSAID));
        assertThat(reply(PLACE, 400, "{}", Map.of("x-mbx-used-weight-1m", "2399"))
                        .usage())
                .isEqualTo(new Usage(2399, Usage.UNSAID, Usage.UNSAID, Usage.UNSAID));
        assertThat(reply(PLACE, 400, "{}", Map.of("x-mbx-used-weight-1m", "a lot"))
                        .usage())
                .isEqualTo(Usage.NONE);
    }

    @Test
    void wordsAreShortAndHoldNoAddressOrSignature() {
        String words = "see https://example.com/x?signature=00ff and signature=00ff " + "a".repeat(5000);
        Outcome outcome = outcome(PLACE, 400, "{\"code\":-1,\"msg\":\"" + words + "\"}");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.message())
                                .hasSizeLessThanOrEqualTo(200)
                                .doesNotContain("00ff")
                                .doesNotContain("example.com"));
    }

    private static Outcome outcome(Request request, int status, String body) {
        return reply(request, status, body, Map.of()).outcome();
    }

    private static Reply reply(Request request, int status, String body, Map<String, String> headers) {
        return AnswerClassifier.classify(request, answer(status, body, headers), NOW);
    }

    private static WireAnswer answer(int status, String body, Map<String, String> headers) {
        return new WireAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
