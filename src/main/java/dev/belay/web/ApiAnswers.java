package dev.belay.web;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.RecipientRef;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.japi.function.Function;
import akka.pattern.StatusReply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.position.AccountActor;
import dev.belay.position.EntryPlan;
import dev.belay.position.LegActor;
import dev.belay.position.Legs;
import dev.belay.position.PolicyWish;
import dev.belay.position.PositionActor;
import dev.belay.position.Why;
import dev.belay.position.lookup.LookupResult;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.view.LegView;
import dev.belay.view.PositionsActor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Asks the actors and the journal, and writes down what they answer; a {@link Refusal} is a proper answer too. */
final class ApiAnswers {

    private static final Duration SOON = Duration.ofSeconds(3);
    /** An opening waits for a price from the exchange. */
    private static final Duration OPENING = Duration.ofSeconds(15);

    /** A stage that fails with it is answered with its problem. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refusal(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** What {@link Legs} carry to a leg; an actor stands in between, because only an actor can be asked. */
    private record ForLeg(LegId leg, PositionActor.Command command) {}

    private final ApiBackend backend;
    private final Executor blocking;
    private final ActorRef<ForLeg> door;

    ApiAnswers(ApiBackend backend) {
        this.backend = backend;
        this.blocking = backend.system().dispatchers().lookup(DispatcherSelector.blocking());
        this.door = backend.system().systemActorOf(door(backend.legs()), "api-door", Props.empty());
    }

    private static Behavior<ForLeg> door(Legs legs) {
        return Behaviors.receiveMessage(message -> {
            legs.tell(message.leg(), message.command());
            return Behaviors.same();
        });
    }

    CompletionStage<ObjectNode> status() {
        var views = ask(backend.positions(), PositionsActor.GetAll::new);
        var account = ask(backend.account(), AccountActor.GetHealth::new);
        var document = new StatusDocument(backend.about(), backend.clock().millis())
                .withFollowing(backend.following().report());
        return views.thenCombine(account, document::with)
                .thenCombine(ask(backend.gateway(), ExchangeGatewayActor.GetHealth::new), StatusDocument::withGateway)
                .thenCombine(ask(backend.market(), MarketStreamActor.GetHealth::new), StatusDocument::withMarket);
    }

    CompletionStage<ObjectNode> positions() {
        return ask(backend.positions(), PositionsActor.GetAll::new)
                .thenApply(ApiAnswers::list)
                .thenCombine(quarantined(), ApiAnswers::withQuarantined);
    }

    CompletionStage<ObjectNode> position(LegId leg) {
        return view(leg).thenApply(LegDocument::of);
    }

    /** Asks first whether there is such a leg, because a question alone would bring one to life. */
    CompletionStage<ObjectNode> lookup(LegId leg) {
        return view(leg).thenCompose(view -> {
            CompletionStage<LookupResult> result =
                    ask(backend.lookups(), replyTo -> new PositionLookupActor.Find(leg, replyTo));
            return result.thenApply(LookupDocument::of);
        });
    }

    CompletionStage<ObjectNode> gateway() {
        return ask(backend.gateway(), ExchangeGatewayActor.GetHealth::new)
                .thenApply(health -> GatewayDocument.of(health, backend.clock().millis()));
    }

    CompletionStage<ObjectNode> lookups() {
        return ask(backend.lookups(), PositionLookupActor.GetSummary::new).thenApply(LookupDocument::of);
    }

    CompletionStage<ObjectNode> open(Wanted.Open open) {
        CompletionStage<EntryPlan> plan = AskPattern.askWithStatus(
                backend.account(),
                replyTo -> new AccountActor.Open(open.symbol(), open.direction(), open.usd(), open.by(), replyTo),
                OPENING,
                backend.system().scheduler());
        return plan.thenApply(accepted -> {
            ObjectNode node = JournalFormat.json().createObjectNode();
            node.put("symbol", open.symbol().name())
                    .put("direction", accepted.direction().name());
            JsonFields.text(node, "quantity", accepted.quantity());
            JsonFields.text(node, "reference", accepted.reference());
            JsonFields.text(node, "stop", accepted.stop());
            JsonFields.time(node, "decidedAt", accepted.decidedAt());
            return node;
        });
    }

    CompletionStage<ObjectNode> close(LegId leg, Wanted.Close close) {
        return ordered(leg, (position, replyTo) -> new PositionActor.Close(close.reason(), close.by(), replyTo));
    }

    CompletionStage<ObjectNode> policy(LegId leg, Wanted.Policy wanted) {
        return lastPrice(leg.symbol())
                .thenCompose(last -> ordered(leg, (position, replyTo) -> {
                    Map<PriceKind, Price> newest = new EnumMap<>(PriceKind.class);
                    last.ifPresent(price -> newest.put(PriceKind.LAST, price));
                    Optional.ofNullable(position.mark()).ifPresent(price -> newest.put(PriceKind.MARK, price));
                    var wish = new PolicyWish(
                            wanted.policy(), wanted.stop(), wanted.override(), wanted.because(), wanted.by(), newest);
                    return new PositionActor.ChangePolicy(wish, replyTo);
                }));
    }

