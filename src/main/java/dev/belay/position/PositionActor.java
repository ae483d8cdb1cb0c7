package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Request;
import dev.belay.money.LegId;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guards one leg: hears, asks {@link LegRules}, writes down what they decide, and only then acts. Its journal is the one
 * truth about the leg.
 *
 * <p>Every incarnation claims the journal with its first event before it sends anything. Its calls follow from the
 * journaled state, after every event and after recovery, so that a crash at any line loses nothing.
 */
public final class PositionActor extends EventSourcedBehavior<PositionActor.Command, LegEvent, Leg> {

    public sealed interface Command {}

    /** Evidence, or something wanted, for this leg; whoever tells it has counted it for the replay's pace. */
    public record Hear(LegInput input) implements Command {}

    /** Open a position; answered with the reason when the leg is not flat. */
    public record Enter(EntryPlan plan, String by, ActorRef<StatusReply<EntryPlan>> replyTo) implements Command {}

    /** Close the position at market; answered with the reason when there is none. */
    public record Close(String reason, String by, ActorRef<StatusReply<String>> replyTo) implements Command {}

    /** What this leg is now. */
    public record Get(ActorRef<Leg> replyTo) implements Command {}

    /** How large the position is, and how far the leg's word on it goes. */
    public record GetPosition(ActorRef<HeldPosition> replyTo) implements Command {}

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private record Reported(TrailingStopActor.Report report) implements Command {}

    /** Look again; one that is not the newest any more changes nothing. */
    private record Wake(long dueAt) implements Command {}

    /** Told to those who watch legs after every change and after recovery. */
    public record Changed(Leg leg, List<LegEvent> events) {}

    /** What one incarnation knows and may forget. */
    private static final class Incarnation {
        LegMemory memory = new LegMemory(0);
        boolean claimed;
        long wakeAt;

        @Nullable
        ActorRef<TrailingStopActor.Command> child;

        @Nullable
        LegRules rules;

        @Nullable
        LegTerms terms;

        String childKey = "";
        int children;

        /** After a failed write Akka restarts the behaviour within this same object, and has stopped the child. */
        void startWith(Leg leg) {
            memory = LegMemory.startingWith(leg);
            claimed = false;
            wakeAt = 0;
            child = null;
            childKey = "";
        }
    }

    private static final BackoffSupervisorStrategy BACKOFF =
            SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

    private final ActorContext<Command> context;
    private final LegId id;
    private final LegWorld world;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final ActorRef<TrailingStopActor.Report> reports;
    private final Incarnation mine = new Incarnation();

