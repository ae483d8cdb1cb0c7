package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import dev.belay.exchange.Answer.UserStreamKey;
import dev.belay.exchange.UserEvent;
import dev.belay.exchange.UserFeed;
import dev.belay.exchange.binance.StreamServer.Accepted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinanceUserFeedTest {

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String SECRET = "aVerySecretListenKey";

    private final HandClock clock = new HandClock(1);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final UserFeed.Listener listener = new UserFeed.Listener() {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void event(UserEvent event) {
            heard.add(event.getClass().getSimpleName());
        }

        @Override
        public void unreadable(String why) {
            heard.add("unreadable " + why);
        }

        @Override
        public void ended(String why) {
            heard.add("ended " + why);
        }
    };
    private StreamServer server;

    @BeforeEach
    void start() {
        server = new StreamServer(KIT.system());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void stopSystem() {
        KIT.shutdownTestKit();
    }

    private UserFeed feed(String address) {
        BinanceEndpoints endpoints = BinanceEndpoints.of("http://127.0.0.1", address, address + "/private/");
        return new BinanceUserFeed(KIT.system(), endpoints, Map.of("X-Belay-Paced", "true"), clock.pace());
    }

    private UserFeed.Connection open() {
        return feed(server.address()).open(new UserStreamKey(SECRET), listener);
    }

    private String next() throws InterruptedException {
        return StreamServer.awaited(heard, "the user feed");
    }

    @Test
    void tellsEventsInOrderBetweenOpenedAndEnded() throws InterruptedException {
        open();
        Accepted connection = server.accepted();
        assertThat(connection.path()).isEqualTo("/private/ws/" + SECRET);
        assertThat(connection.pacedHeader()).isEqualTo("true");
        connection.send(Samples.text("order-trade-update.json"));
        connection.send(Samples.text("account-update.json"));
        connection.send(Samples.text("algo-update-triggering-wrapped.json"));
        connection.send("{\"e\":\"listenKeyExpired\",\"E\":5,\"listenKey\":\"" + SECRET + "\"}");
        connection.send("{\"e\":\"TRADE_LITE\",\"E\":6}");
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("OrderChanged");
        assertThat(next()).isEqualTo("PositionsChanged");
        assertThat(next()).isEqualTo("StopChanged");
        assertThat(next()).isEqualTo("KeyExpired");
        assertThat(next()).isEqualTo("Other");
        assertThat(clock.ended).as("told events are ended by the listener").hasValue(0);
        connection.close();
        assertThat(next()).isEqualTo("ended the connection was closed");
        assertThat(heard).isEmpty();
    }

    @Test
    void garbageIsToldWithoutTheKeyAndIsNotFatal() throws InterruptedException {
        open();
        Accepted connection = server.accepted();
        connection.send("{\"stream\":\"" + SECRET + "\",\"data\":{\"e\":\"ACCOUNT_UPDATE\"}}");
        connection.send(SECRET);
        connection.send("z".repeat(70_000));
        connection.send("{\"e\":\"TRADE_LITE\",\"E\":6}");
        assertThat(next()).isEqualTo("opened");
        for (int i = 0; i < 3; i++) {
            assertThat(next()).startsWith("unreadable ").doesNotContain(SECRET);
        }
        assertThat(next()).isEqualTo("Other");
        assertThat(clock.ended).hasValue(3);
    }

    @Test
    void closingEndsOnce() throws InterruptedException {
        UserFeed.Connection connection = open();
        server.accepted();
        assertThat(next()).isEqualTo("opened");
        connection.close();
        connection.close();
        assertThat(next()).startsWith("ended ");
        assertThat(heard).isEmpty();
    }

    @Test
    void socketWithoutASingleByteIsGivenUp() throws InterruptedException {
        BinanceEndpoints endpoints = BinanceEndpoints.of("http://127.0.0.1", server.address(), server.address());
        new BinanceUserFeed(KIT.system(), endpoints, Map.of(), clock.pace(), Duration.ofMillis(500))
                .open(new UserStreamKey(SECRET), listener);
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("ended the connection was silent for longer than a live one");
        assertThat(heard).isEmpty();
    }

    @Test
    void refusedHandshakeEndsWithoutHavingOpened() throws InterruptedException {
        server.refusing = true;
        open();
        assertThat(next()).isEqualTo("ended the stream was refused with HTTP 403");
        assertThat(heard).isEmpty();
    }

    @Test
    void unreachableExchangeEndsWithoutHavingOpened() throws InterruptedException, IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        feed("ws://127.0.0.1:" + port).open(new UserStreamKey(SECRET), listener);
        assertThat(next()).isEqualTo("ended no connection to the exchange");
        assertThat(heard).isEmpty();
    }
}
