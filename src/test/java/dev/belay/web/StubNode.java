package dev.belay.web;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.ServerBinding;
import akka.pattern.StatusReply;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.GatewayHealth;
import dev.belay.exchange.Lane;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.RateBudget;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.StoredJournal;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.market.SymbolRules;
import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.position.AccountActor;
import dev.belay.position.EntryPlan;
import dev.belay.position.HeldPosition;
import dev.belay.position.Leg;
import dev.belay.position.LegActor;
import dev.belay.position.LegEvent;
import dev.belay.position.PolicyWish;
import dev.belay.position.PositionActor;
import dev.belay.position.Proof;
import dev.belay.position.Protection;
import dev.belay.position.Why;
import dev.belay.position.lookup.LookupWorld;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import dev.belay.view.PositionsActor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The API of a node whose account refuses everything above 1,000 and whose legs open and close at once. */
public final class StubNode implements AutoCloseable {

    public static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final long NOW = 1_795_000_000_000L;
    private static final Proof PROOF = new Proof(Proof.Kind.SNAPSHOT, NOW);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JournalDatabase database = new JournalDatabase(
            "jdbc:h2:mem:stub-node-%d;DB_CLOSE_DELAY=-1".formatted(DATABASES.incrementAndGet()), "sa", "");
    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());
    private final Map<LegId, List<LegEvent>> journal = new ConcurrentHashMap<>();
    private final List<PolicyWish> wishes = new CopyOnWriteArrayList<>();
    private final ActorRef<PositionsActor.Command> positions;
    private final ServerBinding binding;
    private final ApiToken token;

    public StubNode(Path home) throws Exception {
        database.schema().bringUp(Optional.empty());
        token = ApiToken.readOrCreate(home);
        ActorRef<MarketStreamActor.Command> market = kit.spawn(market());
        positions = kit.spawn(PositionsActor.create(market, Pace.NONE));
        var about = new ApiBackend.About("paper", "0.1", new Account("main"), "http://127.0.0.1:1");
        var backend = new ApiBackend(
                kit.system(),
                about,
                kit.spawn(account()),
                this::tell,
                positions,
                kit.spawn(gateway()),
                market,
                kit.spawn(lookups()),
                database.reader(),
                new FollowingHealth(),
                new Clock());
        binding = ApiServer.start(backend, "127.0.0.1", 0, token)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        NodeFile.ofThisProcess("127.0.0.1", port(), "paper").write(home);
    }

    public int port() {
        return binding.localAddress().getPort();
    }

    public String authorization() {
        return token.authorization();
    }

    private Behavior<PositionLookupActor.Command> lookups() {
        return PositionLookupActor.create(new LookupWorld(
                this::tell,
                kit.spawn(gateway()),
                leg -> CompletableFuture.completedStage(Optional.empty()),
                new Clock(),
                System::nanoTime));
    }

    /** A long of 0.01 at 64,000; with its stops proven, or with none. */
    public void holdsBtc(boolean isProtected) {
        happens(BTC, opened());
        if (isProtected) {
            happens(BTC, intended("D1", StopOrder.Slot.DISASTER, "0", "60800"));
            happens(BTC, new LegEvent.StopConfirmed("D1", PROOF, NOW));
            happens(BTC, intended("W1", StopOrder.Slot.WORKING, "0.01", "62720"));
            happens(BTC, new LegEvent.StopConfirmed("W1", PROOF, NOW));
        }
    }

    /** The journal of {@link #BTC} is damaged. */
    public void quarantinesBtc() {
        positions.tell(new PositionsActor.LegNotice(new LegActor.Quarantined(BTC, "row 2 is damaged", NOW)));
    }

    /** The events of {@link #BTC}. */
    public List<LegEvent> events() {
        return journal.getOrDefault(BTC, List.of());
    }

    /** What was wanted of policies. */
    public List<PolicyWish> wishes() {
        return wishes;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    static LegEvent opened() {
        var rules = new SymbolRules(
                BTC.symbol(),
                Price.of("0.1"),
                Quantity.of("0.001"),
                Quantity.of("0.001"),
                Quantity.of("120"),
                BigDecimal.valueOf(50),
                true);
        Trail trail = Trail.startingAt(Direction.LONG, Price.of("64000"), StopPolicy.DEFAULT, rules, NOW);
        return new LegEvent.PositionOpened(
                1,
                Direction.LONG,
                Quantity.of("0.01"),
                Price.of("64000"),
                Price.ZERO,
                NOW,
                StopPolicy.DEFAULT,
                trail,
                false,
                PROOF,
                NOW);
    }

    private static LegEvent intended(String id, StopOrder.Slot slot, String quantity, String trigger) {
        return new LegEvent.StopIntended(
                id, slot, 1, Side.SELL, Quantity.of(quantity), Price.of(trigger), "wanted", NOW);
    }

    private synchronized void happens(LegId id, LegEvent event) {
        var events = new ArrayList<>(journal.getOrDefault(id, List.of()));
        events.add(event);
        journal.put(id, List.copyOf(events));
        try {
            new StoredJournal(database).write(id, events.size(), event);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Leg leg = Leg.flat(id).after(events);
        positions.tell(new PositionsActor.LegChanged(new PositionActor.Changed(leg, List.of(event))));
    }

    private void tell(LegId leg, PositionActor.Command command) {
        if (command instanceof PositionActor.Close close) {
            happens(leg, new LegEvent.CloseDecided(close.reason(), close.by(), NOW));
            close.replyTo().tell(StatusReply.success("closing 0.01 at market"));
        }
        if (command instanceof PositionActor.Rebuild rebuild) {
            rebuild.replyTo().tell(StatusReply.success("rebuilt because " + rebuild.because()));
        }
        if (command instanceof PositionActor.Explain explain) {
            var belief = new Why.Belief("LONG 0.01 is open", 1, "position adopted", "STREAM", NOW, 0);
            List<Why.Belief> beliefs = List.of(belief);
            var why = new Why(
                    leg,
                    explain.events().size(),
                    Leg.Phase.OPEN,
                    Protection.State.UNPROTECTED,
                    NOW,
                    beliefs,
                    List.of(),
                    List.of(),
                    List.of());
            explain.replyTo().tell(StatusReply.success(why));
        }
        if (command instanceof PositionActor.ChangePolicy change) {
            wishes.add(change.wish());
            change.replyTo()
                    .tell(StatusReply.success(
                            "the policy is " + change.wish().policy().orElse("the same")));
        }
        if (command instanceof PositionActor.GetPosition get) {
            var held = new HeldPosition(leg, Direction.LONG, Quantity.of("0.01"), HeldPosition.Standing.LIVE, NOW);
            get.replyTo().tell(held);
        }
    }

    private Behavior<AccountActor.Command> account() {
        return Behaviors.receive(AccountActor.Command.class)
                .onMessage(AccountActor.GetHealth.class, get -> {
                    get.replyTo().tell(new AccountActor.Health(true, NOW, NOW, 3, 0, 2, Optional.empty(), List.of()));
                    return Behaviors.same();
                })
                .onMessage(AccountActor.Open.class, this::onOpen)
                .build();
    }

    private Behavior<AccountActor.Command> onOpen(AccountActor.Open open) {
        if (open.money().compareTo(BigDecimal.valueOf(1_000)) > 0) {
            open.replyTo().tell(StatusReply.error("refused by the rule budget: 1000 is the most"));
        } else {
            var plan = new EntryPlan(
                    open.direction(),
                    Quantity.of("0.01"),
                    Price.of("64000"),
                    Price.of("62720"),
                    StopPolicy.DEFAULT,
                    NOW,
                    false);
            open.replyTo().tell(StatusReply.success(plan));
            happens(BTC, new LegEvent.EntryDecided(plan, open.by(), NOW));
            holdsBtc(true);
        }
        return Behaviors.same();
    }

    private static Behavior<ExchangeGatewayActor.Command> gateway() {
        return Behaviors.receive(ExchangeGatewayActor.Command.class)
                .onMessage(ExchangeGatewayActor.Call.class, call -> {
                    call.replyTo()
                            .tell(new ExchangeGatewayActor.Result(
                                    call.request(), new Outcome.Unknown("no exchange here"), 0));
                    return Behaviors.same();
                })
                .onMessage(ExchangeGatewayActor.GetHealth.class, get -> {
                    get.replyTo()
                            .tell(new GatewayHealth(
                                    Map.of(Lane.AUDIT, new GatewayHealth.Waiting(3, 250)),
                                    2,
                                    new GatewayHealth.Used(41, 2, 2, RateBudget.Limits.PUBLISHED),
                                    0,
                                    0,
                                    0,
                                    new GatewayHealth.Outcomes(5, 1, 0, 0, Map.of(-2021, 1L)),
                                    new GatewayHealth.Moves(0, BigDecimal.ZERO, BigDecimal.ZERO, 0)));
                    return Behaviors.same();
                })
                .build();
    }

    private static Behavior<MarketStreamActor.Command> market() {
        return Behaviors.receive(MarketStreamActor.Command.class)
                .onMessage(MarketStreamActor.GetHealth.class, get -> {
                    get.replyTo().tell(new MarketStreamActor.Health(true, NOW, 9, 0, 1, 0));
                    return Behaviors.same();
                })
                .onMessage(MarketStreamActor.Watch.class, watch -> {
                    var mark = MarketPrice.mark(watch.symbol(), Price.of("64500"), NOW);
                    watch.watcher().tell(new MarketStreamActor.Report.Tick(mark));
                    return Behaviors.same();
                })
                .build();
    }

    private static final class Clock implements ExchangeClock {

        @Override
        public long millis() {
            return NOW;
        }

        @Override
        public void after(Duration delay, Runnable wake) {}

        @Override
        public Pace pace() {
            return Pace.NONE;
        }
    }
}
