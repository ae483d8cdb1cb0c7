package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveWish;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.market.SymbolBook;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.Policies;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the actor of a leg has around it.
 *
 * @param node the name of this process in the journal
 * @param policies how positions that open from now on are protected
 * @param limits what the legs of the account share
 * @param watchers hear every change of every leg of this node
 * @param supersessions hears that another process has taken a leg over from this one, see {@link PositionActor.Superseded}
 * @param silenceMax exchange time without a price after which a leg counts as blind
 */
public record LegWorld(
        String node,
        ExchangeClock clock,
        SymbolBook symbols,
        Policies policies,
        ClientIds ids,
        ActorRef<ExchangeGatewayActor.Command> gateway,
        AccountLimits limits,
        ActorRef<MarketStreamActor.Command> market,
        List<ActorRef<PositionActor.Changed>> watchers,
        ActorRef<PositionActor.Superseded> supersessions,
        Duration silenceMax) {

    public LegWorld {
        watchers = List.copyOf(watchers);
    }

    Pace pace() {
        return clock.pace();
    }

    /** Tells the gateway what {@code leg} wants to move now, or that it does not any more. */
    void tellWish(LegId leg, Optional<MoveWish> wish, ActorRef<ExchangeGatewayActor.MoveGranted> turns) {
        pace().begin();
        gateway.tell(
                wish.<ExchangeGatewayActor.Command>map(newest -> new ExchangeGatewayActor.WishToMove(newest, turns))
                        .orElseGet(() -> new ExchangeGatewayActor.WithdrawWish(leg)));
    }

    /** What {@code leg} goes by now; throws while the rules of its symbol are not known. */
    LegTerms terms(LegId leg) {
        return new LegTerms(
                symbols.find(leg.symbol())
                        .orElseThrow(() -> new IllegalStateException(
                                "the exchange's rules of " + leg.symbol() + " are not known")),
                policies.of(leg, Direction.LONG),
                policies.of(leg, Direction.SHORT),
                ids);
    }

    /** What follows the price for an open position of {@code leg}. */
    Behavior<TrailingStopActor.Command> trailing(
            LegId leg, Exposure exposure, ActorRef<TrailingStopActor.Report> parent) {
        return TrailingStopActor.create(
                exposure.cursor(terms(leg).rules()), leg.symbol(), parent, market, clock, silenceMax);
    }
}
