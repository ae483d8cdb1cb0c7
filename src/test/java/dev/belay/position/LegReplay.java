package dev.belay.position;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.HandedRoom;
import dev.belay.exchange.HandedSlots;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.ReplayClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.position.LegIncarnation.Step;
import dev.belay.simulation.LegTrace;
import dev.belay.simulation.LegTrace.Cause;
import dev.belay.simulation.LegTrace.Turn;
import dev.belay.trailing.Policies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lives a recorded life again through a real {@link PositionActor}, turn by turn, each as soon as the one before has come
 * to rest, and compares what it writes and does with what was recorded.
 */
final class LegReplay {

    /** Told apart from every wake-up that a leg asks for. */
    private static final Duration SILENCE_MAX = Duration.ofHours(1_000);

    /** What the actor did in one turn. */
    private static final class Done {
        final List<LegEvent> events = new ArrayList<>();
        /** Calls and wishes, in their order. */
        final List<Step> told = new ArrayList<>();

        int followed;
        int rested;
    }

    private final ActorTestKit kit;
    private final LegTrace trace;
    private final LegId id;
    private final ReplayClock clock = new ReplayClock(this::onIdle);
    private final MoveSlots slots = new MoveSlots(0);
    private final StopRoom room = new StopRoom();
    private final Map<Request, ActorRef<ExchangeGatewayActor.Result>> unanswered = new HashMap<>();
    private final List<ReplayClock.Wish> wakeUps = new ArrayList<>();
    private final CompletableFuture<Optional<String>> finished = new CompletableFuture<>();
    private final ActorRef<PositionActor.Command> actor;
    private Done done = new Done();
    private int turn;

    /** The life of {@code trace}, which {@code journal} remembers until its birth. */
    LegReplay(ActorTestKit kit, ReplayJournal journal, LegTrace trace) {
        this.kit = kit;
        this.trace = trace;
        this.id = trace.born().id();
        PersistenceId persistenceId = journal.remember(readAgain(trace.born()), this::onWrite);
        prepare(trace.turns().get(0));
        clock.begin();
        actor = kit.spawn(PositionActor.create(persistenceId, id, world()));
    }

    /**
     * Lives it, from the turn on that follows from its recovery; tells the first difference when it is over, empty when
     * there is none.
     */
    CompletableFuture<Optional<String>> live() {
        AskPattern.<PositionActor.Command, Leg>ask(
                        actor, PositionActor.Get::new, Duration.ofSeconds(10), kit.scheduler())
                .whenComplete((recovered, failure) -> clock.end());
        return finished;
    }

    /** Stops the actor. */
    void stop() {
        kit.stop(actor);
    }

    private LegWorld world() {
        LegTerms terms = trace.terms();
        var symbols = new SymbolBook();
        symbols.replaceBy(Map.of(id.symbol(), terms.rules()));
        return new LegWorld(
                trace.node(),
                clock,
                symbols,
                Policies.always(terms.ofLongs()),
                terms.ids(),
                kit.spawn(gateway()),
                new AccountLimits(slots, room),
                kit.spawn(market()),
                List.of(),
                kit.system().ignoreRef(),
                SILENCE_MAX);
    }

