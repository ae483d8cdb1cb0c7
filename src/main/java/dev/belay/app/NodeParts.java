package dev.belay.app;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.position.AccountActor;
import java.util.SplittableRandom;

/** Parts of a node as the settings want them. */
final class NodeParts {

    private NodeParts() {}

    static AccountActor.Terms terms(Settings settings) {
        return new AccountActor.Terms(
                settings.account(),
                settings.policy(),
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

    static BanFile bans(Settings settings, ExchangeAccess access) {
        return BanFile.in(settings.home(), access.endpoints().rest());
    }
}
