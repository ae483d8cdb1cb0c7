package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.control.ControlServer;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.web.ApiToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control API over HTTP, and the page that describes it. */
class ControlApiTest {

    private static final long START = 1_790_000_000_000L;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Path PAGE = Path.of("src/docs/simulator-control.md");
    private static final Pattern CURL = Pattern.compile("curl -s -H \"\\$AUTH\" \\$CONTROL(\\S+)(?: -d '(.*)')?");
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "controlled",
            ConfigFactory.parseString("akka.daemonic = on").withFallback(ConfigFactory.load()));

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ApiToken token = ApiToken.random();

    @TempDir
    private Path folder;

    private AuditFile audit;
    private Simulator simulator;
    private ServerBinding binding;

    private record Answer(int status, JsonNode body) {
        String detail() {
            return body.path("detail").asText();
        }
    }

    @BeforeEach
    void start() throws Exception {
        audit = new AuditFile(folder.resolve("audit.jsonl"));
        SimulatorSettings settings =
                SimulatorSettings.of(WellKnownSymbols.all(), new ScriptedPrices(WellKnownSymbols.all(), START), START);
        simulator =
                Simulator.start(SYSTEM, settings, audit).toCompletableFuture().join();
        binding = ControlServer.start(SYSTEM, simulator.control(), Optional.of(audit), 0, ControlServer.guard(token))
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().join();
        simulator.stop().toCompletableFuture().join();
        audit.close();
    }

    private Answer send(String path, String body, boolean isPost) throws Exception {
        return send(path, body, isPost, token.authorization());
    }

    private Answer send(String path, String body, boolean isPost, String authorization) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(
                        isPost ? "POST" : "GET",
                        isPost ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
                .header("Authorization", authorization)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), mapper.readTree(response.body()));
    }

    private Answer post(String path, String body) throws Exception {
        return send(path, body, true);
    }

    private Answer get(String path) throws Exception {
        return send(path, "", false);
    }

    @Test
    void everyExampleOfThePageWorksAndEveryVerbHasOne() throws Exception {
        Path klines = folder.resolve("SOLUSDT-1m.csv");
        Files.writeString(klines, "1748736000000,155,156,154,155.5,100,1748736059999,0,0,0,0,0\n");
        new RestClient(simulator)
                .signed(
                        "POST",
                        "/fapi/v1/algoOrder",
                        "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=90000"
                                + "&quantity=0.01&reduceOnly=true&clientAlgoId=my-stop");
        Set<String> shown = new HashSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher curl = CURL.matcher(line);
            if (curl.matches()) {
                boolean isPost = curl.group(2) != null;
                String body = isPost ? curl.group(2).replace("$KLINES", klines.toString()) : "";
                Answer answer = send(curl.group(1), body, isPost);
                assertThat(answer.status())
                        .as("%s answered %s", line, answer.body())
                        .isEqualTo(200);
                shown.add((isPost ? "POST " : "GET ") + curl.group(1).replaceAll("\\?.*", ""));
            }
        }
        List<String> verbs = get("/").body().path("verbs").findValuesAsText("verb");
        assertThat(verbs).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /prices/set      | {"symbol":"BTCUSDT","price":"dear"}              | 400 | price: expected a decimal
            /prices/set      | {"symbol":"BTCUSDT"}                             | 400 | price: expected a decimal such as "0.5", was not given
            /prices/set      | {"symbol":"BTCUSDT","price":"-3"}                | 400 | price: expected more than 0
            /prices/set      | {"symbol":"BTCUSDT","prize":"1"}                 | 400 | unknown field [prize]
            /prices/set      | {"symbol":"DOGEUSDT","price":"1"}                | 409 | -1121: Invalid symbol.
            /prices/set      | {"symbol":                                       | 400 | the body is not JSON
            /prices/script   | {"symbol":"BTCUSDT","steps":[]}                  | 400 | steps: expected a list
            /prices/script   | {"symbol":"BTCUSDT","steps":[{"after":5,"price":1},{"after":4,"price":1}]} | 400 | after must not go back
            /prices/replay   | {"symbol":"BTCUSDT","file":"nowhere.csv"}        | 400 | file: nowhere.csv
            /clock/speed     | {"speed":"fast"}                                 | 400 | speed: expected a whole number from 1, or max, was [fast]
            /clock/jump      | {"ms":0}                                         | 400 | ms: expected a whole number from 1
            /accounts/create | {"account":"main"}                               | 400 | there is an account named main
            /accounts/create | {"account":"a b"}                                | 400 | account: expected 1 to 32 letters
            /accounts/create | {"account":"x","key":"short","secret":"s3cr3t"}  | 400 | key: expected 64 letters and digits
            /accounts/withdraw | {"amount":"1000000"}                           | 400 | amount: the wallet holds 10000
            /acts/close      | {"account":"nobody","symbol":"BTCUSDT"}          | 400 | there is no account [nobody]
            /acts/close      | {"symbol":"BTCUSDT"}                             | 409 | the exchange refused it
            /acts/open       | {"symbol":"BTCUSDT","side":"UP","quantity":"1"}  | 400 | side: expected one of [BUY, SELL], was [UP]
            /acts/position-mode | {"hedge":"perhaps"}                           | 400 | hedge: expected true or false
            /faults/arm      | {"fault":"RESPONSE_LOSS"}                        | 400 | did you mean RESPONSE_LOST? The faults are [EMPTY_POSITIONS
            /faults/arm      | {"fault":"RATE_429","probability":"2"}           | 400 | probability: expected 0.001 to 1
            /faults/arm      | {"fault":"BAN_418","parameters":{"ms":"long"}}   | 400 | parameters.ms: expected a whole number, was [long]
            /faults/arm      | {"fault":"BAN_418","parameters":{"s":"1"}}       | 400 | BAN_418 has no parameter [s]; it has [ms]
            /faults/arm      | {"fault":"LISTEN_KEY_EXPIRE","parameters":{"event":"x"}} | 400 | expected with, without or double
            /nothing         | {}                                               | 404 | there is no verb [POST /nothing]
            """)
    void aBadRequestIsToldWhatWasExpected(String path, String body, int status, String detail) throws Exception {
        Answer answer = post(path, body);
        assertThat(answer.detail()).contains(detail);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().toString()).doesNotContain("Exception", "s3cr3t", "at dev.belay");
    }

    @Test
    void nonsenseIsAnsweredInItsOwnFormWhateverItIs() throws Exception {
        long seed = Long.getLong("seed", 32_488_944_995_047L);
        System.out.println("seed " + seed);
        Nonsense nonsense = new Nonsense(seed);
        List<String> verbs = get("/").body().path("verbs").findValuesAsText("verb").stream()
                .filter(verb -> !verb.contains("/clock/")) // a jump of a year takes its time
                .toList();
        try (RawHttp raw = new RawHttp(binding.localAddress().getPort())) {
            for (int sent = 0; sent < 1_500; sent++) {
                String verb = nonsense.pick(verbs);
                String method =
                        nonsense.chance(5) ? nonsense.pick(List.of("PUT", "DELETE", "BREW")) : verb.split(" ")[0];
                String path = nonsense.chance(5)
                        ? nonsense.pick(List.of("/%zz", "//", "/accounts/", "/x?%zz"))
                        : verb.split(" ")[1];
                String body = method.equals("GET") ? "" : nonsense.document();
                RawHttp.Answer answer =
                        raw.send(method, path, "Authorization: " + token.authorization() + "\r\n", body);
                String told = "%s to %s %s <%s>".formatted(answer, method, path, body);
                assertThat(answer.status()).as(told).isIn(200, 400, 404, 409);
                JsonNode json = raw.json(answer);
                assertThat(json.isObject()).as(told).isTrue();
                if (answer.status() != 200) {
                    assertThat(json.path("detail").asText()).as(told).isNotBlank();
                    assertThat(json.path("remedy").asText()).as(told).isNotBlank();
                }
                assertThat(answer.text()).as(told).doesNotContain("Exception", "dev.belay");
            }
        }
        assertThat(new RestClient(simulator).open("GET", "/fapi/v1/time").status())
                .isLessThan(500);
        assertThat(get("/clock").status()).isEqualTo(200);
    }

    @Test
    void nobodyComesInWithoutTheToken() throws Exception {
        Answer answer = send("/", "", false, "Bearer wrong");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("remedy").asText()).contains("printed when it started");
    }

    @Test
    void anAccountThatWasMadeCanTradeAtOnce() throws Exception {
        JsonNode made = post("/accounts/create", "{\"account\":\"second\",\"wallet\":500}")
                .body();
        RestClient client = new RestClient(simulator);
        String total = "timestamp=" + simulator.clock().millis();
        String signature = RestClient.sign(total, made.path("secret").asText());
        RestClient.Answer balance = client.send(
                "GET",
                "/fapi/v3/balance?" + total + "&signature=" + signature,
                made.path("key").asText());
        assertThat(balance.body().path(0).path("balance").asText()).isEqualTo("500.00000000");
        assertThat(get("/accounts").body().path("accounts").toString()).isEqualTo("[\"main\",\"second\"]");
    }

    @Test
    void aScriptMovesThePriceWhenItsTimeComes() throws Exception {
        post(
                "/prices/script",
                "{\"symbol\":\"BTCUSDT\",\"steps\":[{\"after\":50,\"price\":95000},{\"after\":150,"
                        + "\"price\":\"94000.5\"}]}");
        await().atMost(SOON).until(() -> price().equals("94000.5"));
    }

    private String price() throws Exception {
        return get("/prices").body().path("prices").path(0).path("last").asText();
    }

    @Test
    void aJumpBringsTimeForwardAndItsOldSpeedBack() throws Exception {
        long before = get("/clock").body().path("at").asLong();
        post("/clock/jump", "{\"ms\":3600000}");
        await().atMost(SOON)
                .until(() -> get("/clock").body().path("speed").asText().equals("1"));
        long after = get("/clock").body().path("at").asLong();
        assertThat(after - before).isBetween(3_600_000L, 3_630_000L);
    }

    @Test
    void aPausedClockStandsAlsoAfterAJump() throws Exception {
        post("/clock/pause", "");
        long before = get("/clock").body().path("at").asLong();
        post("/clock/jump", "{\"ms\":60000}");
        await().atMost(SOON).until(() -> get("/clock").body().path("paused").asBoolean());
        assertThat(get("/clock").body().path("at").asLong()).isEqualTo(before + 60_000);
    }

    @Test
    void anArmedFaultIsListedUntilItHasFired() throws Exception {
        post("/faults/arm", "{\"fault\":\"rate_429\",\"target\":\"GET /fapi/v1/time\",\"probability\":1}");
        assertThat(get("/faults/armed")
                        .body()
                        .path("armed")
                        .path(0)
                        .path("fault")
                        .asText())
                .isEqualTo("RATE_429");
        assertThat(new RestClient(simulator).open("GET", "/fapi/v1/time").status())
                .isEqualTo(429);
        assertThat(get("/faults/armed").body().path("armed")).isEmpty();
    }

    @Test
    void theListOfFaultsIsWhole() throws Exception {
        assertThat(get("/faults").body().path("faults")).hasSize(Fault.values().length);
    }

    @Test
    void theAuditIsToldFromAnyNumberOn() throws Exception {
        new RestClient(simulator).open("GET", "/fapi/v1/time");
        JsonNode first = get("/audit?from=0").body();
        assertThat(first.path("records").path(0).path("kind").asText()).isEqualTo("account");
        assertThat(first.path("records").findValuesAsText("kind")).contains("request");
        JsonNode next = get("/audit?from=" + first.path("next").asLong()).body();
        next.path("records")
                .forEach(line -> assertThat(line.path("n").asLong())
                        .isGreaterThanOrEqualTo(first.path("next").asLong()));
    }
}
