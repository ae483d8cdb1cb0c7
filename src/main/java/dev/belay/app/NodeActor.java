package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserStreamActor;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.exchange.binance.BinanceUserFeed;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalReader;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.HeldPosition;
import dev.belay.position.Leg;
import dev.belay.position.LegWorld;
import dev.belay.position.Legs;
import dev.belay.position.PositionActor;
import dev.belay.position.lookup.LookupWorld;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.view.PositionsActor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The root of a node. It asks the exchange whether the key is good and what the symbols' rules are, and starts the other
 * actors in the order in which a price travels. When the rules are known from an earlier start the legs wait for nothing:
 * an exchange that does not answer does not keep them from guarding.
 */
final class NodeActor {

    private static final EntityTypeKey<PositionActor.Command> LEG =
            EntityTypeKey.create(PositionActor.Command.class, JournalDatabase.PERSISTENCE_TYPE);
    private static final Set<Integer> KEY_REFUSED = Set.of(-2014, -2015, -1022, -1002, -2017);
    private static final int CLOCK_OFF = -1021;
    private static final int CLOCK_CHECKS = 5;
    private static final Duration CLOCK_AGAIN = Duration.ofSeconds(1);
    private static final Duration RULES_EVERY = Duration.ofHours(24);
    private static final Duration RULES_AGAIN = Duration.ofSeconds(2);

    sealed interface Command {}

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private enum RulesDue implements Command {
        INSTANCE
    }

    private enum ModeDue implements Command {
        INSTANCE
    }

    /** What the outside of the actor system holds on to. */
    record Refs(
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<AccountActor.Command> account,
            ActorRef<PositionsActor.Command> positions,
            ActorRef<PositionLookupActor.Command> lookups,
            Legs legs) {}

    /** How often the exchange has refused our clock; it is being set meanwhile. */
    private static final class Checks {
        int clockOff;
    }

    private final Checks checks = new Checks();
    private final ActorContext<Command> context;
    private final Settings settings;
    private final ExchangeAccess access;
    private final SymbolBook symbols;
    private final SymbolCache cache;
    private final CompletableFuture<Refs> started;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;

