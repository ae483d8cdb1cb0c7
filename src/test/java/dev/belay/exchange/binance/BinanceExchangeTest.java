package dev.belay.exchange.binance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpResponse;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.Usage;
import dev.belay.money.PositionSide;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceExchangeTest {

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long NOW = 1_600_000_000_000L;
    private static final Request PLACE = TestRequests.workingStop(PositionSide.BOTH, Side.SELL);
    private static final Request READ = TestRequests.allPositions();

    private final HandClock clock = new HandClock(NOW);
    private ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @AfterAll
    static void stopSystem() {
        KIT.shutdownTestKit();
    }

    @Test
    void sendsExactlyTheLineThatWasSigned() {
        Request request = new Request.ReadStops(Optional.of(new Symbol("测试USDT")));
        server.answer(200, "", "[]");
        assertThat(call(request).outcome()).isEqualTo(new Outcome.Done(new Answer.Stops(List.of())));
        WireRequest written = new RequestWriter(TestRequests.KEY, Duration.ofSeconds(5)).write(request, NOW);
        assertThat(server.heads.get(0))
                .startsWith("GET " + written.target() + " HTTP/1.1\r\n")
                .contains("symbol=%E6%B5%8B%E8%AF%95USDT&recvWindow=5000&timestamp=1600000000000&signature=")
                .contains("X-MBX-APIKEY: " + TestRequests.KEY.apiKey() + "\r\n");
    }

    @Test
    void ordersArePostedWithTheTimeOfTheirDecision() {
        server.answer(200, "", Samples.text("algo-order-placed.json").replace("6B2I9XVcJpCjqPAJ4YoFX7", "belay-w-1"));
        Reply reply = call(PLACE);
        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.answer()).isInstanceOf(Answer.StopReport.class));
        assertThat(server.heads.get(0))
                .startsWith("POST /fapi/v1/algoOrder?algoType=CONDITIONAL&symbol=BTCUSDT&")
                .contains("&timestamp=" + TestRequests.DECIDED + "&signature=");
    }

    @Test
    void publicReadingGivesNoKeyAway() {
        server.answer(200, "", "{\"serverTime\":1499827319559}");
        assertThat(call(new Request.ReadTime()).outcome())
                .isEqualTo(new Outcome.Done(new Answer.ServerTime(1499827319559L)));
        assertThat(server.heads.get(0))
                .startsWith("GET /fapi/v1/time HTTP/1.1\r\n")
                .doesNotContain("APIKEY");
    }

    @Test
    void headersTellOfTheLimitsInAnyCase() {
        server.answer(
                200, "x-MBX-Used-Weight-1M: 42\r\nX-MBX-ORDER-COUNT-10S: -1\r\nX-MBX-ORDER-COUNT-1m: 3\r\n", "[]");
        assertThat(call(READ).usage()).isEqualTo(new Usage(42, Usage.UNSAID, 3, Usage.UNSAID));
    }

    @Test
    void refusalAndBanAreUnderstoodOverTheWire() {
        server.answer(400, "Connection: close\r\n", "{\"code\":-2021,\"msg\":\"Order would immediately trigger.\"}");
        assertThat(call(PLACE).outcome()).isEqualTo(new Outcome.Refused(-2021, "Order would immediately trigger."));
        server.answer(
                418, "", "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until 1774784983833.\"}");
        assertThat(call(PLACE).usage().silentUntil()).isEqualTo(1774784983833L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n[{\"symbol\":",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>ok</html>",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\"sy\r\n",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 20\r\n\r\n<html>nginx 502</h1>",
                "HTTP/1.1 2",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\r\n\r\n\r\n",
                ""
            })
    void malformedAndCutAnswersAreUnknown(String answer) {
        for (Request request : List.of(PLACE, READ, TestRequests.cancel(), new Request.ReadRules())) {
            server.raw(answer);
            assertThat(call(request).outcome()).as(request + answer).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void oversizedAnswerIsUnknownAndNotKept() {
        server.raw("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n[" + " ".repeat(1_200_000));
        assertThat(call(READ).outcome()).isInstanceOf(Outcome.Unknown.class);
        String chunk = "80000\r\n" + " ".repeat(0x80000) + "\r\n";
        server.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n");
        assertThat(call(READ).outcome()).isEqualTo(new Outcome.Unknown("the answer is larger than any real one"));
    }

    @Test
    void connectionCutBeforeOrAfterReadingIsUnknown() {
        server.then(connection -> connection.close());
        assertThat(call(PLACE).outcome()).isInstanceOf(Outcome.Unknown.class);
        server.then(connection -> {
            server.readHead(connection);
            connection.setSoLinger(true, 0);
            connection.close();
        });
        assertThat(call(PLACE).outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heads).hasSize(1);
    }

    @Test
    void nothingIsSentTwice() {
        for (int i = 0; i < 3; i++) {
            server.then(connection -> {
                server.readHead(connection);
                connection.close();
            });
        }
        assertThat(call(READ).outcome()).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.heads).hasSize(1);
    }

    @Test
    void silenceIsUnknownAtTheDeadline() throws IOException {
        try (ScriptedServer mute = mute()) {
            BinanceExchange hasty = exchange(mute.address(), Duration.ofMillis(200));
            long start = System.nanoTime();
            assertThat(call(hasty, PLACE).outcome()).isEqualTo(new Outcome.Unknown("no answer within 200 ms"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
        }
    }

    /** Accepts connections and says nothing, ever. */
    private static ScriptedServer mute() throws IOException {
        ScriptedServer mute = new ScriptedServer();
        mute.then(connection -> {
            mute.readHead(connection);
            connection.getInputStream().read();
        });
        return mute;
    }

    @Test
    void refusedConnectionIsNotSentEveryTimeWithoutAGrowingPause() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        BinanceExchange nobody = exchange("http://127.0.0.1:" + port, Duration.ofSeconds(3));
        for (int i = 0; i < 12; i++) {
            assertThat(call(nobody, PLACE).outcome()).isInstanceOf(Outcome.NotSent.class);
        }
    }

    @Test
    void hostThatDoesNotExistIsNotSent() {
        BinanceExchange nowhere = exchange("http://no-such-host.invalid", Duration.ofSeconds(10));
        assertThat(call(nowhere, PLACE).outcome()).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void manyCallsAtOnceEachGetTheirOwnAnswer() {
        ServerBinding binding = Http.get(KIT.system())
                .newServerAt("127.0.0.1", 0)
                .bindSync(request -> HttpResponse.create()
                        .withEntity(Samples.text("order-queried.json")
                                .replace(
                                        "abc",
                                        request.getUri()
                                                .query()
                                                .get("origClientOrderId")
                                                .orElse("none"))))
                .toCompletableFuture()
                .join();
        BinanceExchange exchange =
                exchange("http://127.0.0.1:" + binding.localAddress().getPort(), Duration.ofSeconds(10));
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 300)
                .mapToObj(i -> exchange.call(new Request.QueryOrder(TestRequests.leg(PositionSide.BOTH), "id-" + i))
                        .toCompletableFuture())
                .toList();
        for (int i = 0; i < replies.size(); i++) {
            String id = "id-" + i;
            assertThat(replies.get(i).orTimeout(20, TimeUnit.SECONDS).join().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(((Answer.OrderReport) done.answer()).id())
                                    .isEqualTo(id));
        }
        binding.unbind().toCompletableFuture().join();
    }

    @Test
    void answerThatTricklesInIsUnknownAtTheDeadline() throws IOException {
        try (ScriptedServer slow = new ScriptedServer()) {
            slow.then(connection -> {
                slow.readHead(connection);
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[".getBytes(UTF_8));
                connection.getOutputStream().flush();
                connection.getInputStream().read();
            });
            assertThat(call(exchange(slow.address(), Duration.ofMillis(200)), READ)
                            .outcome())
                    .isEqualTo(new Outcome.Unknown("no answer within 200 ms"));
        }
    }

    @Test
    void orderThatWouldGrowALegIsNotSent() {
        Outcome outcome =
                call(TestRequests.workingStop(PositionSide.LONG, Side.BUY)).outcome();
        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
        assertThat(server.heads).isEmpty();
    }

    @Test
    void addressesThatAreNoneAreRefusedInWords() {
        assertThatThrownBy(() -> BinanceEndpoints.of("fapi.binance.com", "wss://a", "wss://b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the rest address must start with http:// or https://")
                .hasMessageContaining("fapi.binance.com");
        assertThatThrownBy(() -> BinanceEndpoints.of("https://a", "https://a", "wss://b"))
                .hasMessageContaining("the market stream address must start with ws:// or wss://");
    }

    private Reply call(Request request) {
        return call(exchange(server.address(), Duration.ofSeconds(5)), request);
    }

    private static Reply call(BinanceExchange exchange, Request request) {
        return exchange.call(request)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private BinanceExchange exchange(String address, Duration deadline) {
        return new BinanceExchange(
                KIT.system(),
                BinanceEndpoints.of(address, "ws://127.0.0.1", "ws://127.0.0.1"),
                TestRequests.KEY,
                clock,
                new CallLimits(Duration.ofSeconds(5), deadline));
    }
}
