package dev.belay.web;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.journal.JournalReader;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketStreamActor;
import dev.belay.money.Account;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.position.AccountActor;
import dev.belay.position.Legs;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.view.PositionsActor;

/**
 * What the API speaks to.
 *
 * @param about what the node says of itself
 * @param following how well this node brings the tables for people forward
 */
public record ApiBackend(
        ActorSystem<?> system,
        About about,
        ActorRef<AccountActor.Command> account,
        Legs legs,
        ActorRef<PositionsActor.Command> positions,
        ActorRef<ExchangeGatewayActor.Command> gateway,
        ActorRef<MarketStreamActor.Command> market,
        ActorRef<PositionLookupActor.Command> lookups,
        JournalReader journal,
        FollowingHealth following,
        ExchangeClock clock) {

    /**
     * The node in a few words.
     *
     * @param mode paper, testnet or live
     * @param exchange base address of the exchange's REST
     */
    public record About(String mode, String version, Account account, String exchange) {}
}
