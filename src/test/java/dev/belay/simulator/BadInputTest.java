package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client sends wrong gets Binance's code and text, and the exchange goes on working. */
class BadInputTest extends SimulatorFixture {

    private static final int REQUESTS = 2_000;
    private static final int PER_MINUTE = 25;
    private static final Set<Integer> STATUSES = Set.of(200, 400, 401, 404);
    private static final List<String> WRONG_PATHS = List.of(
            "/",
            "/fapi",
            "/fapi/v1/order/",
            "//fapi/v1/order",
            "/fapi/v1/../v1/order",
            "/fapi/v9/order",
            "/FAPI/V1/ORDER",
            "/fapi/v1/%6Frder%2F",
            "/favicon.ico",
            "/%E6%B5%8B",
            "/%zz",
            "/ws",
            "/fapi/v1/order;a=b");

    private final long seed = Long.getLong("seed", 32_488_944_995_047L);
    private final Nonsense nonsense = new Nonsense(seed);
    private final Set<Integer> codes = new TreeSet<>();

    /** Standing prices, and time that moves by a minute when it is told to: weights never run out. */
    private Simulator standing() {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        return another(
                SimulatorSettings.of(symbols, new ScriptedPrices(symbols, START), START)
                        .at(Speed.REAL, true),
                SimulatorAudit.NONE);
    }

    @Test
    void everyRequestGetsBinancesAnswerOrBinancesRefusal() throws Exception {
        System.out.println("seed " + seed);
        Simulator exchange = standing();
        try (RawHttp http = new RawHttp(exchange.port())) {
            for (int sent = 0; sent < REQUESTS; sent++) {
                if (sent % PER_MINUTE == 0) {
                    minute(exchange);
                }
                one(exchange, http);
            }
        }
        assertThat(codes)
                .as("the requests got past the door")
                .contains(0, -1102, -1121, -5000, -2013)
                .hasSizeGreaterThan(20);
        assertThat(new RestClient(exchange)
                        .signed("GET", "/fapi/v3/account", "")
                        .status())
                .isEqualTo(200);
        exchange.stop().toCompletableFuture().join();
    }

    private static void minute(Simulator exchange) {
        long until = exchange.clock().millis() + 60_000;
        exchange.control().jump(Duration.ofMinutes(1));
        await().pollInterval(Duration.ofMillis(1))
                .atMost(SOON)
                .until(() -> exchange.clock().isPaused());
        assertThat(exchange.clock().millis()).isEqualTo(until);
    }

    private void one(Simulator exchange, RawHttp http) throws Exception {
        String route = nonsense.pick(Nonsense.ROUTES);
        String method = nonsense.chance(8)
                ? nonsense.pick(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"))
                : route.substring(0, route.indexOf(' '));
        String path = nonsense.chance(5) ? nonsense.pick(WRONG_PATHS) : route.substring(route.indexOf(' ') + 1);
        boolean takesBody = method.equals("POST") || method.equals("PUT") || method.equals("DELETE");
        String body = takesBody && nonsense.chance(20) ? nonsense.body() : "";
        String query = signed(exchange, nonsense.parameters(route), body);
        String key = nonsense.chance(6) ? nonsense.pick(List.of("", "x", "a".repeat(64), "ключ")) : exchange.apiKey();
        String headers = "X-MBX-APIKEY: " + key + "\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        RawHttp.Answer answer = http.send(method, query.isEmpty() ? path : path + "?" + query, headers, body);
        check(shortened(method + " " + path + "?" + query + " <" + body + ">"), method, answer, http);
    }

    private static String shortened(String request) {
        return request.replaceAll("(?s)(.{1,9})\\1{20,}", "$1…");
    }

    private String signed(Simulator exchange, String parameters, String body) throws Exception {
        if (nonsense.chance(8)) {
            return parameters;
        }
        String query = (parameters.isEmpty() ? "" : parameters + "&") + "timestamp="
                + exchange.clock().millis();
        return query + "&signature=" + RestClient.sign(query + body, exchange.secret());
    }

    private void check(String request, String method, RawHttp.Answer answer, RawHttp http) throws Exception {
        assertThat(STATUSES).as("%s to %s", answer, request).contains(answer.status());
        if (method.equals("HEAD")) {
            return;
        }
        assertThat(answer.type()).as("%s to %s", answer, request).isEqualTo("application/json");
        JsonNode json = http.json(answer);
        boolean isDone = answer.status() == 200;
        codes.add(isDone ? 0 : json.path("code").asInt());
        if (!isDone) {
            assertThat(json.path("code").asInt())
                    .as("%s to %s", answer, request)
                    .isLessThan(-1000);
            assertThat(json.path("msg").asText()).as(request).isNotBlank();
        }
        assertThat(answer.text()).as(request).doesNotContain("Exception", "dev.belay", "\tat ");
    }

    /** What HTTP itself does not allow never reaches the exchange, but is refused in its words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /fapi/v1/time?symbol=%zz  | 400
            GET  | /fapi/v1/ti\u0001me       | 400
            GET  | /fapi/v1/order?a=<>"{}    | 401
            GET  | no-slash                  | 404
            BREW | /fapi/v1/order            | 400
            """)
    void aBrokenRequestLineIsRefusedInJson(String method, String target, int status) throws Exception {
        try (RawHttp http = new RawHttp(simulator.port())) {
            RawHttp.Answer answer = http.send(method, target, "", "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.type()).isEqualTo("application/json");
            assertThat(http.json(answer).path("code").asInt()).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void aHugeUrlAHugeHeaderAndAHugeBodyAreRefusedInJson() throws Exception {
        try (RawHttp http = new RawHttp(simulator.port())) {
            List<RawHttp.Answer> answers = List.of(
                    http.send("GET", "/fapi/v1/time?a=" + "a".repeat(100_000), "", ""),
                    http.send("GET", "/fapi/v1/time", "X-Long: " + "a".repeat(100_000) + "\r\n", ""),
                    http.send("POST", "/fapi/v1/order", "", "a".repeat(3 << 20)));
            for (RawHttp.Answer answer : answers) {
                assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
                assertThat(http.json(answer).path("code").asInt()).isNegative();
            }
        }
        assertThat(client.open("GET", "/fapi/v1/time").status()).isEqualTo(200);
    }

    @Test
    void aSocketAnswersNonsenseAndGoesOn() throws Exception {
        System.out.println("seed " + seed);
        for (int round = 0; round < 25; round++) {
            SocketClient socket = new SocketClient(simulator.streamBase()
                    + nonsense.pick(
                            List.of("/market/ws", "/market/stream", "/private/ws/nobody", "/public/stream", "/ws")));
            for (int said = 0; said < 8; said++) {
                socket.say(nonsense.frame());
            }
            socket.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":\"last\"}");
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(SOON)
                    .until(() -> socket.heard().stream()
                            .anyMatch(frame -> frame.path("id").asText().equals("last")));
            List<JsonNode> answers = socket.heard().stream()
                    .filter(frame -> !frame.has("e") && !frame.has("stream"))
                    .toList();
            assertThat(answers)
                    .hasSize(9)
                    .allMatch(
                            answer -> answer.has("result") || answer.path("msg").isTextual());
            socket.close();
        }
    }

    @Test
    void aSocketWhereNoneLivesIsRefusedInJson() throws Exception {
        try (RawHttp http = new RawHttp(simulator.port())) {
            String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            RawHttp.Answer answer =
                    http.send("GET", "/nowhere?" + URLEncoder.encode("x=1", StandardCharsets.UTF_8), upgrade, "");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(http.json(answer).path("code").asInt()).isEqualTo(-5000);
        }
    }
}
