package dev.belay.view;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.position.Leg;
import dev.belay.position.LegActor;
import dev.belay.position.LegEvent;
import dev.belay.position.LegText;
import dev.belay.position.PositionActor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Knows the newest state of every leg of this node, for those who only look. */
public final class PositionsActor {

    public sealed interface Command {}

    /** A leg changed, or came back from the journal. */
    public record LegChanged(PositionActor.Changed change) implements Command {}

    /** All legs that have something to see, in order. */
    public record GetAll(ActorRef<List<LegView>> replyTo) implements Command {}

    /** One leg, also when it is flat; empty when nothing was heard of it since the start. */
    public record GetOne(LegId leg, ActorRef<Optional<LegView>> replyTo) implements Command {}

    /** A leg guards no more, see {@link LegActor}. */
    public record LegQuarantined(LegActor.Quarantined leg) implements Command {}

    /** All legs in quarantine, in order. */
    public record GetQuarantined(ActorRef<List<LegActor.Quarantined>> replyTo) implements Command {}

    private record Heard(MarketStreamActor.Report report) implements Command {}

    private record Known(Leg leg, LegView.Last last) {}

    private final ActorRef<MarketStreamActor.Command> market;
    private final ActorRef<MarketStreamActor.Report> ears;
    private final Pace pace;
    private final Map<LegId, Known> legs = new TreeMap<>();
    private final Map<LegId, LegActor.Quarantined> quarantined = new TreeMap<>();
    private final Map<Symbol, Price> marks = new HashMap<>();
    private final Set<Symbol> watched = new HashSet<>();

    private PositionsActor(ActorContext<Command> context, ActorRef<MarketStreamActor.Command> market, Pace pace) {
        this.market = market;
        this.ears = context.messageAdapter(MarketStreamActor.Report.class, Heard::new);
        this.pace = pace;
    }

    /** Watches, beside the legs, the mark prices of symbols with an open position. */
    public static Behavior<Command> create(ActorRef<MarketStreamActor.Command> market, Pace pace) {
        return Behaviors.setup(context -> new PositionsActor(context, market, pace).running());
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Heard.class, heard -> onHeard(heard.report()))
                .onMessage(LegChanged.class, changed -> onChanged(changed.change()))
                .onMessage(LegQuarantined.class, broken -> onQuarantined(broken.leg()))
                .onMessage(GetQuarantined.class, this::onGetQuarantined)
                .onMessage(GetAll.class, this::onGetAll)
                .onMessage(GetOne.class, this::onGetOne)
                .build();
    }

    private Behavior<Command> onHeard(MarketStreamActor.Report report) {
        if (report instanceof MarketStreamActor.Report.Tick tick
                && tick.price().kind() == PriceKind.MARK
                && watched.contains(tick.price().symbol())) {
            marks.put(tick.price().symbol(), tick.price().price());
        }
        pace.end();
        return Behaviors.same();
    }

    private Behavior<Command> onChanged(PositionActor.Changed change) {
        Leg leg = change.leg();
        Known former = legs.get(leg.id());
        LegView.Last last = former == null ? new LegView.Last(0, "", 0) : former.last();
        if (!change.events().isEmpty()) {
            LegEvent event = change.events().get(change.events().size() - 1);
            last = new LegView.Last(leg.sequence(), LegText.of(event), event.at());
        }
        legs.put(leg.id(), new Known(leg, last));
        quarantined.remove(leg.id());
        watchOpenOnes();
        return Behaviors.same();
    }

    private void watchOpenOnes() {
        Set<Symbol> wanted = new HashSet<>();
        legs.values().stream()
                .filter(known -> known.leg().exposure() != null)
                .forEach(known -> wanted.add(known.leg().id().symbol()));
        List.copyOf(watched).stream().filter(symbol -> !wanted.contains(symbol)).forEach(this::unwatch);
        wanted.stream().filter(watched::add).forEach(this::watch);
        marks.keySet().retainAll(watched);
    }

    private void watch(Symbol symbol) {
        pace.begin();
        market.tell(new MarketStreamActor.Watch(symbol, PriceKind.MARK, ears));
    }

    private void unwatch(Symbol symbol) {
        watched.remove(symbol);
        pace.begin();
        market.tell(new MarketStreamActor.Unwatch(symbol, ears));
    }

    private Behavior<Command> onQuarantined(LegActor.Quarantined leg) {
        quarantined.put(leg.leg(), leg);
        legs.remove(leg.leg());
        watchOpenOnes();
        return Behaviors.same();
    }

    private Behavior<Command> onGetQuarantined(GetQuarantined get) {
        get.replyTo().tell(List.copyOf(quarantined.values()));
        return Behaviors.same();
    }

    private Behavior<Command> onGetAll(GetAll get) {
        get.replyTo()
                .tell(legs.values().stream()
                        .filter(known -> !LegView.isIdle(known.leg()))
                        .map(this::view)
                        .toList());
        return Behaviors.same();
    }

    private Behavior<Command> onGetOne(GetOne get) {
        get.replyTo().tell(Optional.ofNullable(legs.get(get.leg())).map(this::view));
        return Behaviors.same();
    }

    private LegView view(Known known) {
        return LegView.of(known.leg(), marks.get(known.leg().id().symbol()), known.last());
    }
}
