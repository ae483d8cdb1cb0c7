package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.Credentials;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An exchange, a person, a network, a journal and Belay, in one thread of virtual time: the whole of a day, as seed and
 * plan say.
 */
final class World {

    /** 2026-01-01, a Thursday. */
    static final long START = 1_767_225_600_000L;

    private static final long CHANCE_MILLIS = 2_000;
    private static final BigDecimal WALLET = new BigDecimal("1000000");
    private static final String KEY = "simulated-key";
    private static final String SECRET = "simulated-secret";
    private static final Duration RECEIVE_WINDOW = Duration.ofSeconds(5);

    private final Agenda agenda = new Agenda(START);
    private final Dice dice;
    private final Trace trace;
    private final List<Symbol> symbols;
    private final List<Mishap> possible;
    private final WorldPrices prices;
    private final SimulatorCore exchange;
    private final Surroundings around;
    private final RateBudget.Limits limits;
    private final Excuse excuse;
    private final LifeAndDeath lives;
    private final BanNote ban = new BanNote();
    private final Person person;
    private final Operator operator;
    private final ExchangeTroubles troubles;
    private final Spells spells;
    private final List<Strike> strikes = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private int nodesSoFar;
    private boolean starting;

    World(WorldPlan plan, SimulatorAudit audit, Witness witness, int linesKept) {
        this(plan, new GeneratedPrices(specs(plan), plan.seed(), START), follows(plan), audit, witness, linesKept);
    }

    /** A world whose prices come from somewhere else than chance; its legs follow the mark price. */
    World(WorldPlan plan, PriceSource source, SimulatorAudit audit, Witness witness, int linesKept) {
        this(plan, source, Map.of(), audit, witness, linesKept);
    }

    private World(
            WorldPlan plan,
            PriceSource source,
            Map<Symbol, PriceKind> follows,
            SimulatorAudit audit,
            Witness witness,
            int linesKept) {
        this.possible =
                Stream.of(Mishap.values()).filter(plan.possible()::contains).toList();
        this.dice = new Dice(plan.seed(), plan.possible(), plan.spared());
        this.trace = new Trace(START, linesKept);
        List<SymbolSpec> specs = specs(plan);
        this.symbols = specs.stream().map(SymbolSpec::symbol).toList();
        this.exchange = new SimulatorCore(
                SimulatorSettings.of(specs, source, START).withWallet(WALLET),
                new Credentials(KEY, SECRET),
                agenda::now,
                this::text,
                ChangeLog.NONE,
                audit);
        BinanceCodec codec = new BinanceCodec(new BinanceKey(KEY, SECRET), RECEIVE_WINDOW);
        Network network = new Network(agenda, dice, exchange, codec, KEY, trace);
        this.excuse = new Excuse(agenda, witness);
        this.lives = new LifeAndDeath(excuse);
        dice.listen(this::struck);
        Answer.Rules rules = network.rules();
        this.limits = rules.limits();
        this.around = new Surroundings(
                agenda,
                dice,
                exchange,
                network,
                codec,
                new SimulatedJournal(),
                trace,
                witness,
                lives,
                rules.bySymbol(),
                follows);
        this.prices = new WorldPrices(source, around, symbols, this::nodes);
        this.person = new Person(exchange, dice);
        this.operator = new Operator(around, exchange, this::nodes);
        this.troubles = new ExchangeTroubles(exchange, symbols, dice);
        this.spells = new Spells(this, prices, excuse);
        exchange.begin();
    }

    private static Map<Symbol, PriceKind> follows(WorldPlan plan) {
        Map<Symbol, PriceKind> follows = new HashMap<>();
        List<SymbolSpec> specs = specs(plan);
        for (int i = 0; i < specs.size(); i++) {
            follows.put(specs.get(i).symbol(), plan.follows(i));
        }
        return follows;
    }

    private static List<SymbolSpec> specs(WorldPlan plan) {
        return WellKnownSymbols.all().subList(0, plan.symbols());
    }

    /** 64 letters and digits that do not repeat. */
    private String text() {
        return "%064x".formatted(Integer.toUnsignedLong(dice.draw(Draw.KEYS, Integer.MAX_VALUE)) << 16 | nodesSoFar);
    }

    Agenda agenda() {
        return agenda;
    }

