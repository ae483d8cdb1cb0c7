package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import dev.belay.cluster.AccountDoorActor;
import dev.belay.cluster.AccountHostActor;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.journal.JournalReader;
import dev.belay.market.ExchangeClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.position.AccountLimits;
import dev.belay.position.HeldPosition;
import dev.belay.position.Leg;
import dev.belay.position.Legs;
import dev.belay.position.lookup.LookupWorld;
import dev.belay.position.lookup.PositionLookupActor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Parts of a node as the settings want them. */
final class NodeParts {

    /** The mark price comes every second (binance-api §9.3): two missing ones are no silence yet. */
    private static final Duration SILENCE_LEAST = Duration.ofSeconds(3);

    private NodeParts() {}

    /** After half of the time that makes a leg blind, prices that the stream does not tell are asked for. */
    static Duration silentAfter(Settings settings) {
        Duration half = settings.silenceMax().dividedBy(2);
        return half.compareTo(SILENCE_LEAST) > 0 ? half : SILENCE_LEAST;
    }

    /** What everything on a node has around it. */
    record Around(
            ActorSystem<?> system,
            Settings settings,
            ExchangeAccess access,
            SymbolBook symbols,
            AccountLimits limits,
            JournalReader journal) {}

    /** This node's way to the account, whose place is here or on another node. */
    static Behavior<AccountDoorActor.Command> door(Around around, ActorRef<AccountDoorActor.Refs> shown) {
        var place = SingletonActor.of(
                AccountHostActor.create(new AccountParts(around)),
                "account-" + around.settings().account());
        return AccountDoorActor.create(
                ClusterSingleton.get(around.system()).init(place),
                around.limits(),
                bans(around.settings(), around.access()),
                around.access().clock(),
                shown);
    }

    /** Looks positions up; the journal is read on threads that may block. */
    static Behavior<PositionLookupActor.Command> lookups(
            ActorSystem<?> system,
            JournalReader journal,
            Legs legs,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ExchangeClock clock) {
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        return PositionLookupActor.create(new LookupWorld(
                legs,
                gateway,
                leg -> CompletableFuture.supplyAsync(() -> journaled(journal, leg), blocking),
                clock,
                System::nanoTime));
    }

    private static Optional<HeldPosition> journaled(JournalReader journal, LegId leg) {
        Leg state = journal.stateAt(leg, Long.MAX_VALUE);
        return state.sequence() == 0 ? Optional.empty() : Optional.of(HeldPosition.journaled(state));
    }

    static BanFile bans(Settings settings, ExchangeAccess access) {
        return BanFile.in(settings.home(), access.endpoints().rest());
    }
}
