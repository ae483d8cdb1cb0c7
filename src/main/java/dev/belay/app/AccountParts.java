package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import dev.belay.cluster.AccountHostActor;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.UserStreamActor;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.BinanceUserFeed;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import java.util.SplittableRandom;

/** The parts of an account's place as the settings want them. */
record AccountParts(NodeParts.Around around) implements AccountHostActor.Parts {

    /** The one road to the exchange; it keeps the silence that an earlier run was told to keep. */
    @Override
    public Behavior<ExchangeGatewayActor.Command> gateway(BanStore bans) {
        Settings.Exchange exchange = around.settings().exchange();
        ExchangeAccess access = around.access();
        var calls = new CallLimits(exchange.receiveWindow(), exchange.callTimeout());
        return ExchangeGatewayActor.create(
                new BinanceExchange(around.system(), access.endpoints(), access.key(), access.clock(), calls),
                RateBudget.full(exchange.limits()),
                access.clock(),
                new ExchangeGatewayActor.Terms(
                        exchange.receiveWindow().dividedBy(2), limits().moves(), bans, new SplittableRandom()));
    }

    @Override
    public Behavior<AccountActor.Command> account(ActorRef<ExchangeGatewayActor.Command> gateway) {
        Settings settings = around.settings();
        var terms = new AccountActor.Terms(
                settings.account(),
                settings.ids(),
                settings.policies(),
                settings.entries().largestPosition(),
                settings.entries().allowed());
        return AccountActor.create(
                terms,
                LegShards.of(around.system()),
                around.symbols(),
                gateway,
                limits().room(),
                around.access().clock());
    }

    @Override
    public Behavior<UserStreamActor.Command> userStream(
            ActorRef<ExchangeGatewayActor.Command> gateway, ActorRef<UserStreamActor.Report> evidence) {
        ExchangeAccess access = around.access();
        var feed = new BinanceUserFeed(
                around.system(),
                access.endpoints(),
                access.handshakeHeaders(),
                access.clock().pace());
        return UserStreamActor.create(feed, gateway, evidence, access.clock());
    }

    @Override
    public BanStore bans() {
        return NodeParts.bans(around.settings(), around.access());
    }

    @Override
    public AccountLimits limits() {
        return around.limits();
    }
}
