package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.faults.FaultBoard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An exchange in memory with the orders of the tests; BTCUSDT stands at 96,000. */
final class ExchangeFixture {

    static final Symbol BTC = new Symbol("BTCUSDT");
    static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    static final long START = 1_790_000_000_000L;

    final List<ExchangeEvent> events = new ArrayList<>();
    final List<LedgerEntry> log = new ArrayList<>();
    final FaultBoard faults = FaultBoard.quiet();
    final SimulatedExchange exchange;
    long now = START;

    ExchangeFixture() {
        this(ExchangeRules.STANDARD, "10000");
    }

    ExchangeFixture(ExchangeRules rules, String wallet) {
        exchange = new SimulatedExchange(
                new Market(WellKnownSymbols.all(), START),
                new BigDecimal(wallet),
                rules,
                events::add,
                log::add,
                faults);
    }

    /** With one open question answered the other way. */
    static ExchangeFixture flipped(OpenQuestion question) {
        return new ExchangeFixture(ExchangeRules.STANDARD.with(OpenQuestions.USUAL.flip(question)), "10000");
    }

    SimulatedOrder market(Side side, String quantity, boolean reduceOnly) {
        return exchange.place(OrderTicket.market(BTC, side, Quantity.of(quantity), reduceOnly, ""), ++now);
    }

    SimulatedOrder market(Side side, String quantity, String id) {
        return exchange.place(OrderTicket.market(BTC, side, Quantity.of(quantity), false, id), ++now);
    }

    SimulatedOrder limit(Side side, String price, TimeInForce timeInForce, boolean reduceOnly) {
        return exchange.place(
                new OrderTicket(
                        BTC,
                        PositionSide.BOTH,
                        side,
                        OrderType.LIMIT,
                        timeInForce,
                        Quantity.of("0.01"),
                        Price.of(price),
                        reduceOnly,
                        false,
                        ""),
                ++now);
    }

    SimulatedAlgoOrder closing(Side side, OrderType type, String trigger, String id) {
        return algo(PositionSide.BOTH, side, type, "0", trigger, true, id);
    }

    SimulatedAlgoOrder reducing(Side side, String quantity, String trigger, String id) {
        return algo(PositionSide.BOTH, side, OrderType.STOP_MARKET, quantity, trigger, false, id);
    }

    SimulatedAlgoOrder algo(
            PositionSide positionSide,
            Side side,
            OrderType type,
            String quantity,
            String trigger,
            boolean closes,
            String id) {
        boolean reduceOnly = !closes && positionSide == PositionSide.BOTH;
        return exchange.place(
                new AlgoTicket(
                        BTC,
                        positionSide,
                        side,
                        type,
                        Quantity.of(quantity),
                        Price.of(trigger),
                        WorkingType.MARK_PRICE,
                        closes,
                        reduceOnly,
                        false,
                        id),
                ++now);
    }

    SimulatedAlgoOrder trailing(Side side, String quantity, String activation, String callbackRate, String id) {
        return conditional(
                side,
                OrderType.TRAILING_STOP_MARKET,
                quantity,
                "0",
                AlgoTerms.trailing(Price.of(activation), new BigDecimal(callbackRate)),
                false,
                id);
    }

    /** A reduce-only conditional order of one-way mode on the mark price. */
    SimulatedAlgoOrder conditional(
            Side side,
            OrderType type,
            String quantity,
            String trigger,
            AlgoTerms terms,
            boolean priceProtect,
            String id) {
        return exchange.place(
                new AlgoTicket(
                        BTC,
                        PositionSide.BOTH,
                        side,
                        type,
                        Quantity.of(quantity),
                        Price.of(trigger),
                        WorkingType.MARK_PRICE,
                        false,
                        true,
                        priceProtect,
                        id,
                        terms),
                ++now);
    }

    void price(String price) {
        price(price, price);
    }

    void price(String last, String mark) {
        now += 1_000;
        exchange.price(new PriceStep(BTC, now, Price.of(last), Price.of(mark), Quantity.of("1")));
    }

    void pass(long millis) {
        now += millis;
    }

    BigDecimal amount() {
        return exchange.position(KEY).position().signedAmount();
    }

    AlgoStatus statusOf(String clientAlgoId) {
        return exchange.findAlgo(OrderName.of(clientAlgoId)).orElseThrow().status();
    }

    SimulatedOrder order(String clientId) {
        return exchange.find(BTC, OrderName.of(clientId)).orElseThrow();
    }

    <T extends ExchangeEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> told() {
        return events.stream().map(ExchangeFixture::shortly).toList();
    }

    private static String shortly(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.AlgoChanged algo) {
            return "algo " + algo.order().clientId() + " " + algo.order().status();
        }
        if (event instanceof ExchangeEvent.OrderChanged order) {
            return "order " + order.execution() + " " + order.order().status();
        }
        return event.getClass().getSimpleName();
    }
}
