package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import dev.belay.exchange.binance.StreamServer.Accepted;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinanceMarketFeedTest {

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long NOW = 1_600_000_000_000L;
    private static final Symbol BITCOIN = new Symbol("BTCUSDT");
    private static final Symbol ETHER = new Symbol("ETHUSDT");
    private static final String BITCOIN_STREAM = "btcusdt@markPrice@1s";
    private static final String ETHER_STREAM = "ethusdt@markPrice@1s";

    private final HandClock clock = new HandClock(NOW);
    private final Heard heard = new Heard();
    private StreamServer server;
    private BinanceMarketFeed feed;

    /** What the listener heard, one line each. */
    private static final class Heard implements MarketFeed.Listener {
        final BlockingQueue<MarketPrice> prices = new LinkedBlockingQueue<>();
        final BlockingQueue<String> signs = new LinkedBlockingQueue<>();
        final BlockingQueue<String> unreadable = new LinkedBlockingQueue<>();

        @Override
        public void price(MarketPrice price) {
            prices.add(price);
        }

        @Override
        public void connected() {
            signs.add("connected");
        }

        @Override
        public void disconnected(String why) {
            signs.add("disconnected: " + why);
        }

        @Override
        public void unreadable(String why) {
            unreadable.add(why);
        }

        String sign() throws InterruptedException {
            return StreamServer.awaited(signs, "a sign");
        }

        MarketPrice price() throws InterruptedException {
            return StreamServer.awaited(prices, "a price");
        }
    }

    @BeforeEach
    void start() {
        server = new StreamServer(KIT.system());
        feed = feed(Duration.ofSeconds(10));
    }

    private BinanceMarketFeed feed(Duration silence) {
        BinanceEndpoints endpoints =
                BinanceEndpoints.of("http://127.0.0.1", server.address() + "/market", server.address());
        return new BinanceMarketFeed(KIT.system(), endpoints, Map.of("X-Belay-Paced", "true"), clock, silence);
    }

    @AfterEach
    void stop() {
        feed.stop();
        server.close();
    }

    @AfterAll
    static void stopSystem() {
        KIT.shutdownTestKit();
    }

    private Accepted watching(Symbol... symbols) throws InterruptedException {
        feed.watch(marks(symbols));
        feed.start(heard);
        Accepted connection = server.accepted();
        assertThat(heard.sign()).isEqualTo("connected");
        return connection;
    }

    private static Set<MarketStream> marks(Symbol... symbols) {
        return Stream.of(symbols)
                .map(symbol -> new MarketStream(symbol, PriceKind.MARK))
                .collect(Collectors.toSet());
    }

    private static String frame(Symbol symbol, String price, long at) {
        return "{\"e\":\"markPriceUpdate\",\"E\":" + at + ",\"s\":\"" + symbol + "\",\"p\":\"" + price + "\",\"st\":1}";
    }

    @Test
    void asksForTheSymbolsOnTheMarketPathAndTellsTheirPrices() throws InterruptedException {
        Accepted connection = watching(BITCOIN, ETHER);
        assertThat(connection.path()).isEqualTo("/market/ws/" + BITCOIN_STREAM + "/" + ETHER_STREAM);
        assertThat(connection.pacedHeader()).isEqualTo("true");
        connection.send(frame(BITCOIN, "64021.30", NOW));
        connection.send("{\"stream\":\"" + ETHER_STREAM + "\",\"data\":" + frame(ETHER, "2500.5", NOW) + "}");
        assertThat(heard.price()).isEqualTo(MarketPrice.mark(BITCOIN, Price.of("64021.3"), NOW));
        assertThat(heard.price()).isEqualTo(MarketPrice.mark(ETHER, Price.of("2500.5"), NOW));
        assertThat(clock.ended).as("the connection").hasValue(1);
    }

    @Test
    void followsWhatIsWantedByMessagesOnTheSameConnection() throws InterruptedException {
        Accepted connection = watching(BITCOIN);
        assertThat(connection.receive())
                .as("only an answer proves that the streams of the address flow")
                .isEqualTo("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + BITCOIN_STREAM + "\"],\"id\":1}");
        feed.watch(marks(ETHER));
        assertThat(connection.receive())
                .isEqualTo("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + ETHER_STREAM + "\"],\"id\":2}");
        assertThat(connection.receive())
                .isEqualTo("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"" + BITCOIN_STREAM + "\"],\"id\":3}");
        connection.send("{\"result\":null,\"id\":1}");
        connection.send(frame(BITCOIN, "1", NOW));
        connection.send(frame(ETHER, "2", NOW));
        assertThat(heard.price().symbol()).isEqualTo(ETHER);
        assertThat(clock.ended)
                .as("the connection, the reply and what waited for it, and the unwanted price")
                .hasValue(4);
        assertThat(server.hasNoConnection()).isTrue();
    }

    @Test
    void asksForTradesBesideMarkPricesAndTellsEachOnce() throws InterruptedException {
        feed.watch(Set.of(new MarketStream(BITCOIN, PriceKind.MARK), new MarketStream(BITCOIN, PriceKind.LAST)));
        feed.start(heard);
        Accepted connection = server.accepted();
        assertThat(heard.sign()).isEqualTo("connected");
        assertThat(connection.path()).isEqualTo("/market/ws/" + BITCOIN_STREAM + "/btcusdt@aggTrade");
        connection.send(trade("64020.1", 7));
        connection.send(trade("64020.2", 8));
        connection.send(trade("64020.2", 8));
        connection.send(frame(BITCOIN, "64019", NOW));
        assertThat(heard.price()).isEqualTo(MarketPrice.last(BITCOIN, Price.of("64020.1"), NOW));
        assertThat(heard.price())
                .as("of the same millisecond")
                .isEqualTo(MarketPrice.last(BITCOIN, Price.of("64020.2"), NOW));
        assertThat(heard.price()).isEqualTo(MarketPrice.mark(BITCOIN, Price.of("64019"), NOW));
        feed.watch(marks(BITCOIN));
        assertThat(connection.receive()).contains("SUBSCRIBE", "btcusdt@aggTrade");
        assertThat(connection.receive())
                .isEqualTo("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@aggTrade\"],\"id\":2}");
    }

    private static String trade(String price, long number) {
        return "{\"e\":\"aggTrade\",\"E\":" + NOW + ",\"s\":\"" + BITCOIN + "\",\"a\":" + number + ",\"p\":\"" + price
                + "\",\"q\":\"1\",\"T\":" + NOW + ",\"m\":true}";
    }

    @Test
    void asksForManySymbolsInFewMessages() throws InterruptedException {
        Symbol[] many =
                IntStream.range(1000, 1300).mapToObj(i -> new Symbol("S" + i)).toArray(Symbol[]::new);
        Accepted connection = watching(many);
        assertThat(connection.path().split("/")).hasSize(3 + 50);
        List<String> messages = List.of(connection.receive(), connection.receive(), connection.receive());
        String asked = connection.path() + messages;
        assertThat(Set.of(many).stream().map(symbol -> "s" + symbol.name().substring(1) + "@markPrice@1s"))
                .allMatch(asked::contains);
        assertThat(messages).allMatch(message -> message.split("@1s", -1).length - 1 <= 100);
    }

    @Test
    void comesBackAfterACloseAndAsksForEverythingAgain() throws InterruptedException {
        Accepted first = watching(BITCOIN);
        assertThat(first.receive()).contains("SUBSCRIBE", BITCOIN_STREAM);
        feed.watch(marks(BITCOIN, ETHER));
        assertThat(first.receive()).contains("SUBSCRIBE", ETHER_STREAM);
        first.send(frame(BITCOIN, "5", NOW));
        assertThat(heard.price().price()).isEqualTo(Price.of("5"));
        first.close();
        assertThat(heard.sign()).startsWith("disconnected: ");
        Accepted second = server.accepted();
        assertThat(second.path()).contains(BITCOIN_STREAM, ETHER_STREAM);
        assertThat(heard.sign()).isEqualTo("connected");
        second.send(frame(BITCOIN, "5", NOW));
        second.send(frame(BITCOIN, "6", NOW + 1));
        assertThat(heard.price().price()).as("the repeated price is not told").isEqualTo(Price.of("6"));
    }

    @Test
    void anOldConnectionIsHeardUntilItsSuccessorCarriesTheStreams() throws InterruptedException {
        Accepted old = watching(BITCOIN);
        clock.endLongWaits();
        Accepted successor = server.accepted();
        assertThat(successor.receive()).contains("SUBSCRIBE", BITCOIN_STREAM);
        old.send(frame(BITCOIN, "1", NOW));
        assertThat(heard.price().price()).isEqualTo(Price.of("1"));

        successor.send(frame(BITCOIN, "1", NOW));
        successor.send("{\"result\":null,\"id\":1}");
        await().untilAsserted(() -> assertThat(
                        old.outgoing().offer(TextMessage.create("x")).isEnqueued())
                .isFalse());
        successor.send(frame(BITCOIN, "2", NOW + 1));
        assertThat(heard.price().price()).as("what both tell counts once").isEqualTo(Price.of("2"));
        assertThat(heard.signs).as("nobody needs to know").isEmpty();
    }

    @Test
    void anOldConnectionStaysWhenItsSuccessorCannotBeOpened() throws InterruptedException {
        Accepted old = watching(BITCOIN);
        server.refusing = true;
        feed.renew();
        await().until(() -> server.refused.get() > 1);
        old.send(frame(BITCOIN, "3", NOW));
        assertThat(heard.price().price()).isEqualTo(Price.of("3"));
        assertThat(heard.signs).isEmpty();

        server.refusing = false;
        server.accepted().send("{\"result\":null,\"id\":1}");
        await().untilAsserted(() -> assertThat(
                        old.outgoing().offer(TextMessage.create("x")).isEnqueued())
                .isFalse());
    }

    @Test
    void silentConnectionIsReplaced() throws InterruptedException {
        feed = feed(Duration.ofMillis(300));
        watching(BITCOIN);
        assertThat(heard.sign()).isEqualTo("disconnected: the connection was silent for longer than a live one");
        server.accepted();
        assertThat(heard.sign()).isEqualTo("connected");
    }

    @Test
    void refusedHandshakesAreToldAndTriedAgain() throws InterruptedException {
        server.refusing = true;
        feed.watch(marks(BITCOIN));
        feed.start(heard);
        assertThat(heard.sign()).isEqualTo("disconnected: the stream was refused with HTTP 403");
        assertThat(heard.sign()).isEqualTo("disconnected: the stream was refused with HTTP 403");
        server.refusing = false;
        server.accepted();
        assertThat(heard.sign()).isNotBlank();
    }

    @Test
    void handshakeThatIsNotAnsweredIsGivenUpAndTriedAgain() throws InterruptedException, IOException {
        try (ScriptedServer mute = new ScriptedServer()) {
            BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
            for (int i = 0; i < 2; i++) {
                mute.then(connection -> {
                    mute.readHead(connection);
                    ends.add(lastByte(connection));
                });
            }
            BinanceEndpoints endpoints =
                    BinanceEndpoints.of(mute.address(), mute.address().replace("http", "ws"), server.address());
            feed = new BinanceMarketFeed(KIT.system(), endpoints, Map.of(), clock, Duration.ofMillis(200));
            feed.watch(marks(BITCOIN));
            feed.start(heard);
            for (int i = 0; i < 2; i++) {
                assertThat(heard.sign()).isEqualTo("disconnected: the handshake was not answered");
                assertThat(StreamServer.awaited(ends, "the end of the connection"))
                        .isEqualTo(-1);
            }
            assertThat(mute.heads).allMatch(head -> head.startsWith("GET /ws/" + BITCOIN_STREAM + " HTTP/1.1"));
        }
    }

    /** -1 at the end of the connection, whether it was closed or reset. */
    private static int lastByte(Socket connection) {
        try {
            return connection.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void garbageIsCountedAndNotFatal() throws InterruptedException {
        Accepted connection = watching(BITCOIN);
        List<String> garbage = List.of(
                "",
                "{",
                "<html>",
                "null",
                frame(BITCOIN, "0", NOW),
                frame(BITCOIN, "-3", NOW),
                frame(BITCOIN, "7", NOW + 3_600_000),
                "x".repeat(70_000));
        garbage.forEach(connection::send);
        connection.send(TextMessage.create(Source.repeat("y".repeat(10_000)).take(30)));
        connection.send(BinaryMessage.create(ByteString.fromString(frame(BITCOIN, "9", NOW))));
        connection.send(frame(BITCOIN, "8", NOW));
        assertThat(heard.price().price()).isEqualTo(Price.of("8"));
        assertThat(heard.unreadable).hasSize(garbage.size() + 2);
        assertThat(heard.unreadable).contains("a frame of more than 65536 characters", "a binary frame");
        assertThat(clock.ended).as("each frame, and the connection").hasValue(garbage.size() + 3);
    }

    @Test
    void lateAndRepeatedPricesAreDroppedPerSymbol() throws InterruptedException {
        Accepted connection = watching(BITCOIN, ETHER);
        connection.send(frame(BITCOIN, "1", NOW));
        connection.send(frame(BITCOIN, "2", NOW));
        connection.send(frame(BITCOIN, "3", NOW - 1000));
        connection.send(frame(ETHER, "4", NOW - 1000));
        connection.send(frame(BITCOIN, "5", NOW + 1000));
        List<String> prices = List.of(
                heard.price().price().toString(),
                heard.price().price().toString(),
                heard.price().price().toString());
        assertThat(prices).containsExactly("1", "4", "5");
        assertThat(clock.ended)
                .as("each dropped frame is worked off, and the connection")
                .hasValue(3);
    }

    @Test
    void connectsOnlyWhenThereIsSomethingToHear() throws InterruptedException {
        feed.start(heard);
        feed.watch(marks());
        assertThat(server.hasNoConnection()).isTrue();
        feed.watch(marks(BITCOIN));
        Accepted connection = server.accepted();
        assertThat(heard.sign()).isEqualTo("connected");
        assertThat(connection.receive()).contains("\"SUBSCRIBE\"", BITCOIN_STREAM);
        feed.watch(marks());
        assertThat(connection.receive()).contains("\"UNSUBSCRIBE\"", BITCOIN_STREAM);
        assertThat(heard.signs).as("wanting nothing is not a loss").isEmpty();
    }

    @Test
    void stoppedFeedStaysSilent() throws InterruptedException {
        Accepted connection = watching(BITCOIN);
        feed.stop();
        await().untilAsserted(() -> assertThat(
                        connection.outgoing().offer(TextMessage.create("x")).isEnqueued())
                .isFalse());
        assertThat(heard.signs).isEmpty();
        assertThat(heard.prices).isEmpty();
    }
}
