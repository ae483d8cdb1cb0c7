package dev.belay.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.Http;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.typed.PersistenceId;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.journal.Dialect;
import dev.belay.journal.JournalDatabase;
import dev.belay.market.HandClock;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.SymbolBook;
import dev.belay.market.SymbolRules;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.AccountLimits;
import dev.belay.position.LegInput;
import dev.belay.position.LegWorld;
import dev.belay.position.PositionActor;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The actors of a leg wired as a node wires them, without sharding and with exchange time moved by hand, so that the
 * two seconds between moves of a stop need not be waited for.
 */
final class Rig implements AutoCloseable {

    static final long START = 1_763_700_000_000L;

    /** Trails at once and moves by every hundredth of a percent, so that every measured tick is a decision. */
    static final StopPolicy EVERY_TICK = new StopPolicy(
            Percent.of("2"),
            Percent.of("0"),
            Percent.of("0.5"),
            Percent.of("0.01"),
            Duration.ofSeconds(1),
            Percent.of("5"),
            Duration.ofSeconds(3));

    final ActorSystem<Void> system;
    final HandClock clock = new HandClock(START);
    final SymbolBook symbols = new SymbolBook();
    final MoveSlots moves = new MoveSlots(1_000_000);

    private Rig(Config config) {
        system = ActorSystem.create(Behaviors.empty(), "bench", config.resolve());
    }

    /** With an H2 file in {@code home}, by the settings that are shipped. */
    static Rig onH2(Path home) {
        return on(new JournalDatabase(h2(home), "sa", ""));
    }

    /** With a journal in {@code database}, by the settings that are shipped. */
    static Rig on(JournalDatabase database) {
        database.schema().bringUp(Optional.empty());
        Dialect dialect = Dialect.of(database.url());
        Config journal = ConfigFactory.parseMap(Map.of(
                "profile", dialect.slickProfile(),
                "db.driver", dialect.driver(),
                "db.url", database.url(),
                "db.user", database.user(),
                "db.password", database.password(),
                "db.properties", dialect.properties()));
        return new Rig(
                journal.atPath("akka-persistence-jdbc.shared-databases.journal").withFallback(shipped()));
    }

    /** With a journal in memory, which still writes and reads the JSON. */
    static Rig inMemory() {
        return new Rig(ConfigFactory.parseString("""
                        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
                        akka.persistence.journal.inmem.test-serialization = on
                        """)
                .withFallback(PersistenceTestKitSnapshotPlugin.config())
                .withFallback(shipped()));
    }

    static String h2(Path home) {
        return "jdbc:h2:file:" + home.resolve("journal").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static Config shipped() {
        return ConfigFactory.parseString("akka.actor.provider = local")
                .withFallback(ConfigFactory.parseResources("akka.conf"))
                .withFallback(ConfigFactory.defaultReference());
    }

    static LegId leg(Symbol symbol) {
        return LegId.parse("main:" + symbol + ":BOTH");
    }

    /** {@code count} symbols with rules. */
    List<Symbol> know(int count) {
        Map<Symbol, SymbolRules> rules = new HashMap<>();
        names(count).forEach(name -> rules.put(new Symbol(name), rules(new Symbol(name))));
        symbols.replaceBy(rules);
        return rules.keySet().stream().sorted().toList();
    }

    static List<String> names(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj("C%04dUSDT"::formatted)
                .toList();
    }

    static SymbolRules rules(Symbol symbol) {
        return new SymbolRules(
                symbol,
                Price.of("0.01"),
                Quantity.of("0.001"),
                Quantity.of("0.001"),
                Quantity.of("10000"),
                BigDecimal.TEN,
                true);
    }

    LegWorld world(
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<MarketStreamActor.Command> market,
            ActorRef<PositionActor.Changed> watcher) {
        return new LegWorld(
                "bench",
                clock,
                symbols,
                Policies.always(EVERY_TICK),
                new ClientIds("bench"),
                gateway,
                new AccountLimits(moves, new StopRoom()),
                market,
                List.of(watcher),
                system.ignoreRef(),
                Duration.ofDays(1));
    }

    <T> ActorRef<T> spawn(akka.actor.typed.Behavior<T> behavior, String name) {
        return system.systemActorOf(behavior, name, Props.empty());
    }

    /** An actor that hands every message to {@code hear}. */
    <T> ActorRef<T> ear(String name, Consumer<T> hear) {
        return spawn(
                Behaviors.<T>receiveMessage(message -> {
                    hear.accept(message);
                    return Behaviors.same();
                }),
                name);
    }

    /** The actor of a leg that has just heard of a long of 1 at 1,000.00. */
    ActorRef<PositionActor.Command> open(Symbol symbol, LegWorld world) {
        return open("main", symbol, world);
    }

    ActorRef<PositionActor.Command> open(String account, Symbol symbol, LegWorld world) {
        LegId id = LegId.parse(account + ":" + symbol + ":BOTH");
        var actor = spawn(PositionActor.create(PersistenceId.of("leg", id.toString()), id, world), "leg-" + symbol);
        var row =
                new Answer.PositionRow(symbol, PositionSide.BOTH, BigDecimal.ONE, Price.of("1000"), Price.ZERO, START);
        actor.tell(new PositionActor.Hear(new LegInput.PositionChanged(row)));
        return actor;
    }

    @Override
    public void close() {
        Http.get(system).shutdownAllConnectionPools().toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
