package dev.belay.app;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import dev.belay.cluster.AccountDoorActor;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.SilentPricesActor;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.journal.JournalReader;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.SymbolBook;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import dev.belay.position.LegWorld;
import dev.belay.position.Legs;
import dev.belay.position.PositionActor;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.view.AllPositionsActor;
import dev.belay.view.PositionsActor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The root of a node. It asks the exchange whether the key is good and what the symbols' rules are, and starts the other
 * actors in the order in which a price travels. When the rules are known from an earlier start the legs wait for nothing:
 * an exchange that does not answer does not keep them from guarding.
 */
final class NodeActor {

    private static final Duration MODE_AGAIN = Duration.ofSeconds(1);
    private static final Duration RULES_EVERY = Duration.ofHours(24);
    private static final Duration RULES_AGAIN = Duration.ofSeconds(2);

    sealed interface Command {}

    private record Answered(ExchangeGatewayActor.Result result) implements Command {}

    private record Superseded(LegId leg, String by) implements Command {}

    private record DoorOpen(AccountDoorActor.Refs account) implements Command {}

    /** Why the node stops although nobody told it to. */
    record Elder(LegId leg, String by) implements CoordinatedShutdown.Reason {}

    private enum RulesDue implements Command {
        INSTANCE
    }

    private enum ModeDue implements Command {
        INSTANCE
    }

    /** What the outside of the actor system holds on to. */
    record Refs(
            ActorRef<AccountDoorActor.Command> door,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<AccountActor.Command> account,
            ActorRef<PositionsActor.Command> positions,
            ActorRef<PositionsActor.Command> allPositions,
            ActorRef<PositionLookupActor.Command> lookups,
            Legs legs) {}

    private final KeyCheck key = new KeyCheck();
    private final BanFile bans;
    private final AccountLimits limits;
    private final ActorContext<Command> context;
    private final Settings settings;
    private final ExchangeAccess access;
    private final SymbolBook symbols;
    private final JournalReader journal;
    private final SymbolCache cache;
    private final CompletableFuture<Refs> started;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final AccountDoorActor.Refs account;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;