    private NodeActor(
            ActorContext<Command> context,
            Settings settings,
            ExchangeAccess access,
            SymbolBook symbols,
            CompletableFuture<Refs> started) {
        this.context = context;
        this.settings = settings;
        this.access = access;
        this.symbols = symbols;
        this.cache = new SymbolCache(settings.home().resolve("symbols.json"));
        this.started = started;
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Answered::new);
        this.gateway = context.spawn(gateway(), "gateway-" + settings.account());
    }

    /** Starts everything and completes {@code started}, with a {@link CommandFailure} when the exchange refuses us. */
    static Behavior<Command> create(
            Settings settings, ExchangeAccess access, SymbolBook symbols, CompletableFuture<Refs> started) {
        return Behaviors.setup(context -> new NodeActor(context, settings, access, symbols, started).begin());
    }

    private Behavior<Command> begin() {
        if (access.clock() instanceof MachineClock machine) {
            context.spawn(ClockActor.create(machine, gateway), "clock");
        }
        symbols.replaceBy(cache.read());
        ask(new Request.ReadAccountMode());
        ask(new Request.ReadRules());
        return symbols.all().isEmpty() ? preparing(false) : running(startAll());
    }

    /** Nothing is started before the key is known to be good and the rules are read; this is a first start. */
    private Behavior<Command> preparing(boolean keyGood) {
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, answered -> onAnsweredWhilePreparing(keyGood, answered.result()))
                .onMessage(RulesDue.class, due -> onRulesDue())
                .onMessage(ModeDue.class, due -> onModeDue())
                .build();
    }

    private Behavior<Command> onAnsweredWhilePreparing(boolean keyGoodBefore, ExchangeGatewayActor.Result result) {
        note(result);
        boolean keyGood = keyGoodBefore || isKeyGood(result);
        access.clock().pace().end();
        if (!keyGood || symbols.all().isEmpty()) {
            return preparing(keyGood);
        }
        ask(new Request.ReadAccountMode());
        return running(startAll());
    }

    /** An answer that is lost says nothing against the key. */
    private static boolean isKeyGood(ExchangeGatewayActor.Result result) {
        return result.request() instanceof Request.ReadAccountMode && !(result.outcome() instanceof Outcome.Refused);
    }

    /** The legs guard already; the outside is let in when the exchange has said what it thinks of the key. */
    private Behavior<Command> running(Refs refs) {
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, answered -> onAnswered(refs, answered.result()))
                .onMessage(RulesDue.class, due -> onRulesDue())
                .onMessage(ModeDue.class, due -> onModeDue())
                .build();
    }

    private Behavior<Command> onAnswered(Refs refs, ExchangeGatewayActor.Result result) {
        note(result);
        if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.AccountMode mode) {
            refs.account().tell(new AccountActor.ModeRead(mode));
        }
        if (result.request() instanceof Request.ReadAccountMode && !isClockBeingSet(result.outcome())) {
            started.complete(refs); // has no effect when the exchange refused the key
        }
        access.clock().pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onModeDue() {
        ask(new Request.ReadAccountMode());
        access.clock().pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onRulesDue() {
        ask(new Request.ReadRules());
        access.clock().pace().end();
        return Behaviors.same();
    }

    private void note(ExchangeGatewayActor.Result result) {
        Outcome outcome = result.outcome();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Rules rules) {
            keep(rules);
        } else if (result.request() instanceof Request.ReadRules) {
            context.getLog().warn("the rules of the symbols cannot be read: {}", outcome);
            rulesLater(RULES_AGAIN);
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(refused);
        }
    }

    private boolean isClockBeingSet(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && refused.code() == CLOCK_OFF
                && checks.clockOff <= CLOCK_CHECKS;
    }

    private void keep(Answer.Rules rules) {
        symbols.replaceBy(rules.bySymbol());
        rulesLater(RULES_EVERY);
        try {
            cache.write(rules.bySymbol());
        } catch (IOException e) {
            context.getLog().warn("the rules of the symbols cannot be kept in {}: {}", cache.file(), e.getMessage());
        }
    }

    /** The exchange refuses the account's calls: nothing can be guarded with this key. */
    private void refuse(Outcome.Refused refused) {
        String said = "%d %s".formatted(refused.code(), refused.message());
        if (KEY_REFUSED.contains(refused.code())) {
            started.completeExceptionally(new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the exchange at %s refuses the key: %s. Check key, secret, their mode (%s) and the key's list of addresses."
                            .formatted(access.endpoints().rest(), said, settings.mode())));
        } else if (refused.code() == CLOCK_OFF && checks.clockOff++ < CLOCK_CHECKS) {
            ActorRef<Command> self = context.getSelf();
            access.clock().after(CLOCK_AGAIN, () -> self.tell(ModeDue.INSTANCE));
        } else if (refused.code() == CLOCK_OFF) {
            started.completeExceptionally(new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the exchange refuses our clock: %s. Set the machine's clock (NTP) and start again."
                            .formatted(said)));
        } else {
            context.getLog().warn("the account's mode cannot be read: {}", said);
        }
    }

    private Refs startAll() {
        ActorSystem<?> system = context.getSystem();
        ExchangeClock clock = access.clock();
        var feed = new BinanceMarketFeed(system, access.endpoints(), access.handshakeHeaders(), clock);
        var market = context.spawn(MarketStreamActor.create(feed, clock.pace()), "market-stream");
        Legs legs = (leg, command) ->
                ClusterSharding.get(system).entityRefFor(LEG, leg.toString()).tell(command);
        var account = context.spawn(
                AccountActor.create(terms(), legs, symbols, gateway, clock), "account-" + settings.account());
        var positions = context.spawn(PositionsActor.create(market, clock.pace()), "positions");
        startLegs(market, account, positions);
        var userFeed = new BinanceUserFeed(system, access.endpoints(), access.handshakeHeaders(), clock.pace());
        ActorRef<UserStreamActor.Report> evidence =
                context.spawn(forward(account, AccountActor.Heard::new), "user-evidence");
        context.spawn(UserStreamActor.create(userFeed, gateway, evidence, clock), "user-stream-" + settings.account());
        return new Refs(gateway, market, account, positions, context.spawn(lookups(legs), "lookups"), legs);
    }

    private Behavior<PositionLookupActor.Command> lookups(Legs legs) {
        Settings.Database database = settings.database();
        var journal = new JournalDatabase(database.url(), database.user(), database.password()).reader();
        Executor blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        return PositionLookupActor.create(new LookupWorld(
                legs,
                gateway,
                leg -> CompletableFuture.supplyAsync(() -> journaled(journal, leg), blocking),
                access.clock(),
                System::nanoTime));
    }

    private static Optional<HeldPosition> journaled(JournalReader journal, LegId leg) {
        Leg state = journal.stateAt(leg, Long.MAX_VALUE);
        return state.sequence() == 0 ? Optional.empty() : Optional.of(HeldPosition.journaled(state));
    }

    private AccountActor.Terms terms() {
        return new AccountActor.Terms(
                settings.account(),
                settings.policy(),
                settings.entries().largestPosition(),
                settings.entries().allowed());
    }

    private Behavior<ExchangeGatewayActor.Command> gateway() {
        Settings.Exchange exchange = settings.exchange();
        var limits = new CallLimits(exchange.receiveWindow(), exchange.callTimeout());
        return ExchangeGatewayActor.create(
                new BinanceExchange(context.getSystem(), access.endpoints(), access.key(), access.clock(), limits),
                RateBudget.full(exchange.limits()),
                access.clock(),
                exchange.receiveWindow().dividedBy(2));
    }

    private void startLegs(
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<AccountActor.Command> account,
            ActorRef<PositionsActor.Command> positions) {
        ActorRef<PositionActor.Changed> audited =
                context.spawn(forward(account, AccountActor.LegChanged::new), "changes-for-account");
        ActorRef<PositionActor.Changed> shown =
                context.spawn(forward(positions, PositionsActor.LegChanged::new), "changes-for-view");
        var world = new LegWorld(
                context.getSystem().address().toString(),
                access.clock(),
                symbols,
                settings.policy(),
                settings.ids(),
                gateway,
                market,
                List.of(audited, shown),
                settings.silenceMax());
        ClusterSharding.get(context.getSystem())
                .init(Entity.of(
                        LEG,
                        entity -> PositionActor.create(
                                PersistenceId.of(JournalDatabase.PERSISTENCE_TYPE, entity.getEntityId()),
                                LegId.parse(entity.getEntityId()),
                                world)));
    }

    private void ask(Request request) {
        access.clock().pace().begin();
        gateway.tell(new ExchangeGatewayActor.Call(request, answers));
    }

    private void rulesLater(Duration delay) {
        ActorRef<Command> self = context.getSelf();
        access.clock().after(delay, () -> self.tell(RulesDue.INSTANCE));
    }

    /** Hands every message on in the form that {@code to} understands. */
    private static <M, C> Behavior<M> forward(ActorRef<C> to, Function<M, ? extends C> wrap) {
        return Behaviors.receiveMessage(message -> {
            to.tell(wrap.apply(message));
            return Behaviors.same();
        });
    }
}
