package dev.belay.app;

import akka.actor.ActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import dev.belay.cluster.AccountDoorActor;
import dev.belay.exchange.StopRoom;
import dev.belay.journal.JournalReader;
import dev.belay.journal.JournalWrites;
import dev.belay.market.MarketStreamActor;
import dev.belay.position.AccountActor;
import dev.belay.view.LegView;
import dev.belay.view.PositionsActor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the node does what it is for: the readiness checks of akka-management, which loads each by its name in {@code
 * akka.conf}. One that fails says why.
 */
public final class Readiness implements Extension {

    /** A leg has this long to get its stop: to the first cover 5 s, to the working stop 10 s (reliability §2). */
    private static final long BOUND_MILLIS = 10_000;

    /** All positions are read every 10 s; two missed readings and the time of a call. */
    private static final long HEARD_MILLIS = 30_000;

    private static final Duration SOON = Duration.ofMillis(800);

    /**
     * What is looked at.
     *
     * @param writes whether what is to be written down gets written
     * @param silenceMillis exchange time without a price after which a node is blind
     */
    record Parts(
            NodeActor.Refs refs,
            JournalReader journal,
            JournalWrites writes,
            dev.belay.market.ExchangeClock clock,
            long silenceMillis) {}

    private static final class Id extends ExtensionId<Readiness> {

        @Override
        public Readiness createExtension(akka.actor.typed.ActorSystem<?> system) {
            return new Readiness(system);
        }
    }

    private static final ExtensionId<Readiness> ID = new Id();

    private final akka.actor.typed.ActorSystem<?> system;

    private volatile @Nullable Parts parts;

    private Readiness(akka.actor.typed.ActorSystem<?> system) {
        this.system = system;
    }

    static Readiness of(akka.actor.typed.ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** From now on the node can be looked at; before that it is starting. */
    void begin(Parts started) {
        parts = started;
    }

    private CompletionStage<Boolean> check(Function<Parts, CompletionStage<Boolean>> check) {
        Parts now = parts;
        return now == null ? CompletableFuture.failedStage(new Unready("the node is starting")) : check.apply(now);
    }

    private <Q, A> CompletionStage<A> ask(ActorRef<Q> actor, akka.japi.function.Function<ActorRef<A>, Q> question) {
        return AskPattern.ask(actor, question, SOON, system.scheduler());
    }

    /** Why the node is not ready. */
    static final class Unready extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unready(String why) {
            super(why);
        }
    }

    private static boolean yesOr(boolean yes, Supplier<String> why) {
        if (!yes) {
            throw new Unready(why.get());
        }
        return true;
    }

    /** The journal answers, and takes what is written. */
    public static final class Journal implements Supplier<CompletionStage<Boolean>> {
        private final Readiness readiness;

        public Journal(ActorSystem system) {
            readiness = of(Adapter.toTyped(system));
        }

        @Override
        public CompletionStage<Boolean> get() {
            return readiness.check(parts -> parts.writes()
                    .trouble(System.nanoTime())
                    .<CompletionStage<Boolean>>map(trouble -> CompletableFuture.failedStage(new Unready(trouble)))
                    .orElseGet(() -> answered(parts)));
        }

        private CompletionStage<Boolean> answered(Parts parts) {
            return CompletableFuture.supplyAsync(
                            () -> {
                                parts.journal().requireAnswer();
                                return true;
                            },
                            readiness.system.dispatchers().lookup(akka.actor.typed.DispatcherSelector.blocking()))
                    .completeOnTimeout(false, SOON.toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(answered -> yesOr(
                            answered, () -> "the journal does not answer within %d ms".formatted(SOON.toMillis())));
        }
    }

    /** The account is reached and heard. */
    public static final class Account implements Supplier<CompletionStage<Boolean>> {
        private final Readiness readiness;

        public Account(ActorSystem system) {
            readiness = of(Adapter.toTyped(system));
        }

        @Override
        public CompletionStage<Boolean> get() {
            return readiness.check(parts -> reached(parts).thenCompose(reached -> heard(parts)));
        }

        private CompletionStage<Boolean> reached(Parts parts) {
            CompletionStage<AccountDoorActor.Health> door =
                    readiness.ask(parts.refs().door(), AccountDoorActor.GetHealth::new);
            return door.thenApply(
                    health -> yesOr(health.reached(), () -> "no node of the cluster has the account's gateway"));
        }

        private CompletionStage<Boolean> heard(Parts parts) {
            CompletionStage<AccountActor.Health> account =
                    readiness.ask(parts.refs().account(), AccountActor.GetHealth::new);
            return account.thenApply(health -> {
                long age = parts.clock().millis() - health.positionsReadAt();
                return yesOr(
                                health.rival().isEmpty(),
                                () -> StopRoom.contested(health.rival().orElseThrow()))
                        && yesOr(health.streamConnected(), () -> "the user stream is not connected")
                        && yesOr(age < HEARD_MILLIS, () -> "positions were read %d s ago".formatted(age / 1_000));
            });
        }
    }

    /** Prices come, if any are wanted. */
    public static final class Prices implements Supplier<CompletionStage<Boolean>> {
        private final Readiness readiness;

        public Prices(ActorSystem system) {
            readiness = of(Adapter.toTyped(system));
        }

        @Override
        public CompletionStage<Boolean> get() {
            return readiness.check(parts -> {
                CompletionStage<MarketStreamActor.Health> market =
                        readiness.ask(parts.refs().market(), MarketStreamActor.GetHealth::new);
                return market.thenApply(health -> {
                    long age = parts.clock().millis() - health.lastPriceAt();
                    boolean fresh = age < parts.silenceMillis();
                    return yesOr(health.symbols() == 0 || fresh, () -> "no price for %d s".formatted(age / 1_000));
                });
            });
        }
    }

    /** Every leg on this node is protected, or will be within a bound. */
    public static final class Legs implements Supplier<CompletionStage<Boolean>> {
        private final Readiness readiness;

        public Legs(ActorSystem system) {
            readiness = of(Adapter.toTyped(system));
        }

        @Override
        public CompletionStage<Boolean> get() {
            return readiness.check(parts -> quarantined(parts).thenCompose(none -> unprotected(parts)));
        }

        private CompletionStage<Boolean> quarantined(Parts parts) {
            CompletionStage<PositionsActor.Quarantines> all =
                    readiness.ask(parts.refs().positions(), PositionsActor.GetQuarantined::new);
            return all.thenApply(quarantines -> yesOr(
                    quarantines.legs().isEmpty(),
                    () -> "in quarantine: "
                            + names(quarantines.legs().stream()
                                    .map(broken -> broken.leg().toString())
                                    .toList())));
        }

        private CompletionStage<Boolean> unprotected(Parts parts) {
            CompletionStage<PositionsActor.Views> all =
                    readiness.ask(parts.refs().positions(), PositionsActor.GetAll::new);
            return all.thenApply(views -> {
                long now = parts.clock().millis();
                List<String> overdue = views.legs().stream()
                        .filter(view -> isOverdue(view, now))
                        .map(view -> view.leg().toString())
                        .toList();
                return yesOr(overdue.isEmpty(), () -> "without a proven stop: " + names(overdue));
            });
        }

        private static boolean isOverdue(LegView view, long now) {
            return view.unprotectedSince() > 0 && now - view.unprotectedSince() > BOUND_MILLIS;
        }

        private static String names(List<String> legs) {
            return legs.size() <= 5
                    ? String.join(", ", legs)
                    : String.join(", ", legs.subList(0, 5)) + " and %d more".formatted(legs.size() - 5);
        }
    }
}