    private NodeActor(
            ActorContext<Command> context,
            NodeParts.Around around,
            AccountDoorActor.Refs account,
            CompletableFuture<Refs> started) {
        this.context = context;
        this.settings = around.settings();
        this.access = around.access();
        this.symbols = around.symbols();
        this.limits = around.limits();
        this.journal = around.journal();
        this.cache = new SymbolCache(settings.home().resolve("symbols.json"));
        this.started = started;
        this.bans = NodeParts.bans(settings, access);
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Answered::new);
        this.account = account;
        this.gateway = account.gateway();
    }

    /** Starts everything and completes {@code started}, with a {@link CommandFailure} when the exchange refuses us. */
    static Behavior<Command> create(
            Settings settings,
            ExchangeAccess access,
            SymbolBook symbols,
            JournalReader journal,
            CompletableFuture<Refs> started) {
        return Behaviors.setup(context -> {
            var limits = new AccountLimits(new MoveSlots(0), new StopRoom());
            var around = new NodeParts.Around(context.getSystem(), settings, access, symbols, limits, journal);
            context.spawn(
                    NodeParts.door(
                            around, context.messageAdapter(AccountDoorActor.Refs.class, refs -> new DoorOpen(refs))),
                    "door-" + settings.account());
            return Behaviors.receive(Command.class)
                    .onMessage(DoorOpen.class, open -> new NodeActor(context, around, open.account(), started).begin())
                    .build();
        });
    }

    private Behavior<Command> begin() {
        if (access.clock() instanceof MachineClock machine) {
            context.spawn(ClockActor.create(machine, gateway), "clock");
        }
        symbols.replaceBy(cache.read());
        ask(new Request.ReadAccountMode());
        ask(new Request.ReadRules());
        ask(new Request.ReadOrderLimits());
        boolean known = !symbols.all().isEmpty();
        if (bans.until() > access.clock().millis()) {
            beQuiet(known);
        }
        return known ? running(startAll()) : preparing(false);
    }

    /** Nothing is started before the key is known to be good and the rules are read; this is a first start. */
    private Behavior<Command> preparing(boolean keyGood) {
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, answered -> onAnsweredWhilePreparing(keyGood, answered.result()))
                .onMessage(RulesDue.class, due -> onDue(new Request.ReadRules()))
                .onMessage(ModeDue.class, due -> onDue(new Request.ReadAccountMode()))
                .build();
    }

    private Behavior<Command> onAnsweredWhilePreparing(boolean keyGoodBefore, ExchangeGatewayActor.Result result) {
        boolean keyGood = note(result, false) || keyGoodBefore;
        access.clock().pace().end();
        if (!keyGood || symbols.all().isEmpty()) {
            return preparing(keyGood);
        }
        ask(new Request.ReadAccountMode());
        return running(startAll());
    }

    /** The legs guard already; the outside is let in when the exchange has said what it thinks of the key. */
    private Behavior<Command> running(Refs refs) {
        if (bans.until() > access.clock().millis()) {
            started.complete(refs);
        }
        return Behaviors.receive(Command.class)
                .onMessage(Answered.class, answered -> onAnswered(refs, answered.result()))
                .onMessage(RulesDue.class, due -> onDue(new Request.ReadRules()))
                .onMessage(ModeDue.class, due -> onDue(new Request.ReadAccountMode()))
                .onMessage(Superseded.class, this::onSuperseded)
                .build();
    }

    /** Two that guard one account would take each leg from one another for ever: the elder goes, and touches no stop. */
    private Behavior<Command> onSuperseded(Superseded news) {
        context.getLog()
                .error(
                        "{} is guarded by another process now, {}: this one stops. The stops at the exchange stay",
                        news.leg(),
                        news.by());
        CoordinatedShutdown.get(context.getSystem()).runAll(new Elder(news.leg(), news.by()));
        return Behaviors.same();
    }

    private Behavior<Command> onAnswered(Refs refs, ExchangeGatewayActor.Result result) {
        if (result.outcome() instanceof Outcome.Done done && done.answer() instanceof Answer.AccountMode mode) {
            refs.door().tell(new AccountDoorActor.ModeRead(mode)); // before the outside can ask for an entry
        }
        if (note(result, true)) {
            started.complete(refs); // has no effect when the exchange refused the key
        }
        access.clock().pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onDue(Request request) {
        ask(request);
        access.clock().pace().end();
        return Behaviors.same();
    }

    /** Takes note of an answer; says whether it lets the outside in. */
    private boolean note(ExchangeGatewayActor.Result result, boolean guarding) {
        Outcome outcome = result.outcome();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Rules rules) {
            keep(rules);
        } else if (result.request() instanceof Request.ReadRules) {
            context.getLog().warn("the rules of the symbols cannot be read: {}", outcome);
            later(RULES_AGAIN, RulesDue.INSTANCE);
        } else if (result.request() instanceof Request.ReadAccountMode) {
            return go(key.afterSigned(outcome, access.clock().millis()), guarding);
        } else if (result.request() instanceof Request.ReadTime) {
            return go(key.afterPublic(outcome, result.sentAt()), guarding);
        }
        return false;
    }

    private boolean go(KeyCheck.Next next, boolean guarding) {
        switch (next) {
            case ASK_AGAIN -> later(MODE_AGAIN, ModeDue.INSTANCE);
            case ASK_PUBLICLY -> ask(new Request.ReadTime());
            case REFUSE_KEY ->
                fail(
                        "the exchange at %s refuses the key: %s. Check key, secret, their mode (%s) and the key's list of addresses."
                                .formatted(access.endpoints().rest(), key.said(), settings.mode()));
            case REFUSE_CLOCK ->
                fail("the exchange refuses our clock: %s. Set the machine's clock (NTP) and start again."
                        .formatted(key.said()));
            case KEEP_QUIET -> {
                beQuiet(guarding);
                later(MODE_AGAIN, ModeDue.INSTANCE);
            }
            case GO_ON -> {}
        }
        return next == KeyCheck.Next.GO_ON || (next == KeyCheck.Next.KEEP_QUIET && guarding);
    }

    /** Whoever asks during a ban makes it longer; without the symbols' rules there is nothing to do meanwhile. */
    private void beQuiet(boolean guarding) {
        String text = "the exchange at %s wants to hear nothing from this address until %s; the stops there stay"
                .formatted(access.endpoints().rest(), Instant.ofEpochMilli(bans.until()));
        context.getLog().warn(text);
        if (!guarding) {
            fail(text + ". Start again after that.");
        }
    }

    private void fail(String why) {
        started.completeExceptionally(new CommandFailure(ExitCodes.UNREACHABLE, why));
    }

    private void keep(Answer.Rules rules) {
        symbols.replaceBy(rules.bySymbol());
        later(RULES_EVERY, RulesDue.INSTANCE);
        try {
            cache.write(rules.bySymbol());
        } catch (IOException e) {
            context.getLog().warn("the rules of the symbols cannot be kept in {}: {}", cache.file(), e.getMessage());
        }
    }

    private Refs startAll() {
        ActorSystem<?> system = context.getSystem();
        ExchangeClock clock = access.clock();
        var feed = new BinanceMarketFeed(system, access.endpoints(), access.handshakeHeaders(), clock);
        var market = context.spawn(MarketStreamActor.create(feed, clock.pace()), "market-stream");
        context.spawn(
                SilentPricesActor.create(market, gateway, clock, NodeParts.silentAfter(settings)), "silent-prices");
        var positions = context.spawn(PositionsActor.create(market, clock.pace()), "positions");
        var all = context.spawn(AllPositionsActor.create(positions), "all-positions");
        startLegs(market, positions);
        account.door().tell(AccountDoorActor.Begin.INSTANCE);
        Legs legs = LegShards.of(system);
        return new Refs(
                account.door(),
                gateway,
                market,
                account.account(),
                positions,
                all,
                context.spawn(NodeParts.lookups(system, journal, legs, gateway, clock), "lookups"),
                legs);
    }

    private void startLegs(ActorRef<MarketStreamActor.Command> market, ActorRef<PositionsActor.Command> positions) {
        var door = account.door();
        var world = new LegWorld(
                thisProcess(),
                access.clock(),
                symbols,
                settings.policies(),
                settings.ids(),
                gateway,
                limits,
                market,
                List.of(
                        context.spawn(forward(door, AccountDoorActor.LegChanged::new), "changes-for-account"),
                        context.spawn(forward(positions, PositionsActor.LegChanged::new), "changes-for-view")),
                context.messageAdapter(PositionActor.Superseded.class, news -> new Superseded(news.leg(), news.by())),
                settings.silenceMax());
        LegShards.start(
                context.getSystem(),
                world,
                List.of(
                        context.spawn(forward(door, AccountDoorActor.LegNotice::new), "notices-for-account"),
                        context.spawn(forward(positions, PositionsActor.LegNotice::new), "notices-for-view")));
    }

    /** Another one than after the next start: what it is called in the journal. */
    private String thisProcess() {
        var self = Cluster.get(context.getSystem()).selfMember().uniqueAddress();
        return self.address() + "#" + Long.toString(self.longUid(), Character.MAX_RADIX);
    }

    private void ask(Request request) {
        access.clock().pace().begin();
        gateway.tell(new ExchangeGatewayActor.Call(request, answers));
    }

    private void later(Duration delay, Command command) {
        ActorRef<Command> self = context.getSelf();
        access.clock().after(delay, () -> self.tell(command));
    }

    /** Hands every message on in the form that {@code to} understands. */
    private static <M, C> Behavior<M> forward(ActorRef<C> to, Function<M, ? extends C> wrap) {
        return Behaviors.receiveMessage(message -> {
            to.tell(wrap.apply(message));
            return Behaviors.same();
        });
    }
}
