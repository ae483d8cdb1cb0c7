package dev.belay.position.lookup;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Request;
import dev.belay.money.LegId;
import dev.belay.position.HeldPosition;
import dev.belay.position.PositionActor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One lookup; it waits for nobody longer than the source is worth. */
final class LookupActor {

    /** A leg answers within microseconds, unless it is reading its journal. */
    private static final Duration LEG_PATIENCE = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    sealed interface Command {}

    private record LegSaid(HeldPosition held) implements Command {}

    private record ExchangeSaid(ExchangeGatewayActor.Result result) implements Command {}

    private record JournalSaid(Optional<HeldPosition> journaled) implements Command {}

    private record JournalFailed(String why) implements Command {}

    private enum ReadAgain implements Command {
        INSTANCE
    }

    /** The patience with question number {@code question} is over. */
    private record TooLate(int question) implements Command {}

    /** Where the lookup stands. */
    private static final class Progress {
        PositionLookup lookup;
        long askedAtNanos;
        /** Calls to the gateway whose answers still come; somebody has to take them. */
        int outstanding;

        boolean ended;

        Progress(LegId leg) {
            this.lookup = PositionLookup.of(leg);
        }
    }

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final LookupWorld world;
    private final ActorRef<LookupResult> replyTo;
    private final ActorRef<PositionLookupActor.Command> tally;
    private final ActorRef<HeldPosition> leg;
    private final ActorRef<ExchangeGatewayActor.Result> exchange;
    private final Progress progress;

    private LookupActor(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            LegId leg,
            LookupWorld world,
            ActorRef<LookupResult> replyTo,
            ActorRef<PositionLookupActor.Command> tally) {
        this.context = context;
        this.timers = timers;
        this.world = world;
        this.replyTo = replyTo;
        this.tally = tally;
        this.leg = context.messageAdapter(HeldPosition.class, LegSaid::new);
        this.exchange = context.messageAdapter(ExchangeGatewayActor.Result.class, ExchangeSaid::new);
        this.progress = new Progress(leg);
    }

    /** Answers {@code replyTo}, through {@code tally} which counts it. */
    static Behavior<Command> create(
            LegId leg, LookupWorld world, ActorRef<LookupResult> replyTo, ActorRef<PositionLookupActor.Command> tally) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var actor = new LookupActor(context, timers, leg, world, replyTo, tally);
            actor.proceed();
            return actor.running();
        }));
    }

    private Behavior<Command> running() {
        return Behaviors.receive(Command.class)
                .onMessage(LegSaid.class, said -> onLeg(said.held()))
                .onMessage(ExchangeSaid.class, said -> onExchange(said.result()))
                .onMessage(JournalSaid.class, this::onJournal)
                .onMessage(JournalFailed.class, failed -> onJournalFailed(failed.why()))
                .onMessage(ReadAgain.class, again -> onReadAgain())
                .onMessage(TooLate.class, late -> onTooLate(late.question()))
                .build();
    }

    private Behavior<Command> proceed() {
        PositionLookup.Step step = progress.lookup.next();
        if (step instanceof PositionLookup.Step.End end) {
            progress.ended = true;
            timers.cancelAll();
            tally.tell(new PositionLookupActor.Ended(end.result(), replyTo));
        } else if (step instanceof PositionLookup.Step.Ask ask && ask.pauseMillis() > 0) {
            timers.cancelAll();
            ActorRef<Command> self = context.getSelf();
            progress.outstanding++;
            world.clock().after(Duration.ofMillis(ask.pauseMillis()), () -> self.tell(ReadAgain.INSTANCE));
        } else if (step instanceof PositionLookup.Step.Ask ask) {
            ask(ask.source());
        }
        return endOrGoOn();
    }

    private Behavior<Command> endOrGoOn() {
        return progress.ended && progress.outstanding == 0 ? Behaviors.stopped() : Behaviors.same();
    }

    private void ask(Source source) {
        progress.askedAtNanos = world.nanos().getAsLong();
        Duration patience = source == Source.OWN_STATE ? LEG_PATIENCE : PATIENCE;
        timers.startSingleTimer("patience", new TooLate(question()), patience);
        LegId id = progress.lookup.leg();
        if (source == Source.OWN_STATE) {
            world.legs().tell(id, new PositionActor.GetPosition(leg));
        } else if (source == Source.EXCHANGE) {
            world.clock().pace().begin();
            progress.outstanding++;
            world.gateway()
                    .tell(new ExchangeGatewayActor.Call(new Request.ReadPositions(Optional.of(id.symbol())), exchange));
        } else if (progress.lookup.recovered() != null) {
            context.getSelf().tell(new JournalSaid(Optional.of(progress.lookup.recovered())));
        } else {
            CompletionStage<Command> read = world.journal().of(id).thenApply(JournalSaid::new);
            context.pipeToSelf(
                    read,
                    (@Nullable Command said, @Nullable Throwable failure) ->
                            said == null ? new JournalFailed("cannot be read: " + failure) : said);
        }
    }

    private int question() {
        return progress.lookup.tried().size();
    }

    private boolean isWaitingFor(Source source) {
        return !progress.ended
                && progress.lookup.next() instanceof PositionLookup.Step.Ask ask
                && ask.source() == source;
    }

    private long micros() {
        return (world.nanos().getAsLong() - progress.askedAtNanos) / 1_000;
    }

    private Behavior<Command> onLeg(HeldPosition held) {
        if (!isWaitingFor(Source.OWN_STATE)) {
            return Behaviors.same();
        }
        progress.lookup = progress.lookup.legSaid(held, micros());
        return proceed();
    }

    private Behavior<Command> onExchange(ExchangeGatewayActor.Result result) {
        world.clock().pace().end();
        progress.outstanding--;
        if (!isWaitingFor(Source.EXCHANGE)) {
            return endOrGoOn();
        }
        progress.lookup = progress.lookup.exchangeSaid(result.outcome(), result.sentAt(), micros());
        return proceed();
    }

    private Behavior<Command> onReadAgain() {
        world.clock().pace().end();
        progress.outstanding--;
        if (!progress.ended) {
            ask(Source.EXCHANGE);
        }
        return endOrGoOn();
    }

    private Behavior<Command> onJournal(JournalSaid said) {
        if (!isWaitingFor(Source.JOURNAL)) {
            return endOrGoOn();
        }
        progress.lookup = progress.lookup.journalSaid(said.journaled(), micros());
        return proceed();
    }

    private Behavior<Command> onJournalFailed(String why) {
        if (!isWaitingFor(Source.JOURNAL)) {
            return endOrGoOn();
        }
        progress.lookup = progress.lookup.nothingFrom(Source.JOURNAL, why, micros());
        return proceed();
    }

    private Behavior<Command> onTooLate(int question) {
        if (question != question() || !(progress.lookup.next() instanceof PositionLookup.Step.Ask ask)) {
            return Behaviors.same();
        }
        progress.lookup = progress.lookup.nothingFrom(ask.source(), "no answer in time", micros());
        return proceed();
    }
}
