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
    final SimulatedExchange exchange = new SimulatedExchange(
            WellKnownSymbols.all(),
            new BigDecimal("10000"),
            Fees.STANDARD,
            START,
            events::add,
            log::add,
            FaultBoard.quiet());
    long now = START;

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

    void price(String price) {
        now += 1_000;
        exchange.price(new PriceStep(BTC, now, Price.of(price), Price.of(price), Quantity.of("1")));
    }

    BigDecimal amount() {
        return exchange.position(KEY).position().signedAmount();
    }

    AlgoStatus statusOf(String clientAlgoId) {
        return exchange.findAlgo(OrderName.of(clientAlgoId)).orElseThrow().status();
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
