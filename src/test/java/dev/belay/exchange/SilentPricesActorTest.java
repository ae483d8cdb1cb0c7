package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.belay.market.HandClock;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SilentPricesActorTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Symbol BITCOIN = new Symbol("BTCUSDT");
    private static final Symbol ETHER = new Symbol("ETHUSDT");

    private final ActorTestKit kit = ActorTestKit.create();
    private final HandClock clock = new HandClock(NOW);
    private final TestProbe<MarketStreamActor.Command> market = kit.createTestProbe(MarketStreamActor.Command.class);
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);

    @BeforeEach
    void start() {
        kit.spawn(SilentPricesActor.create(market.getRef(), gateway.getRef(), clock, Duration.ofSeconds(6)));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** Two seconds pass, and the market stream is asked what is silent; says these symbols are. */
    private void silent(Symbol... symbols) {
        silent(Stream.of(symbols)
                .map(symbol -> new MarketStream(symbol, PriceKind.MARK))
                .toList());
    }

    private void silent(List<MarketStream> streams) {
        MarketStreamActor.FindSilent find = market.awaitAssert(() -> {
            clock.pass(Duration.ofSeconds(2));
            return market.expectMessageClass(MarketStreamActor.FindSilent.class, Duration.ofMillis(100));
        });
        find.replyTo().tell(new MarketStreamActor.Silent(streams));
    }

    private ExchangeGatewayActor.Call question() {
        return gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
    }

    private void answer(ExchangeGatewayActor.Call call, Outcome outcome) {
        call.replyTo().tell(new ExchangeGatewayActor.Result(call.request(), outcome, clock.millis()));
    }

    private static MarketPrice mark(Symbol symbol) {
        return MarketPrice.mark(symbol, Price.of("100"), NOW);
    }

    @Test
    void oneSilentSymbolIsAskedForByItself() {
        silent(BITCOIN);
        ExchangeGatewayActor.Call call = question();
        assertThat(call.request()).isEqualTo(new Request.ReadPrices(PriceKind.MARK, Optional.of(BITCOIN)));

        answer(call, new Outcome.Done(new Answer.Prices(List.of(mark(BITCOIN)))));

        assertThat(market.expectMessageClass(MarketStreamActor.Polled.class).price())
                .isEqualTo(mark(BITCOIN));
    }

    @Test
    void ofAllSymbolsOnlyTheSilentOnesAreHandedIn() {
        Symbol third = new Symbol("SOLUSDT");
        silent(BITCOIN, ETHER);
        ExchangeGatewayActor.Call call = question();
        assertThat(call.request()).isEqualTo(new Request.ReadPrices(PriceKind.MARK, Optional.empty()));

        answer(call, new Outcome.Done(new Answer.Prices(List.of(mark(third), mark(BITCOIN), mark(ETHER)))));

        assertThat(market.expectMessageClass(MarketStreamActor.Polled.class).price())
                .isEqualTo(mark(BITCOIN));
        assertThat(market.expectMessageClass(MarketStreamActor.Polled.class).price())
                .isEqualTo(mark(ETHER));
        market.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void silentTradesAreAskedForBesideSilentMarkPricesAndEachOnlyOnce() {
        MarketPrice last = MarketPrice.last(BITCOIN, Price.of("99"), NOW - 60_000);
        silent(List.of(new MarketStream(BITCOIN, PriceKind.MARK), new MarketStream(BITCOIN, PriceKind.LAST)));
        ExchangeGatewayActor.Call marks = question();
        ExchangeGatewayActor.Call lasts = question();
        assertThat(marks.request()).isEqualTo(new Request.ReadPrices(PriceKind.MARK, Optional.of(BITCOIN)));
        assertThat(lasts.request()).isEqualTo(new Request.ReadPrices(PriceKind.LAST, Optional.of(BITCOIN)));

        answer(lasts, new Outcome.Done(new Answer.Prices(List.of(last))));
        assertThat(market.expectMessageClass(MarketStreamActor.Polled.class).price())
                .isEqualTo(last);
        silent(List.of(new MarketStream(BITCOIN, PriceKind.LAST)));
        gateway.expectNoMessage(Duration.ofMillis(100));

        answer(marks, new Outcome.NotSent("later"));
        silent(List.of(new MarketStream(BITCOIN, PriceKind.LAST)));
        assertThat(question().request()).isEqualTo(lasts.request());
    }

    /** A gateway that lets housekeeping wait must not be asked ever more of it. */
    @Test
    void oneQuestionIsOutAtATimeAndAFailedOneIsAskedAgain() {
        silent(BITCOIN);
        ExchangeGatewayActor.Call call = question();
        silent(BITCOIN);
        gateway.expectNoMessage(Duration.ofMillis(100));

        answer(call, new Outcome.Unknown("read time-out"));
        silent(BITCOIN);

        assertThat(question().request()).isEqualTo(call.request());
    }

    @Test
    void nothingIsAskedWhileTheStreamTellsEverything() {
        silent();
        silent();
        gateway.expectNoMessage(Duration.ofMillis(100));
    }
}
