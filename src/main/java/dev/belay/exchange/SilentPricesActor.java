package dev.belay.exchange;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the exchange for the prices that its streams do not tell (premiumIndex and ticker/price, binance-api §5, §9.3), so
 * that a stop goes on trailing while a stream is silent. There is one question of a kind at a time, for one symbol or for
 * all at once, and the gateway lets it wait for everything that is more urgent.
 */
public final class SilentPricesActor {

    /** Looks so many times while a stream becomes silent. */
    private static final int LOOKS = 3;

    public sealed interface Command {}

    private enum Look implements Command {
        INSTANCE
    }

    private record Found(MarketStreamActor.Silent silent) implements Command {}

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private final ActorRef<Command> self;
    private final ActorRef<MarketStreamActor.Command> market;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<MarketStreamActor.Silent> found;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final ExchangeClock clock;
    private final Duration silentAfter;
    /** The streams that the questions under way are about, empty when there is none. */
    private final Set<MarketStream> asked = new HashSet<>();

    private SilentPricesActor(
            ActorContext<Command> context,
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ExchangeClock clock,
            Duration silentAfter) {
        this.self = context.getSelf();
        this.market = market;
        this.gateway = gateway;
        this.found = context.messageAdapter(MarketStreamActor.Silent.class, Found::new);
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Answered::new);
        this.clock = clock;
        this.silentAfter = silentAfter;
    }

    /**
     * Looks after the prices of {@code market} from now on.
     *
     * @param silentAfter exchange time without a price of the stream after which it is asked for
     */
    public static Behavior<Command> create(
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ExchangeClock clock,
            Duration silentAfter) {
        return Behaviors.setup(context -> {
            var actor = new SilentPricesActor(context, market, gateway, clock, silentAfter);
            actor.lookLater();
            return actor.running();
        });
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Look.class, look -> onLook())
                .onMessage(Found.class, silent -> onFound(silent.silent()))
                .onMessage(Answered.class, answered -> onAnswered(answered.result()))
                .build();
    }

    private void lookLater() {
        clock.after(silentAfter.dividedBy(LOOKS), () -> self.tell(Look.INSTANCE));
    }

    /** The work that the clock has begun goes on with the question. */
    private Behavior<Command> onLook() {
        market.tell(new MarketStreamActor.FindSilent(clock.millis(), silentAfter, found));
        return Behaviors.same();
    }

    private Behavior<Command> onFound(MarketStreamActor.Silent silent) {
        if (asked.isEmpty()) {
            asked.addAll(silent.streams());
            for (PriceKind kind : PriceKind.values()) {
                ask(kind);
            }
        }
        lookLater();
        clock.pace().end();
        return Behaviors.same();
    }

    /** All symbols weigh as much as a few. */
    private void ask(PriceKind kind) {
        List<Symbol> symbols = asked.stream()
                .filter(stream -> stream.kind() == kind)
                .map(MarketStream::symbol)
                .toList();
        if (!symbols.isEmpty()) {
            clock.pace().begin();
            Optional<Symbol> one = symbols.size() == 1 ? Optional.of(symbols.get(0)) : Optional.empty();
            gateway.tell(new ExchangeGatewayActor.Call(new Request.ReadPrices(kind, one), answers));
        }
    }

    private Behavior<Command> onAnswered(ExchangeGatewayActor.Result result) {
        if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.Prices read) {
            for (MarketPrice price : read.prices()) {
                if (asked.contains(new MarketStream(price.symbol(), price.kind()))) {
                    clock.pace().begin();
                    market.tell(new MarketStreamActor.Polled(price));
                }
            }
        }
        if (result.request() instanceof Request.ReadPrices read) {
            asked.removeIf(stream -> stream.kind() == read.kind());
        }
        clock.pace().end();
        return Behaviors.same();
    }
}