    Dice dice() {
        return dice;
    }

    Trace trace() {
        return trace;
    }

    SimulatorCore exchange() {
        return exchange;
    }

    Surroundings around() {
        return around;
    }

    Person person() {
        return person;
    }

    Operator operator() {
        return operator;
    }

    /** The symbol of that name; every one that is traded for "". */
    List<Symbol> symbolsNamed(String name) {
        return symbols.stream()
                .filter(symbol -> name.isEmpty() || symbol.name().equals(name))
                .toList();
    }

    /** The processes that are alive. */
    List<SimulatedNode> nodes() {
        return nodes.stream().filter(SimulatedNode::isAlive).toList();
    }

    /** Every fault that has struck, in order. */
    List<Strike> strikes() {
        return strikes;
    }

    /** How many processes were killed. */
    int crashes() {
        return lives.deaths();
    }

    /** Sets everything going; nothing has happened yet. */
    void begin() {
        if (dice.begins(Mishap.MODE_SWITCHED)) {
            exchange.exchange().setHedgeMode(true);
        }
        startNode();
        agenda.every(1_000, this::everySecond);
        agenda.every(CHANCE_MILLIS, this::takeChances);
    }

    /** Kills every process; the next one comes up by {@link #startNode}. */
    void kill() {
        starting = true;
        nodes().forEach(node -> node.crash("by the scenario"));
    }

    /** A process comes up. */
    void startNode() {
        starting = false;
        nodesSoFar++;
        SimulatedNode node = new SimulatedNode(nodesSoFar, around, limits, ban);
        nodes.add(node);
        lives.born();
        node.start();
    }

    private void everySecond() {
        prices.next();
        restartIfGone();
        prices.tell();
    }

    private void restartIfGone() {
        lives.attend();
        nodes.removeIf(node -> !node.isAlive());
        if (nodes.isEmpty() && !starting) {
            starting = true;
            agenda.after(300 + dice.draw(Draw.START_TIME, 8_000), this::startNode);
        }
    }

    private void takeChances() {
        for (Mishap mishap : possible) {
            switch (mishap.occasion()) {
                case ARMED -> chance(mishap, () -> troubles.arm(mishap));
                case SPELL -> chance(mishap, () -> spells.begin(mishap));
                case OPERATOR -> symbols.forEach(symbol -> chance(mishap, () -> operator.act(mishap, symbol)));
                case PERSON -> symbols.forEach(symbol -> chance(mishap, () -> person.act(mishap, symbol)));
                default -> {
                    // Has its chances elsewhere.
                }
            }
        }
    }

    private void chance(Mishap mishap, Runnable act) {
        if (dice.strikes(mishap)) {
            act.run();
        }
    }

    private void struck(Strike strike) {
        strikes.add(strike);
        trace.add(agenda.now(), "! " + strike);
        if (strike.mishap().occasion() != Mishap.Occasion.ARMED) {
            excuse.during(strike.mishap().word(), strike.mishap().excusesMillis());
        }
    }

    /** A fault that was armed at the exchange has fired there: only now it is an excuse. */
    void fired(String fault) {
        troubles.mishap(fault).ifPresent(mishap -> excuse.during(mishap.word(), mishap.excusesMillis()));
    }

    /** Lets {@code mishap} happen now: at {@code symbol}, or anywhere for ""; once, or for {@code millis} above 0. */
    void cause(Mishap mishap, String symbol, long millis) {
        switch (mishap.occasion()) {
            case ARMED -> troubles.arm(mishap, symbol, millis);
            case SPELL -> spells.begin(mishap, millis);
            case PERSON, OPERATOR -> throw new IllegalArgumentException("what people do is no fault: " + mishap);
            default -> {
                dice.force(mishap, millis == 0 ? 1 : Integer.MAX_VALUE);
                if (millis > 0) {
                    agenda.after(millis, () -> dice.force(mishap, 0));
                }
            }
        }
    }

    /** From now on nothing goes wrong, and what was broken is mended. */
    void heal() {
        trace.add(agenda.now(), "healed");
        dice.heal();
        exchange.faults().disarmAll();
        around.network().heal();
        around.journal().goDown(0);
        around.journal().beBusy(0);
        prices.heal();
    }

    /** From now on no price moves. */
    void standStill() {
        prices.standStill();
    }
}
