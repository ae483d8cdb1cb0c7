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
import dev.belay.position.Protection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows the newest state of every leg of this node, for those who only look. */
public final class PositionsActor {

    /** What {@link AllPositionsActor} is asked as well. */
    public interface Command {}

    /** A leg changed, or came back from the journal. */
    public record LegChanged(PositionActor.Changed change) implements Command {}

    /** All legs that have something to see, in order. */
    public record GetAll(ActorRef<Views> replyTo) implements Command {}

    /** One leg, also when it is flat; none when nothing was heard of it since the start. */
    public record GetOne(LegId leg, ActorRef<Views> replyTo) implements Command {}

    /** A leg guards no more, or is not here any more, see {@link LegActor}. */
    public record LegNotice(LegActor.Notice notice) implements Command {}

    /** All legs in quarantine, in order. */
    public record GetQuarantined(ActorRef<Quarantines> replyTo) implements Command {}

    /**
     * Legs as people are shown them.
     *
     * @param silent nodes that did not say in time which legs they have
     */
    public record Views(List<LegView> legs, int silent) {
        public Views {
            legs = List.copyOf(legs);
        }

        Views and(Views others) {
            return new Views(merged(legs, others.legs, Comparator.comparing(LegView::leg)), silent + others.silent);
        }
    }

    /** Legs in quarantine. */
    public record Quarantines(List<LegActor.Quarantined> legs) {
        public Quarantines {
            legs = List.copyOf(legs);
        }

        Quarantines and(Quarantines others) {
            return new Quarantines(merged(legs, others.legs, Comparator.comparing(LegActor.Quarantined::leg)));
        }
    }

    private static <T> List<T> merged(List<T> some, List<T> others, Comparator<T> order) {
        return Stream.concat(some.stream(), others.stream()).sorted(order).toList();
    }

    private record Heard(MarketStreamActor.Report report) implements Command {}

    private record Known(Leg leg, LegView.Last last, long unprotectedSince) {}

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
                .onMessage(LegNotice.class, notice -> onNotice(notice.notice()))
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
        legs.put(leg.id(), new Known(leg, last, unprotectedSince(former, leg, last)));
        quarantined.remove(leg.id());
        watchOpenOnes();
        return Behaviors.same();
    }

    private static long unprotectedSince(@Nullable Known former, Leg leg, LegView.Last last) {
        if (Protection.of(leg).state() != Protection.State.UNPROTECTED) {
            return 0;
        }
        return former == null || former.unprotectedSince() == 0 ? last.at() : former.unprotectedSince();
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

    private Behavior<Command> onNotice(LegActor.Notice notice) {
        if (notice instanceof LegActor.Quarantined broken) {
            quarantined.put(broken.leg(), broken);
        } else {
            quarantined.remove(notice.leg());
        }
        legs.remove(notice.leg());
        watchOpenOnes();
        return Behaviors.same();
    }

    private Behavior<Command> onGetQuarantined(GetQuarantined get) {
        get.replyTo().tell(new Quarantines(List.copyOf(quarantined.values())));
        return Behaviors.same();
    }

    private Behavior<Command> onGetAll(GetAll get) {
        get.replyTo().tell(views(legs.values().stream().filter(known -> !LegView.isIdle(known.leg()))));
        return Behaviors.same();
    }

    private Behavior<Command> onGetOne(GetOne get) {
        get.replyTo().tell(views(Stream.ofNullable(legs.get(get.leg()))));
        return Behaviors.same();
    }

    private Views views(Stream<Known> chosen) {
        return new Views(chosen.map(this::view).toList(), 0);
    }

    private LegView view(Known known) {
        return LegView.of(known.leg(), marks.get(known.leg().id().symbol()), known.last(), known.unprotectedSince());
    }
}