    /** The last price as the exchange tells it now: the node follows it only where a policy does. */
    private CompletionStage<Optional<Price>> lastPrice(Symbol symbol) {
        backend.clock().pace().begin();
        return this.<ExchangeGatewayActor.Command, ExchangeGatewayActor.Result>ask(
                        backend.gateway(),
                        replyTo ->
                                new ExchangeGatewayActor.Call(new Request.ReadPrice(symbol, PriceKind.LAST), replyTo))
                .handle((result, failure) -> {
                    backend.clock().pace().end();
                    return result != null
                                    && result.outcome() instanceof Outcome.Done done
                                    && done.answer() instanceof Answer.Newest newest
                            ? Optional.of(newest.price().price())
                            : Optional.empty();
                });
    }

    /**
     * Gives an order to an open position. Asks first whether there is one, because a message alone would bring a leg to
     * life.
     */
    private CompletionStage<ObjectNode> ordered(
            LegId leg, BiFunction<LegView.Position, ActorRef<StatusReply<String>>, PositionActor.Command> order) {
        return view(leg).thenCompose(view -> {
            LegView.Position position = view.position();
            if (position == null) {
                throw new Refusal(Problem.refused(leg + " has no open position"));
            }
            CompletionStage<String> text = AskPattern.askWithStatus(
                    door,
                    replyTo -> new ForLeg(leg, order.apply(position, replyTo)),
                    SOON,
                    backend.system().scheduler());
            return text.thenApply(answer -> JournalFormat.json()
                    .createObjectNode()
                    .put("leg", leg.toString())
                    .put("text", answer));
        });
    }

    /** Asks first whether there is such a leg, because a question alone would bring one to life. */
    CompletionStage<ObjectNode> why(LegId leg) {
        return view(leg)
                .thenCompose(view -> journaled(leg))
                .thenCompose(events -> AskPattern.<ForLeg, Why>askWithStatus(
                        door,
                        replyTo -> new ForLeg(leg, new PositionActor.Explain(events, replyTo)),
                        SOON,
                        backend.system().scheduler()))
                .thenApply(WhyDocument::of);
    }

    private CompletionStage<List<Why.Numbered>> journaled(LegId leg) {
        return CompletableFuture.supplyAsync(
                () -> backend.journal().counting(leg, Long.MAX_VALUE).stream()
                        .map(entry -> new Why.Numbered(entry.sequence(), entry.event()))
                        .toList(),
                blocking);
    }

    /** Only of a leg in quarantine; any other would be brought to life by the message alone, or has nothing to rebuild. */
    CompletionStage<ObjectNode> rebuild(LegId leg, Wanted.Rebuild rebuild) {
        return quarantined().thenCompose(legs -> {
            if (legs.stream().noneMatch(broken -> broken.leg().equals(leg))) {
                throw new Refusal(Problem.refused(leg + " is not quarantined; there is nothing to rebuild"));
            }
            CompletionStage<String> text = AskPattern.askWithStatus(
                    door,
                    replyTo -> new ForLeg(leg, new PositionActor.Rebuild(rebuild.because(), rebuild.by(), replyTo)),
                    OPENING,
                    backend.system().scheduler());
            return text.thenApply(answer -> JournalFormat.json()
                    .createObjectNode()
                    .put("leg", leg.toString())
                    .put("text", answer));
        });
    }

    private CompletionStage<List<LegActor.Quarantined>> quarantined() {
        CompletionStage<PositionsActor.Quarantines> all = ask(backend.positions(), PositionsActor.GetQuarantined::new);
        return all.thenApply(PositionsActor.Quarantines::legs);
    }

    private static ObjectNode withQuarantined(ObjectNode node, List<LegActor.Quarantined> legs) {
        ArrayNode array = node.putArray("quarantined");
        for (LegActor.Quarantined broken : legs) {
            ObjectNode row = array.addObject();
            row.put("leg", broken.leg().toString()).put("reason", broken.reason());
            JsonFields.time(row, "at", broken.at());
        }
        return node;
    }

    private static ObjectNode list(PositionsActor.Views views) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode positions = node.putArray("positions");
        views.legs().forEach(view -> positions.add(LegDocument.of(view)));
        return node.put("silentNodes", views.silent());
    }

    private CompletionStage<LegView> view(LegId leg) {
        CompletionStage<PositionsActor.Views> views =
                ask(backend.positions(), replyTo -> new PositionsActor.GetOne(leg, replyTo));
        return views.thenApply(found -> found.legs().stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.notFound(unheard(leg, found.silent())))));
    }

    private static String unheard(LegId leg, int silent) {
        String unheard = "nothing was ever heard of " + leg + " since the node started";
        return silent == 0 ? unheard : unheard + "; %d other nodes did not answer".formatted(silent);
    }

    private <Q, A> CompletionStage<A> ask(RecipientRef<Q> actor, Function<ActorRef<A>, Q> question) {
        return AskPattern.ask(actor, question, SOON, backend.system().scheduler());
    }
}