    private PositionActor(ActorContext<Command> context, PersistenceId persistenceId, LegId id, LegWorld world) {
        super(persistenceId, BACKOFF);
        this.context = context;
        this.id = id;
        this.world = world;
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Answered::new);
        this.reports = context.messageAdapter(TrailingStopActor.Report.class, Reported::new);
    }

    /** A leg that starts again from its journal after whatever goes wrong in it. */
    public static Behavior<Command> create(PersistenceId persistenceId, LegId id, LegWorld world) {
        Behavior<Command> leg = Behaviors.setup(context -> new PositionActor(context, persistenceId, id, world));
        return Behaviors.supervise(leg).onFailure(Exception.class, BACKOFF);
    }

    @Override
    public Leg emptyState() {
        return Leg.flat(id);
    }

    @Override
    public EventHandler<Leg, LegEvent> eventHandler() {
        return Leg::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(50, 2);
    }

    @Override
    public SignalHandler<Leg> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    @Override
    public CommandHandler<Command, LegEvent, Leg> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Hear.class, (leg, hear) -> decide(leg, hear.input()))
                .onCommand(Answered.class, this::onAnswered)
                .onCommand(Reported.class, (leg, reported) -> onReported(leg, reported.report()))
                .onCommand(Wake.class, this::onWake)
                .onCommand(Enter.class, this::onEnter)
                .onCommand(Close.class, this::onClose)
                .onCommand(Get.class, this::onGet)
                .onCommand(GetPosition.class, this::onGetPosition)
                .build();
    }

    /** The journal is read: nothing was asked of the exchange for it. */
    private void onRecovered(Leg leg) {
        mine.startWith(leg);
        world.pace().begin();
        context.getSelf().tell(new Wake(0));
    }

    private Effect<LegEvent, Leg> onAnswered(Leg leg, Answered answered) {
        var result = answered.result();
        return decide(leg, new LegInput.Answered(result.request(), result.outcome(), result.sentAt()));
    }

    private Effect<LegEvent, Leg> onWake(Leg leg, Wake wake) {
        mine.wakeAt = wake.dueAt() == mine.wakeAt ? 0 : mine.wakeAt;
        return decide(leg, new LegInput.TimePassed());
    }

    private Effect<LegEvent, Leg> onReported(Leg leg, TrailingStopActor.Report report) {
        if (report instanceof TrailingStopActor.Report.LevelMoved moved) {
            return decide(leg, new LegInput.LevelReported(moved.trail(), false, moved.by()));
        }
        if (report instanceof TrailingStopActor.Report.Activated activated) {
            return decide(leg, new LegInput.LevelReported(activated.trail(), true, activated.by()));
        }
        if (report instanceof TrailingStopActor.Report.PeakMoved peak) {
            return decide(leg, new LegInput.PeakReported(peak.trail(), peak.by()));
        }
        if (report instanceof TrailingStopActor.Report.Hit hit) {
            return decide(leg, new LegInput.HitReported(hit.trail(), hit.by()));
        }
        if (report instanceof TrailingStopActor.Report.Blind blind) {
            return decide(leg, new LegInput.BlindReported(blind.silence()));
        }
        mine.memory.clearAlarm("blind");
        return decide(leg, new LegInput.TimePassed());
    }

    private Effect<LegEvent, Leg> onEnter(Leg leg, Enter enter) {
        world.pace().begin();
        if (leg.phase() != Leg.Phase.FLAT) {
            enter.replyTo().tell(StatusReply.error("%s is %s, not flat".formatted(id, leg.phase())));
            return decide(leg, new LegInput.TimePassed());
        }
        enter.replyTo().tell(StatusReply.success(enter.plan()));
        return decide(leg, new LegInput.EntryWanted(enter.plan(), enter.by()));
    }

    private Effect<LegEvent, Leg> onClose(Leg leg, Close close) {
        world.pace().begin();
        if (leg.exposure() == null) {
            close.replyTo().tell(StatusReply.error("%s has no open position".formatted(id)));
            return decide(leg, new LegInput.TimePassed());
        }
        close.replyTo().tell(StatusReply.success("closing " + leg.exposure().quantity() + " at market"));
        return decide(leg, new LegInput.CloseWanted(close.reason(), close.by()));
    }

    private Effect<LegEvent, Leg> onGet(Leg leg, Get get) {
        get.replyTo().tell(leg);
        return Effect().none();
    }

    private Effect<LegEvent, Leg> onGetPosition(Leg leg, GetPosition get) {
        get.replyTo().tell(HeldPosition.of(leg, mine.memory, world.clock().millis()));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> decide(Leg leg, LegInput input) {
        List<LegEvent> events = new ArrayList<>();
        if (!mine.claimed) {
            mine.claimed = true;
            events.add(new LegEvent.Claimed(world.node(), world.clock().millis()));
        }
        events.addAll(rules().decide(
                        leg.after(events), mine.memory, input, world.clock().millis()));
        return Effect().persist(events).thenRun((Leg after) -> act(after, events));
    }

    /** Everything decided is committed: now send, follow and tell. */
    private void act(Leg leg, List<LegEvent> events) {
        for (Request request : rules().calls(leg, mine.memory, world.clock().millis())) {
            world.pace().begin();
            world.gateway().tell(new ExchangeGatewayActor.Call(request, answers));
        }
        keepChild(leg);
        keepAwake(leg);
        if (!events.isEmpty()) {
            events.forEach(event -> log(event));
            world.watchers().forEach(watcher -> watcher.tell(new Changed(leg, events)));
        }
        world.pace().end();
    }

    /** An open position has one child that follows the price from its trail; a closing or flat one has none. */
    private void keepChild(Leg leg) {
        Exposure exposure = leg.exposure();
        boolean follows = exposure != null && leg.closing() == null;
        String key = follows && exposure != null
                ? leg.epoch() + "@" + exposure.trail().entry()
                : "";
        if (key.equals(mine.childKey)) {
            return;
        }
        if (mine.child != null) {
            world.pace().begin();
            mine.child.tell(TrailingStopActor.Rest.INSTANCE);
            mine.child = null;
        }
        mine.childKey = key;
        if (follows && exposure != null) {
            mine.children++;
            world.pace().begin(); // ended when the child has been heard by the market stream
            mine.child = context.spawn(world.trailing(id, exposure, reports), "trailing-" + mine.children);
        }
    }

    private void keepAwake(Leg leg) {
        long now = world.clock().millis();
        long patience = rules().patienceMillis(leg, mine.memory);
        if (mine.wakeAt == 0 || mine.wakeAt > now + patience) {
            var wake = new Wake(now + patience);
            mine.wakeAt = wake.dueAt();
            ActorRef<Command> self = context.getSelf();
            world.clock().after(Duration.ofMillis(patience), () -> self.tell(wake));
        }
    }

    private LegRules rules() {
        LegTerms terms = world.terms(id);
        if (mine.rules == null || !terms.equals(mine.terms)) {
            mine.terms = terms;
            mine.rules = new LegRules(terms);
        }
        return mine.rules;
    }

    private void log(LegEvent event) {
        if (event instanceof LegEvent.AlarmRaised) {
            context.getLog().warn("{} {}", id, LegText.of(event));
        } else if (event instanceof LegEvent.PeakMoved) {
            context.getLog().debug("{} {}", id, LegText.of(event));
        } else {
            context.getLog().info("{} {}", id, LegText.of(event));
        }
    }
}
