package dev.belay.simulator;

import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.Reply;
import dev.belay.simulator.wire.SimulatedAccount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * The exchange of two restless traders, without sockets: random orders of every kind, deposits and faults, the same for
 * the same seed.
 */
final class BusyHour {

    static final long START = 1_790_000_000_000L;
    static final int SECONDS = 3_600;
    static final List<String> NAMES = List.of("main", "second");

    private static final List<SymbolSpec> SYMBOLS = WellKnownSymbols.all().subList(0, 3);
    private static final List<String> TYPES =
            List.of("STOP_MARKET", "TAKE_PROFIT_MARKET", "STOP", "TAKE_PROFIT", "TRAILING_STOP_MARKET");

    private final Random random;
    private final GeneratedPrices prices;
    private final SimulatorCore core;
    private final List<Credentials> keys =
            List.of(new Credentials("a".repeat(64), "b".repeat(64)), new Credentials("c".repeat(64), "d".repeat(64)));
    private long now = START;
    private int texts;
    private int done;

    BusyHour(long seed, SimulatorAudit audit) {
        random = new Random(seed);
        prices = new GeneratedPrices(SYMBOLS, seed, START);
        core = new SimulatorCore(
                SimulatorSettings.of(SYMBOLS, prices, START),
                keys.get(0),
                () -> now,
                () -> "text" + ++texts,
                ChangeLog.NONE,
                audit);
        core.begin();
        core.open(NAMES.get(1), keys.get(1), new BigDecimal("2000"));
    }

    /** A second with all that happens in it. */
    void second() throws Exception {
        now += 1_000;
        core.prices(prices.next());
        for (int request = random.nextInt(3); request > 0; request--) {
            request(random.nextInt(NAMES.size()));
        }
        if (random.nextInt(40) == 0) {
            fault();
        }
        if (random.nextInt(200) == 0) {
            account(random.nextInt(NAMES.size())).deposit(BigDecimal.valueOf(random.nextInt(2_000)), now);
            core.settle();
        }
    }

    private void fault() {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        boolean endsAllTrade = fault == Fault.BAN_418;
        core.arm(endsAllTrade ? FaultOrder.once(fault).with("ms", "5000") : FaultOrder.once(fault));
        core.settle();
    }

    private SimulatedExchange account(int owner) {
        return core.account(NAMES.get(owner)).map(SimulatedAccount::exchange).orElseThrow();
    }

    private void request(int owner) throws Exception {
        Symbol symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size())).symbol();
        String side = random.nextBoolean() ? "BUY" : "SELL";
        String common = "symbol=" + symbol + "&side=" + side + positionSide(owner);
        switch (random.nextInt(8)) {
            case 0, 1 -> send(owner, "POST", "/fapi/v1/order", common + "&type=MARKET&quantity=" + quantity(symbol));
            case 2 ->
                send(
                        owner,
                        "POST",
                        "/fapi/v1/order",
                        common + "&type=LIMIT&timeInForce=GTC&quantity=" + quantity(symbol) + "&price=" + near(symbol));
            case 3, 4 -> send(owner, "POST", "/fapi/v1/algoOrder", common + conditional(owner, symbol));
            case 5 -> send(owner, "DELETE", "/fapi/v1/algoOpenOrders", "symbol=" + symbol);
            case 6 -> send(owner, "GET", "/fapi/v3/positionRisk", "");
            default -> send(owner, "DELETE", "/fapi/v1/allOpenOrders", "symbol=" + symbol);
        }
    }

    private String conditional(int owner, Symbol symbol) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String terms = "&algoType=CONDITIONAL&type=" + type;
        if (type.equals("TRAILING_STOP_MARKET")) {
            return terms + "&callbackRate=0." + (1 + random.nextInt(9)) + "&quantity=" + quantity(symbol);
        }
        String trigger = "&triggerPrice=" + near(symbol);
        if (type.endsWith("MARKET") && random.nextBoolean()) {
            return terms + trigger + "&closePosition=true";
        }
        boolean reduces = !account(owner).state().hedge() && random.nextBoolean();
        String limit = type.endsWith("MARKET") ? "" : "&price=" + near(symbol);
        return terms + trigger + limit + "&quantity=" + quantity(symbol) + (reduces ? "&reduceOnly=true" : "");
    }

    private String positionSide(int owner) {
        return account(owner).state().hedge() ? "&positionSide=" + (random.nextBoolean() ? "LONG" : "SHORT") : "";
    }

    private SymbolSpec spec(Symbol symbol) {
        return core.market().spec(symbol);
    }

    private String quantity(Symbol symbol) {
        long units = spec(symbol).quantity().step().units();
        BigDecimal notional = BigDecimal.valueOf(100 + random.nextInt(3_000));
        BigDecimal wanted = notional.divideToIntegralValue(
                core.market().latest(symbol).last().decimal().multiply(BigDecimal.valueOf(units, 8)));
        return wanted.max(BigDecimal.ONE).multiply(BigDecimal.valueOf(units, 8)).toPlainString();
    }

    /** Within one percent of the price, on the tick. */
    private String near(Symbol symbol) {
        PriceStep step = core.market().latest(symbol);
        long tick = spec(symbol).tick().units();
        long price = step.last().units() / 1_000 * (990 + random.nextInt(21));
        return BigDecimal.valueOf(price / tick * tick, 8).toPlainString();
    }

    private void send(int owner, String method, String path, String parameters) throws Exception {
        String query = (parameters.isEmpty() ? "" : parameters + "&") + "timestamp=" + now;
        String signed =
                query + "&signature=" + RestClient.sign(query, keys.get(owner).secret());
        Reply reply =
                core.answer(new Call(method, path, signed, "", keys.get(owner).key()));
        core.tell();
        done += reply.status() == 200 ? 1 : 0;
    }

    /** How many requests were carried out. */
    int done() {
        return done;
    }

    /** Everything that an outside judge must know of the accounts, as the exchange itself has it. */
    String truth() {
        StringBuilder truth = new StringBuilder();
        for (int owner = 0; owner < NAMES.size(); owner++) {
            SimulatedExchange exchange = account(owner);
            truth.append(NAMES.get(owner))
                    .append(" wallet ")
                    .append(plain(exchange.state().wallet()));
            for (PositionReport report : exchange.positions()) {
                truth.append("\n position ")
                        .append(report.position().key().symbol())
                        .append(' ')
                        .append(report.position().key().side())
                        .append(' ')
                        .append(plain(report.position().signedAmount()));
            }
            exchange.openAlgoOrders().stream().map(BusyHour::stop).sorted().forEach(truth::append);
            exchange.openOrders().stream().map(BusyHour::order).sorted().forEach(truth::append);
            truth.append('\n');
        }
        return truth.toString();
    }

    private static String stop(SimulatedAlgoOrder order) {
        return "\n stop " + order.algoId() + " " + order.clientId() + " " + order.status() + " "
                + order.ticket().side() + " " + order.ticket().quantity() + " at "
                + order.ticket().trigger() + " closes " + order.ticket().closePosition();
    }

    private static String order(SimulatedOrder order) {
        return "\n order " + order.orderId() + " " + order.ticket().side() + " "
                + order.ticket().quantity() + " at " + order.ticket().price() + " filled " + order.executed();
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
