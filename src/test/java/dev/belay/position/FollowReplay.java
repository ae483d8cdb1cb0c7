package dev.belay.position;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.ReplayClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import dev.belay.simulation.FollowTrace;
import dev.belay.simulation.FollowTrace.Heard;
import dev.belay.trailing.Policies;
import dev.belay.trailing.TrailingStopActor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a real {@link TrailingStopActor} hear what was heard in the simulation, and compares what it reports. */
final class FollowReplay {

    private final ActorTestKit kit;
    private final FollowTrace trace;
    private final ReplayClock clock = new ReplayClock(this::onIdle);
    private final CompletableFuture<Optional<String>> finished = new CompletableFuture<>();
    private final List<TrailingStopActor.Report> reports = new ArrayList<>();
    private final List<ReplayClock.Wish> checks = new ArrayList<>();
    private int next;

    @Nullable
    private ActorRef<TrailingStopActor.Command> child;

    @Nullable
    private ActorRef<MarketStreamActor.Report> ears;

    FollowReplay(ActorTestKit kit, FollowTrace trace) {
        this.kit = kit;
        this.trace = trace;
    }

    /** Follows to the end; tells the first difference, empty when there is none. */
    CompletableFuture<Optional<String>> follow() {
        clock.set(trace.since());
        clock.begin(); // ended when it asks for prices
        var leg = new LegId(LegHarness.LEG.account(), symbol(), LegHarness.SIDE);
        child = kit.spawn(world().trailing(leg, trace.exposure(), parent()));
        return finished;
    }

    private Symbol symbol() {
        return trace.terms().rules().symbol();
    }

    private LegWorld world() {
        LegTerms terms = trace.terms();
        var symbols = new SymbolBook();
        symbols.replaceBy(Map.of(symbol(), terms.rules()));
        return new LegWorld(
                "test",
                clock,
                symbols,
                Policies.always(terms.ofLongs()),
                terms.ids(),
                kit.system().ignoreRef(),
                new AccountLimits(new MoveSlots(0), new StopRoom()),
                kit.spawn(market()),
                List.of(),
                kit.system().ignoreRef(),
                trace.silenceMax());
    }

    private ActorRef<TrailingStopActor.Report> parent() {
        return kit.spawn(Behaviors.receiveMessage(report -> {
            reports.add(report);
            clock.end();
            return Behaviors.same();
        }));
    }

    private Behavior<MarketStreamActor.Command> market() {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof MarketStreamActor.Watch watch) {
                ears = watch.watcher();
                clock.end();
            }
            return Behaviors.same();
        });
    }

    private void onIdle() {
        if (next > 0) {
            Heard before = trace.heard().get(next - 1);
            if (!before.reports().equals(reports)) {
                finished.complete(Optional.of("%s, at %d, %s:%n  recorded %s%n  replayed %s"
                        .formatted(symbol(), before.at(), before.mark(), before.reports(), reports)));
                return;
            }
        }
        reports.clear();
        if (next == trace.heard().size()) {
            finished.complete(Optional.empty());
        } else {
            hear(trace.heard().get(next++));
        }
    }

    private void hear(Heard heard) {
        clock.set(heard.at());
        clock.begin();
        if (ears != null && heard.mark().isPresent()) {
            ears.tell(new MarketStreamActor.Report.Tick(heard.mark().get()));
        } else {
            checks.addAll(clock.takeWishes());
            checks.remove(0).wake().run();
        }
    }

    /** Stops the actor. */
    void stop() {
        if (child != null) {
            kit.stop(child);
        }
    }
}
