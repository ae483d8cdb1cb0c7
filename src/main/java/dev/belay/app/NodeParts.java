package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.journal.JournalReader;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.HeldPosition;
import dev.belay.position.Leg;
import dev.belay.position.Legs;
import dev.belay.position.lookup.LookupWorld;
import dev.belay.position.lookup.PositionLookupActor;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
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

    static AccountActor.Terms terms(Settings settings) {
        return new AccountActor.Terms(
                settings.account(),
                settings.policies(),
                settings.entries().largestPosition(),
                settings.entries().allowed());
    }

    /** The one road to the exchange; it keeps the silence that an earlier run was told to keep. */
    static Behavior<ExchangeGatewayActor.Command> gateway(
            ActorSystem<?> system, Settings settings, ExchangeAccess access, MoveSlots moves) {
        Settings.Exchange exchange = settings.exchange();
        var limits = new CallLimits(exchange.receiveWindow(), exchange.callTimeout());
        return ExchangeGatewayActor.create(
                new BinanceExchange(system, access.endpoints(), access.key(), access.clock(), limits),
                RateBudget.full(exchange.limits()),
                access.clock(),
                new ExchangeGatewayActor.Terms(
                        exchange.receiveWindow().dividedBy(2), moves, bans(settings, access), new SplittableRandom()));
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
