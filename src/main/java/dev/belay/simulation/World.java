package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.Request;
import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.exchange.binance.WireAnswer;
import dev.belay.exchange.binance.WireRequest;
import dev.belay.market.MarkPrice;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.Reply;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    private final PriceSource prices;
    private final SimulatorCore exchange;
    private final Surroundings around;
    private final RateBudget.Limits limits;
    private final Excuse excuse;
    private final LifeAndDeath lives;
    private final BanNote ban = new BanNote();
    private final Person person;
    private final ExchangeTroubles troubles;
    private final List<Strike> strikes = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private int nodesSoFar;
    private boolean starting;
    private boolean still;
    private long pricesSilentUntil;
    private long pricesStaleUntil;
    private List<MarkPrice> stale = List.of();

    World(WorldPlan plan, SimulatorAudit audit, Witness witness, int linesKept) {
        this.possible =
                Stream.of(Mishap.values()).filter(plan.possible()::contains).toList();
        this.dice = new Dice(plan.seed(), plan.possible(), plan.spared());
        this.trace = new Trace(START, linesKept);
        List<SymbolSpec> specs = WellKnownSymbols.all().subList(0, plan.symbols());
        this.symbols = specs.stream().map(SymbolSpec::symbol).toList();
        this.prices = new GeneratedPrices(specs, plan.seed(), START);
        this.exchange = new SimulatorCore(
                SimulatorSettings.of(specs, prices, START).withWallet(WALLET),
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
        Answer.Rules rules = rules(codec);
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
                StopPolicy.DEFAULT);
        this.person = new Person(exchange, dice);
        this.troubles = new ExchangeTroubles(exchange, symbols, dice);
        exchange.begin();
    }

    /** 64 letters and digits that do not repeat. */
    private String text() {
        return "%064x".formatted(Integer.toUnsignedLong(dice.draw(Draw.KEYS, Integer.MAX_VALUE)) << 16 | nodesSoFar);
    }

    /** What every node reads at its start. */
    private Answer.Rules rules(BinanceCodec codec) {
        var request = new Request.ReadRules();
        WireRequest wire = codec.write(request, START);
        Reply reply = exchange.answer(new Call(wire.method().name(), wire.path(), wire.query(), "", ""));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        Outcome outcome = BinanceCodec.read(request, new WireAnswer(reply.status(), Map.of(), body), START)
                .outcome();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Rules rules) {
            return rules;
        }
        throw new IllegalStateException("the exchange did not tell its rules: " + outcome);
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
        startNode();
        agenda.every(1_000, this::nextPrices);
        agenda.every(CHANCE_MILLIS, this::takeChances);
    }

    private void startNode() {
        starting = false;
        nodesSoFar++;
        SimulatedNode node = new SimulatedNode(nodesSoFar, around, limits, ban);
        nodes.add(node);
        lives.born();
        node.start();
    }

    private void nextPrices() {
        List<PriceStep> steps = prices.next();
        if (still) {
            steps = steps.stream().map(this::asBefore).toList();
        }
        exchange.prices(steps);
        restartIfGone();
        if (agenda.now() < pricesSilentUntil) {
            return;
        }
        List<MarkPrice> marks = agenda.now() < pricesStaleUntil ? stale : marks();
        stale = marks;
        agenda.after(2 + dice.draw(Draw.PRICE_TIME, 30), () -> nodes().forEach(node -> node.prices(marks)));
    }

    private PriceStep asBefore(PriceStep step) {
        PriceStep before = exchange.market().latest(step.symbol());
        return new PriceStep(step.symbol(), step.at(), before.last(), before.mark(), before.volume());
    }

    private List<MarkPrice> marks() {
        List<MarkPrice> marks = new ArrayList<>(symbols.size());
        for (Symbol symbol : symbols) {
            PriceStep latest = exchange.market().latest(symbol);
            marks.add(new MarkPrice(symbol, latest.mark(), latest.at()));
        }
        return marks;
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
                case SPELL -> chance(mishap, () -> spell(mishap));
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

    private void spell(Mishap mishap) {
        int length = 500 + dice.draw(Draw.SPELL_TIME, 20_000);
        excuse.during(mishap.word(), length + mishap.excusesMillis());
        switch (mishap) {
            case REST_DOWN -> around.network().goDown(length);
            case JOURNAL_DOWN -> around.journal().goDown(agenda.now() + length);
            case PRICES_SILENT -> pricesSilentUntil = agenda.now() + length;
            case PRICES_STALE -> pricesStaleUntil = agenda.now() + length;
            case STREAM_CUT -> nodes().forEach(node -> node.stream().cut());
            case STREAM_SILENT -> nodes().forEach(node -> node.stream().goSilent(length));
            case CRASH -> nodes().stream().findFirst().ifPresent(node -> node.crash("by chance"));
            case PAUSED -> nodes().forEach(node -> node.pause(length));
            case SECOND_NODE -> secondNode(length);
            default -> throw new IllegalArgumentException("nothing that lasts: " + mishap);
        }
    }

    /** The old process lives on for a while beside the new one and believes itself to be the only one. */
    private void secondNode(long millis) {
        List<SimulatedNode> old = nodes();
        startNode();
        agenda.after(millis, () -> old.forEach(node -> node.crash("as the elder of two")));
    }

    /** From now on nothing goes wrong, and what was broken is mended. */
    void heal() {
        trace.add(agenda.now(), "healed");
        dice.heal();
        exchange.faults().disarmAll();
        around.network().heal();
        around.journal().goDown(0);
        pricesSilentUntil = 0;
        pricesStaleUntil = 0;
    }

    /** From now on no price moves. */
    void standStill() {
        still = true;
    }
}
