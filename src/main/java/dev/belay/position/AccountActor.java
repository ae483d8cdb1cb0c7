package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserStreamActor;
import dev.belay.market.ExchangeClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.Policies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Turns what the exchange says of one account into evidence for its legs: the user stream as it comes, and snapshots of
 * all positions and stops after every connect and at intervals. Who hears what and what is read when is decided by {@link
 * AccountWatch}; a leg that was never heard of comes to life by its first evidence.
 */
public final class AccountActor {

    public sealed interface Command {}

    /**
     * Open a position; answered with the accepted plan, or with why not.
     *
     * @param money what it may cost, quote asset
     */
    public record Open(
            Symbol symbol, Direction direction, BigDecimal money, String by, ActorRef<StatusReply<EntryPlan>> replyTo)
            implements Command {}

    /** How well the account is heard, for the status page and the probes. */
    public record GetHealth(ActorRef<Health> replyTo) implements Command {}

    /** A change of a leg of this account. */
    public record LegChanged(PositionActor.Changed change) implements Command {}

    /** The account's mode was read: in hedge mode each direction has a leg of its own. */
    public record ModeRead(Answer.AccountMode mode) implements Command {}

    /** A node of the cluster was lost; the legs of the others are told anew. */
    public enum NodeLost implements Command {
        INSTANCE
    }

    /** What the user stream reports. */
    public record Heard(UserStreamActor.Report report) implements Command {}

    private record Read(ExchangeGatewayActor.Result result) implements Command {}

    /** Read again; one that is not the next any more reads nothing. */
    private record AuditDue(long at) implements Command {}

    /** Funding may have been paid; one that is not the next any more reads nothing. */
    private record FundingsDue(long at) implements Command {}

    /** Stops may have been moved for a while. */
    private enum PositionsDue implements Command {
        INSTANCE
    }

    /**
     * The account's health.
     *
     * @param positionsReadAt exchange time of the last snapshot of positions, 0 before the first
     * @param stopsReadAt the same for stops
     * @param otherEvents events among them that this version does not act on
     * @param conditionalOrders how many rest at the account, or may, ours and others'
     * @param rival the other installation of Belay that guards the account, empty when there is none
     * @param unheard legs with an open position for which no node speaks
     */
    public record Health(
            boolean streamConnected,
            long positionsReadAt,
            long stopsReadAt,
            long events,
            long otherEvents,
            int conditionalOrders,
            Optional<String> rival,
            List<LegId> unheard) {}

    /**
     * What the account goes by.
     *
     * @param ids of this installation's orders
     * @param largestPosition the most that one position may cost, quote asset
     */
    public record Terms(
            Account account, ClientIds ids, Policies policies, BigDecimal largestPosition, boolean entriesAllowed) {}

    /** What this incarnation goes by. */
    private static final class State {
        Optional<UserStreamActor.Report.Connected> stream = Optional.empty();
        boolean modeKnown;
        int openings;
    }

    private final ActorContext<Command> context;
    private final Terms terms;
    private final AccountWatch watch;
    private final Legs legs;
    private final SymbolBook symbols;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final StopRoom room;
    private final ActorRef<ExchangeGatewayActor.Result> reads;
    private final ExchangeClock clock;
    private final State state = new State();

    private AccountActor(
            ActorContext<Command> context,
            Terms terms,
            Legs legs,
            SymbolBook symbols,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            StopRoom room,
            ExchangeClock clock) {
        this.context = context;
        this.terms = terms;
        this.watch = new AccountWatch(terms.account(), room, terms.ids());
        this.room = room;
        this.legs = legs;
        this.symbols = symbols;
        this.gateway = gateway;
        this.reads = context.messageAdapter(ExchangeGatewayActor.Result.class, Read::new);
        this.clock = clock;
    }

    public static Behavior<Command> create(
            Terms terms,
            Legs legs,
            SymbolBook symbols,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            StopRoom room,
            ExchangeClock clock) {
        return Behaviors.setup(context -> {
            var actor = new AccountActor(context, terms, legs, symbols, gateway, room, clock);
            return actor.start();
        });
    }

