package dev.belay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ApiServerTest {

    private static final List<String> ROUTES = List.of(
            "GET /api/v1/status",
            "GET /api/v1/gateway",
            "GET /api/v1/positions",
            "GET /api/v1/positions/BTCUSDT",
            "GET /api/v1/positions/BTCUSDT/lookup",
            "GET /api/v1/lookups",
            "POST /api/v1/open",
            "POST /api/v1/positions/BTCUSDT/close",
            "POST /api/v1/positions/BTCUSDT/policy",
            "GET /api/v1/journal",
            "GET /api/v1/journal/BTCUSDT",
            "GET /api/v1/journal/BTCUSDT/state?at=1",
            "GET /nowhere");

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private StubNode node;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        home = directory;
        node = new StubNode(home);
        node.holdsBtc(true);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void showsTheRoadToTheExchange() throws Exception {
        JsonNode gateway = JournalFormat.json().readTree(get("gateway").body());

        assertThat(gateway.at("/lanes/AUDIT/waiting").asInt()).isEqualTo(3);
        assertThat(gateway.at("/lanes/EXIT/oldestMillis").asInt(-1)).isZero();
        assertThat(gateway.at("/budget/weightPerMinute/used").asInt()).isEqualTo(41);
        assertThat(gateway.at("/budget/ordersPer10Seconds/limit").asInt()).isEqualTo(300);
        assertThat(gateway.at("/silentUntil").isNull()).isTrue();
        assertThat(gateway.at("/outcomes/refusedByCode/-2021").asInt()).isEqualTo(1);
        assertThat(gateway.at("/moves/debt").asText()).isEqualTo("0");
        assertThat(JournalFormat.json().readTree(get("status").body()).path("gateway"))
                .isEqualTo(gateway);
    }

    @Test
    void everyRouteWantsTheToken() throws Exception {
        for (String route : ROUTES) {
            String[] parts = route.split(" ", -1);
            for (String shown : List.of("", "Bearer wrong", node.authorization() + "x")) {
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(uri(parts[1])).method(parts[0], BodyPublishers.noBody());
                HttpResponse<String> response = http.send(
                        shown.isEmpty()
                                ? request.build()
                                : request.header("Authorization", shown).build(),
                        BodyHandlers.ofString());
                assertThat(response.statusCode()).as(route).isEqualTo(401);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(response.body())
                        .contains("\"remedy\"")
                        .doesNotContain(node.authorization().substring(7));
            }
        }
    }

    @Test
    void refusesAHostThatIsNotThisMachine() throws Exception {
        assertThat(raw("Host: evil.example:" + node.port()))
                .startsWith("HTTP/1.1 421")
                .contains("wrong host");
        assertThat(raw("Host: localhost:" + node.port())).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesAForeignOriginAndTakesItsOwn() throws Exception {
        String host = "Host: 127.0.0.1:" + node.port();
        assertThat(raw(host + "\r\nOrigin: http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(raw(host + "\r\nOrigin: null")).startsWith("HTTP/1.1 403");
        assertThat(raw(host + "\r\nOrigin: http://127.0.0.1:" + node.port())).startsWith("HTTP/1.1 200");
    }

    @Test
    void saysNotWhichServerAnswers() throws Exception {
        assertThat(get("status").headers().firstValue("Server")).isEmpty();
    }

    @Test
    void looksAPositionUpAndCountsWhereTheAnswerCameFrom() throws Exception {
        assertThat(get("positions/btcusdt/lookup").body())
                .contains("\"method\":\"own_state\"", "\"quantity\":\"0.01\"", "\"standing\":\"LIVE\"")
                .contains("\"said\":\"LONG 0.01\"", "\"hit\":true");
        assertThat(get("lookups").body())
                .contains("\"own_state\":{\"lookups\":", "\"aborted\":{\"lookups\":0}", "\"alarms\":[]");
        assertThat(get("positions/ETHUSDT/lookup").statusCode()).isEqualTo(404);
    }

    @Test
    void showsAPositionWithDecimalsAsText() throws Exception {
        String body = get("positions/btcusdt").body();
        assertThat(body)
                .contains("\"leg\":\"main:BTCUSDT:BOTH\"", "\"protection\":\"PROTECTED\"", "\"quantity\":\"0.01\"")
                .contains("\"mark\":\"64500\"", "\"profit\":\"5.00000000\"", "\"profitPercent\":\"0.78\"")
                .contains("\"wanted\":\"62720\"", "\"disaster\":\"60800\"", "\"distancePercent\":\"2.76\"")
                .contains("\"activation\":\"64960\"", "\"openedAt\":1795000000000");
        assertThat(get("positions").body()).contains(body);
    }

    @Test
    void answersUnknownLegsAndAddressesWithAProblem() throws Exception {
        assertThat(get("positions/ETHUSDT").statusCode()).isEqualTo(404);
        assertThat(get("positions/a:b:c:d").statusCode()).isEqualTo(400);
        assertThat(get("nowhere").body()).contains("no such address");
        assertThat(get("open").statusCode()).isEqualTo(405);
        assertThat(get("journal/BTCUSDT?from=x").body()).contains("from: expected a whole number");
        assertThat(get("journal/BTCUSDT/state?at=99").statusCode()).isEqualTo(404);
    }

    @Test
    void readsTheJournalBack() throws Exception {
        assertThat(get("journal").body()).contains("\"leg\":\"main:BTCUSDT:BOTH\"");
        assertThat(get("journal/BTCUSDT?from=2&to=2").body())
                .contains("\"sequence\":2", "\"name\":\"stop-intended\"", "\"trigger\":\"60800\"")
                .doesNotContain("\"sequence\":3");
        assertThat(get("journal/BTCUSDT/state?at=1").body()).contains("\"protection\":\"UNPROTECTED\"");
    }

    @Test
    void tellsWhichFieldOfAnOrderIsWrong() throws Exception {
        assertThat(post("open", "{").body()).contains("not JSON");
        assertThat(post("open", order("sideways", "\"200\"")).body()).contains("direction: expected long or short");
        assertThat(post("open", order("long", "200")).body()).contains("usd: a text is required");
        assertThat(post("open", order("long", "\"-1\"")).body()).contains("usd: expected a decimal as text");
        assertThat(post("open", "{\"amount\":1}").body()).contains("unknown field [amount]");
        assertThat(post("open", order("long", "\"5000\"")).statusCode()).isEqualTo(409);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        HttpResponse<String> response = post("open", "{\"by\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void theTokenIsItsOwnersAlone() throws IOException {
        Path file = ApiToken.file(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip()).hasSize(43);
        assertThat(ApiToken.read(home)).hasToString("ApiToken[***]");
        assertThat(ApiToken.readOrCreate(home).authorization()).isEqualTo(node.authorization());
    }

    @Test
    void aLeftOverFileOfTheNodeIsRecognised(@TempDir Path elsewhere) throws IOException {
        var left = new NodeFile("127.0.0.1", 7070, Long.MAX_VALUE, "paper");
        left.write(elsewhere);
        assertThat(NodeFile.read(elsewhere)).hasValue(left);
        assertThat(left.isAlive()).isFalse();
        left.remove(elsewhere);
        assertThat(NodeFile.read(elsewhere)).isEmpty();
    }

    private static String order(String direction, String usd) {
        return "{\"symbol\":\"BTCUSDT\",\"direction\":\"%s\",\"usd\":%s,\"by\":\"test\"}".formatted(direction, usd);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(authorized(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = authorized(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(uri("/api/v1/" + path)).header("Authorization", node.authorization());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + node.port() + path);
    }

    /** A request with headers that a decent client does not let us write. */
    private String raw(String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            String request = "GET /api/v1/status HTTP/1.1\r\n%s\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                    .formatted(headers, node.authorization());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
