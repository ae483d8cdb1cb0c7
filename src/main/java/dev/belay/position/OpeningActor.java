package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.ExchangeClock;
import dev.belay.market.SymbolBook;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.EntrySizing;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.util.Optional;

/** Turns one signal into an {@link EntryPlan} at a price that was just read, or into a refusal with its numbers. */
final class OpeningActor {

    private OpeningActor() {}

    static Behavior<ExchangeGatewayActor.Result> create(
            AccountActor.Open open,
            AccountActor.Terms terms,
            LegId leg,
            Legs legs,
            SymbolBook symbols,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ExchangeClock clock) {
        Optional<SymbolRules> rules = symbols.find(open.symbol());
        if (rules.isEmpty()) {
            open.replyTo()
                    .tell(StatusReply.error(
                            "unknown symbol " + open.symbol() + ": the exchange lists no such contract"));
            return Behaviors.stopped();
        }
        StopPolicy policy = terms.policies().of(leg, open.direction());
        return Behaviors.setup(context -> {
            clock.pace().begin();
            var question = new Request.ReadPrice(open.symbol(), policy.price());
            gateway.tell(new ExchangeGatewayActor.Call(question, context.getSelf()));
            return Behaviors.receiveMessage(result -> {
                onPrice(open, terms, leg, legs, rules.get(), result, clock);
                clock.pace().end();
                return Behaviors.stopped();
            });
        });
    }

    private static void onPrice(
            AccountActor.Open open,
            AccountActor.Terms terms,
            LegId leg,
            Legs legs,
            SymbolRules rules,
            ExchangeGatewayActor.Result result,
            ExchangeClock clock) {
        if (!(result.outcome() instanceof Outcome.Done done) || !(done.answer() instanceof Answer.Newest newest)) {
            open.replyTo().tell(StatusReply.error("no price of " + open.symbol() + ": " + result.outcome()));
            return;
        }
        Price price = newest.price().price();
        EntrySizing.Sizing sizing = EntrySizing.size(open.money(), price, terms.largestPosition(), rules);
        if (sizing instanceof EntrySizing.Sizing.Sized sized) {
            StopPolicy policy = terms.policies().of(leg, open.direction());
            EntryPlan plan = plan(open.direction(), policy, rules, price, sized.quantity(), clock.millis());
            legs.tell(leg, new PositionActor.Enter(plan, open.by(), open.replyTo()));
        } else if (sizing instanceof EntrySizing.Sizing.Refused refused) {
            open.replyTo().tell(StatusReply.error("refused by the rule " + refused.rule() + ": " + refused.reason()));
        }
    }

    private static EntryPlan plan(
            Direction direction, StopPolicy policy, SymbolRules rules, Price price, Quantity quantity, long now) {
        Price stop = Trail.startingAt(direction, price, policy, rules, now).level();
        return new EntryPlan(direction, quantity, price, stop, policy, now, false);
    }
}