    private Behavior<ExchangeGatewayActor.Command> gateway() {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof ExchangeGatewayActor.Call call) {
                unanswered.put(call.request(), call.replyTo());
                done.told.add(new Step.Send(call.request()));
            } else if (command instanceof ExchangeGatewayActor.WishToMove wish) {
                done.told.add(new Step.Wish(Optional.of(wish.wish())));
            } else if (command instanceof ExchangeGatewayActor.WithdrawWish) {
                done.told.add(new Step.Wish(Optional.empty()));
            }
            clock.end();
            return Behaviors.same();
        });
    }

    private Behavior<MarketStreamActor.Command> market() {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof MarketStreamActor.Watch) {
                done.followed++;
                clock.end();
            } else if (command instanceof MarketStreamActor.Unwatch unwatch) {
                done.rested++;
                unwatch.watcher().tell(new MarketStreamActor.Report.Unwatched());
            }
            return Behaviors.same();
        });
    }

    private static Leg readAgain(Leg leg) {
        return JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, JournalFormat.write(leg));
    }

    /** The journal takes the events; it is known when the actor hears of that. */
    private void onWrite(List<LegEvent> events) {
        done.events.addAll(events);
        trace.turns().get(turn).acted().ifPresentOrElse(acted -> clock.set(acted.at()), this::onIdle);
    }

    /** The actor, and whomever it told something, has dealt with the turn. */
    private void onIdle() {
        if (finished.isDone()) {
            return;
        }
        try {
            Optional<String> difference = difference(trace.turns().get(turn));
            turn++;
            if (difference.isPresent() || turn == trace.turns().size()) {
                finished.complete(difference);
            } else {
                begin(trace.turns().get(turn));
            }
        } catch (RuntimeException broken) {
            finished.completeExceptionally(broken);
        }
    }

    private void prepare(Turn next) {
        done = new Done();
        clock.set(next.at());
        HandedSlots.hand(slots, id, next.had().slot(), next.at());
        HandedRoom.hand(room, next.had().room(), next.at());
    }

    private void begin(Turn next) {
        prepare(next);
        if (next.cause() instanceof Cause.Told told) {
            tell(told.input());
        } else if (next.cause() instanceof Cause.Reported reported) {
            clock.begin();
            actor.tell(new PositionActor.Reported(reported.report()));
        } else if (next.cause() instanceof Cause.Woken woken) {
            wake(next, woken.due());
        }
    }

    private void wake(Turn next, long due) {
        Optional<ReplayClock.Wish> wish =
                wakeUps.stream().filter(any -> any.at() == due).findFirst();
        if (wish.isEmpty()) {
            finished.complete(Optional.of(where(next) + "the actor did not ask for this wake-up"));
            return;
        }
        wakeUps.remove(wish.get());
        clock.begin();
        wish.get().wake().run();
    }

    /** On the way that it takes in a node. */
    private void tell(LegInput input) {
        if (input instanceof LegInput.EntryWanted wanted) {
            actor.tell(new PositionActor.Enter(
                    wanted.plan(), wanted.by(), kit.system().ignoreRef()));
            return;
        }
        if (input instanceof LegInput.CloseWanted wanted) {
            actor.tell(new PositionActor.Close(
                    wanted.reason(), wanted.by(), kit.system().ignoreRef()));
            return;
        }
        clock.begin();
        ActorRef<ExchangeGatewayActor.Result> asker =
                input instanceof LegInput.Answered answered ? unanswered.remove(answered.request()) : null;
        if (asker != null && input instanceof LegInput.Answered answered) {
            asker.tell(new ExchangeGatewayActor.Result(answered.request(), answered.outcome(), answered.sentAt()));
        } else {
            actor.tell(new PositionActor.Hear(input));
        }
    }

    private Optional<String> difference(Turn expected) {
        List<Step> wakes = new ArrayList<>();
        for (ReplayClock.Wish wish : clock.takeWishes()) {
            if (!wish.delay().equals(SILENCE_MAX)) {
                wakes.add(new Step.WakeAt(wish.at()));
                wakeUps.add(wish);
            }
        }
        List<Step> steps = expected.acted().map(LegTrace.Acted::steps).orElse(List.of());
        return differs(expected, "events", expected.events(), done.events)
                .or(() -> differs(expected, "events read from JSON", done.events, readAgain(done.events)))
                .or(() -> differs(expected, "calls and wishes", told(steps), done.told))
                .or(() -> differs(expected, "times to be woken", only(Step.WakeAt.class, steps), wakes))
                .or(() -> differs(
                        expected, "follows", only(Step.Follow.class, steps).size(), done.followed))
                .or(() ->
                        differs(expected, "rests", only(Step.Rest.class, steps).size(), done.rested));
    }

    private static List<LegEvent> readAgain(List<LegEvent> events) {
        return events.stream()
                .map(event -> JournalFormat.read(JournalFormat.nameOf(event), JournalFormat.write(event)))
                .toList();
    }

    private static List<Step> told(List<Step> steps) {
        return steps.stream()
                .filter(step -> step instanceof Step.Send || step instanceof Step.Wish)
                .toList();
    }

    private static List<Step> only(Class<? extends Step> kind, List<Step> steps) {
        return steps.stream().filter(kind::isInstance).toList();
    }

    private Optional<String> differs(Turn of, String what, Object expected, Object actual) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of("%s%s%n  recorded %s%n  replayed %s".formatted(where(of), what, expected, actual));
    }

    private String where(Turn of) {
        return "%s in %s, turn %d at %d, %s: ".formatted(id, trace.node(), turn, of.at(), of.cause());
    }
}