    private Behavior<Command> start() {
        long now = clock.millis();
        take(watch.started(now), now);
        return Behaviors.receive(Command.class)
                .onMessage(Heard.class, heard -> onHeard(heard.report()))
                .onMessage(Read.class, read -> onRead(read.result()))
                .onMessage(LegChanged.class, changed -> onLegChanged(changed.change()))
                .onMessage(ModeRead.class, this::onMode)
                .onMessage(AuditDue.class, this::onAuditDue)
                .onMessage(PositionsDue.class, due -> onPositionsDue())
                .onMessage(FundingsDue.class, this::onFundingsDue)
                .onMessage(Open.class, this::onOpen)
                .onMessage(GetHealth.class, this::onGetHealth)
                .onMessage(NodeLost.class, lost -> {
                    watch.nodeLost();
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Command> onHeard(UserStreamActor.Report report) {
        long now = clock.millis();
        if (report instanceof UserStreamActor.Report.Said said) {
            take(watch.said(said.event(), now), now);
            clock.pace().end();
        } else if (report instanceof UserStreamActor.Report.Connected connected) {
            state.stream = Optional.of(connected);
            take(watch.connected(now), now);
        } else {
            watch.disconnected();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onRead(ExchangeGatewayActor.Result result) {
        if (!(result.outcome() instanceof Outcome.Done)) {
            context.getLog().warn("audit of {}: {} came to {}", terms.account(), result.request(), result.outcome());
        }
        long now = clock.millis();
        take(watch.read(result.request(), result.outcome(), result.sentAt(), now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    /** The leg may live on another node: its stops are counted here as well. */
    private Behavior<Command> onLegChanged(PositionActor.Changed change) {
        long now = clock.millis();
        Leg leg = change.leg();
        room.hold(leg.id(), leg.sequence(), leg.stops().byId().keySet());
        take(watch.legChanged(change.leg(), change.events(), now), now);
        return Behaviors.same();
    }

    private Behavior<Command> onAuditDue(AuditDue due) {
        long now = clock.millis();
        take(watch.auditDue(due.at(), now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onPositionsDue() {
        long now = clock.millis();
        take(watch.positionsDue(now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onFundingsDue(FundingsDue due) {
        long now = clock.millis();
        take(watch.fundingsDue(due.at(), now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onMode(ModeRead read) {
        state.modeKnown = true;
        watch.modeRead(read.mode());
        return Behaviors.same();
    }

    private Behavior<Command> onOpen(Open open) {
        if (!terms.entriesAllowed()) {
            open.replyTo().tell(StatusReply.error("entries are switched off: belay.entries.allowed = false"));
            return Behaviors.same();
        }
        if (!state.modeKnown) {
            open.replyTo()
                    .tell(
                            StatusReply.error(
                                    "whether the account is in hedge mode is not known yet and is being read; try again in a few seconds"));
            return Behaviors.same();
        }
        Optional<String> crowded = room.refusesOpening();
        if (crowded.isPresent()) {
            open.replyTo().tell(StatusReply.error("refused by the rule conditional-orders: " + crowded.get()));
            return Behaviors.same();
        }
        state.openings++;
        context.spawn(
                OpeningActor.create(
                        open, terms, watch.leg(open.symbol(), open.direction()), legs, symbols, gateway, clock),
                "opening-" + state.openings);
        return Behaviors.same();
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        get.replyTo().tell(watch.health(clock.millis()));
        return Behaviors.same();
    }

    /** Takes the steps that were decided at {@code now}. */
    private void take(List<AccountWatch.Step> steps, long now) {
        steps.forEach(step -> take(step, now));
    }

    private void take(AccountWatch.Step step, long now) {
        if (step instanceof AccountWatch.Step.Tell tell) {
            clock.pace().begin();
            legs.tell(tell.leg(), new PositionActor.Hear(tell.input()));
        } else if (step instanceof AccountWatch.Step.Read read) {
            clock.pace().begin();
            gateway.tell(new ExchangeGatewayActor.Call(read.request(), reads));
        } else if (step instanceof AccountWatch.Step.AuditAt audit) {
            tellSelfIn(audit.at() - now, new AuditDue(audit.at()));
        } else if (step instanceof AccountWatch.Step.PositionsAt positions) {
            tellSelfIn(positions.at() - now, PositionsDue.INSTANCE);
        } else if (step instanceof AccountWatch.Step.FundingsAt fundings) {
            tellSelfIn(fundings.at() - now, new FundingsDue(fundings.at()));
        } else if (step instanceof AccountWatch.Step.CaughtUp) {
            tellStream(UserStreamActor.CaughtUp::new);
        } else if (step instanceof AccountWatch.Step.Doubt doubt) {
            tellStream(number -> new UserStreamActor.Doubt(doubt.untold()));
        } else if (step instanceof AccountWatch.Step.Warn warn) {
            context.getLog().warn("{}: {}", terms.account(), warn.text());
        }
    }

    private void tellSelfIn(long millis, Command command) {
        ActorRef<Command> self = context.getSelf();
        clock.after(Duration.ofMillis(millis), () -> self.tell(command));
    }

    /** To the stream of the newest connection, with its number. */
    private void tellStream(IntFunction<UserStreamActor.Command> message) {
        state.stream.ifPresent(connected -> connected.stream().tell(message.apply(connected.number())));
    }
}
