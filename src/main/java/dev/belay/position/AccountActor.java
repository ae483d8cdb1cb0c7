package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserStreamActor;
import dev.belay.market.ExchangeClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.trailing.Policies;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Turns what the exchange says of one account into evidence for its legs: the user stream as it comes, and snapshots of
 * all positions and stops after every connect and at intervals. It concludes nothing itself; a leg that it has not heard
 * of before comes to life by its first evidence.
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

    /** What the user stream reports. */
    public record Heard(UserStreamActor.Report report) implements Command {}

    private record Read(ExchangeGatewayActor.Result result) implements Command {}

    /** Read again; one that is not the next any more reads nothing. */
    private record AuditDue(long at) implements Command {}

    /** Stops may have been moved for a while. */
    private enum ReadPositionsDue implements Command {
        INSTANCE
    }

    /**
     * The account's health.
     *
     * @param positionsReadAt exchange time of the last snapshot of positions, 0 before the first
     * @param stopsReadAt the same for stops
     * @param otherEvents events among them that this version does not act on
     */
    public record Health(
            boolean streamConnected, long positionsReadAt, long stopsReadAt, long events, long otherEvents) {}

    /**
     * What the account goes by.
     *
     * @param largestPosition the most that one position may cost, quote asset
     */
    public record Terms(Account account, Policies policies, BigDecimal largestPosition, boolean entriesAllowed) {}

    /** What this incarnation goes by. */
    private static final class State {
        Optional<UserStreamActor.Report.Connected> stream = Optional.empty();
        boolean hedge;
        int openings;
    }

    private final ActorContext<Command> context;
    private final Terms terms;
    private final AccountEvidence evidence;
    private final Legs legs;
    private final SymbolBook symbols;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final ActorRef<ExchangeGatewayActor.Result> reads;
    private final ExchangeClock clock;
    private final KnownLegs known = new KnownLegs();
    private final AuditTimes audits = new AuditTimes();
    private final AccountTally tally = new AccountTally();
    private final PositionReads moves = new PositionReads();
    private final StreamRecovery recovery = new StreamRecovery();
    private final State state = new State();

    private AccountActor(
            ActorContext<Command> context,
            Terms terms,
            Legs legs,
            SymbolBook symbols,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ExchangeClock clock) {
        this.context = context;
        this.terms = terms;
        this.evidence = new AccountEvidence(terms.account());
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
            ExchangeClock clock) {
        return Behaviors.setup(context -> {
            var actor = new AccountActor(context, terms, legs, symbols, gateway, clock);
            actor.auditLater(AuditTimes.EVERY);
            return actor.running();
        });
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(Heard.class, heard -> onHeard(heard.report()))
                .onMessage(Read.class, read -> onRead(read.result()))
                .onMessage(LegChanged.class, changed -> onLegChanged(changed.change()))
                .onMessage(ModeRead.class, this::onMode)
                .onMessage(AuditDue.class, this::onAuditDue)
                .onMessage(ReadPositionsDue.class, due -> onReadPositionsDue())
                .onMessage(Open.class, this::onOpen)
                .onMessage(GetHealth.class, this::onGetHealth)
                .build();
    }

    private Behavior<Command> onHeard(UserStreamActor.Report report) {
        if (report instanceof UserStreamActor.Report.Said said) {
            tally.heard(said.event());
            tell(evidence.of(said.event()));
            clock.pace().end();
        } else {
            tally.connected(report instanceof UserStreamActor.Report.Connected);
            if (report instanceof UserStreamActor.Report.Connected connected) {
                onConnected(connected);
            }
        }
        return Behaviors.same();
    }

    /** Reads the state before the new connection, and lets each leg look for fills that the former one did not tell. */
    private void onConnected(UserStreamActor.Report.Connected connected) {
        state.stream = Optional.of(connected);
        recovery.opened(clock.millis());
        known.all().forEach(leg -> tell(leg, new LegInput.StreamGap()));
        audit();
    }

    /** To the stream of the newest connection, with its number. */
    private void tellStream(IntFunction<UserStreamActor.Command> message) {
        state.stream.ifPresent(connected -> connected.stream().tell(message.apply(connected.number())));
    }

    private Behavior<Command> onRead(ExchangeGatewayActor.Result result) {
        if (!(result.outcome() instanceof Outcome.Done done)) {
            context.getLog().warn("audit of {}: {} came to {}", terms.account(), result.request(), result.outcome());
            auditLater(AuditTimes.AGAIN);
        } else if (done.answer() instanceof Answer.Positions read) {
            tally.positionsRead(result.sentAt());
            tell(evidence.of(read, result.sentAt(), known.guarded()));
        } else if (done.answer() instanceof Answer.Stops read) {
            tally.stopsRead(result.sentAt());
            tell(evidence.of(read, result.sentAt(), known.guarded()));
        }
        if (recovery.isCaughtUpBy(result.request(), result.sentAt())) {
            tellStream(UserStreamActor.CaughtUp::new);
        }
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onLegChanged(PositionActor.Changed change) {
        known.changed(change.leg());
        recovery.doubt(change.events()).ifPresent(doubt -> tellStream(number -> new UserStreamActor.Doubt(doubt)));
        if (moves.isToSchedule(change.events())) {
            readPositionsLater();
        }
        return Behaviors.same();
    }

    private Behavior<Command> onAuditDue(AuditDue due) {
        if (audits.take(due.at())) {
            audit();
            auditLater(AuditTimes.EVERY);
        }
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onReadPositionsDue() {
        if (moves.isDue()) {
            ask(new Request.ReadPositions(Optional.empty()));
            readPositionsLater();
        }
        clock.pace().end();
        return Behaviors.same();
    }

    private void readPositionsLater() {
        ActorRef<Command> self = context.getSelf();
        clock.after(PositionReads.EVERY, () -> self.tell(ReadPositionsDue.INSTANCE));
    }

    private void audit() {
        ask(new Request.ReadPositions(Optional.empty()));
        ask(new Request.ReadStops(Optional.empty()));
    }

    private Behavior<Command> onMode(ModeRead read) {
        state.hedge = read.mode().hedge();
        return Behaviors.same();
    }

    private PositionSide sideOf(Direction direction) {
        if (!state.hedge) {
            return PositionSide.BOTH;
        }
        return direction == Direction.LONG ? PositionSide.LONG : PositionSide.SHORT;
    }

    private Behavior<Command> onOpen(Open open) {
        if (!terms.entriesAllowed()) {
            open.replyTo().tell(StatusReply.error("entries are switched off: belay.entries.allowed = false"));
            return Behaviors.same();
        }
        state.openings++;
        context.spawn(
                OpeningActor.create(
                        open,
                        terms,
                        evidence.leg(open.symbol(), sideOf(open.direction())),
                        legs,
                        symbols,
                        gateway,
                        clock),
                "opening-" + state.openings);
        return Behaviors.same();
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        get.replyTo().tell(tally.health());
        return Behaviors.same();
    }

    private void tell(List<AccountEvidence.Piece> pieces) {
        pieces.forEach(piece -> tell(piece.leg(), piece.input()));
    }

    private void tell(LegId leg, LegInput input) {
        clock.pace().begin();
        legs.tell(leg, new PositionActor.Hear(input));
    }

    private void ask(Request request) {
        clock.pace().begin();
        gateway.tell(new ExchangeGatewayActor.Call(request, reads));
    }

    private void auditLater(Duration delay) {
        var due = new AuditDue(clock.millis() + delay.toMillis());
        if (audits.plan(due.at())) {
            ActorRef<Command> self = context.getSelf();
            clock.after(delay, () -> self.tell(due));
        }
    }
}
