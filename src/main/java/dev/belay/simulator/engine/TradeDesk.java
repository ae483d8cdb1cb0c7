package dev.belay.simulator.engine;

import dev.belay.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Books fills: position, wallet, commission, trade, and the events of all that (binance-api §14, §16.4). */
final class TradeDesk {

    private final AccountBook book;
    private final Margin margin;
    private final ExchangeRules rules;
    private final EventOutlet events;

    TradeDesk(AccountBook book, Margin margin, ExchangeRules rules, EventOutlet events) {
        this.book = book;
        this.margin = margin;
        this.rules = rules;
        this.events = events;
    }

    /** A fill that is booked: the trade and the order as it was right after it. */
    private record Fill(SimulatedTrade trade, SimulatedOrder order) {}

    /** Fills an order level by level; each level is a trade. */
    SimulatedOrder fill(SimulatedOrder order, List<Liquidity.Level> levels, boolean maker, long at) {
        long now = events.moment(at);
        SimulatedOrder after = order;
        List<Fill> fills = new ArrayList<>(levels.size());
        boolean isEach = rules.questions().is(OpenQuestion.ACCOUNT_UPDATE_PER_FILL);
        BigDecimal rate = maker ? rules.fees().maker() : rules.fees().taker();
        for (Liquidity.Level level : levels) {
            BigDecimal commission = money(level.quantity().at(level.price()).multiply(rate));
            Fill fill = book(after, level, commission, maker, now);
            after = fill.order();
            fills.add(fill);
            if (isEach) {
                tell(List.of(fill), Execution.TRADE, now);
            }
        }
        if (!isEach && !fills.isEmpty()) {
            tell(fills, Execution.TRADE, now);
        }
        return after;
    }

    /** Fills an order of the exchange itself: liquidation or deleveraging, for {@code fee}. */
    SimulatedOrder calculated(SimulatedOrder order, Price price, BigDecimal fee, long at) {
        long now = events.moment(at);
        Fill fill = book(order, new Liquidity.Level(price, order.rest()), money(fee), false, now);
        tell(List.of(fill), Execution.CALCULATED, now);
        return fill.order();
    }

    private Fill book(SimulatedOrder order, Liquidity.Level level, BigDecimal commission, boolean maker, long now) {
        OrderTicket ticket = order.ticket();
        SimulatedPosition before = book.position(ticket.key());
        SimulatedPosition.Change change = before.filled(ticket.side(), level.quantity(), level.price(), now);
        SymbolSettings settings = margin.report(before).settings();
        SimulatedPosition after = settings.isolated()
                ? change.after()
                        .withIsolatedWallet(
                                before.isolatedAfter(change.after(), level.price(), settings.leverage()), now)
                : change.after();
        SimulatedTrade trade = trade(order, level, change.realized(), commission, maker, now);
        SimulatedOrder filled = order.filled(level.quantity(), level.price(), now);
        book.touch(after);
        book.put(book.state().changedBy(change.realized().subtract(commission)));
        book.put(trade);
        book.put(filled);
        return new Fill(trade, filled);
    }

    private void tell(List<Fill> fills, Execution execution, long now) {
        if (execution == Execution.TRADE) {
            fills.forEach(
                    fill -> events.tell(new ExchangeEvent.TradeReported(fill.trade(), fill.order(), events.time(now))));
        }
        PositionKey key = fills.get(0).order().ticket().key();
        account("ORDER", "", BigDecimal.ZERO, List.of(margin.report(book.position(key))), now);
        fills.forEach(fill -> events.tell(new ExchangeEvent.OrderChanged(
                fill.order(), execution, fill.trade(), ExpiryReason.NONE, events.time(now))));
    }

    /** Tells the account's owner what the wallet and these positions are now; {@code funded} is a symbol or "". */
    void account(String reason, String funded, BigDecimal change, List<PositionReport> positions, long now) {
        BigDecimal wallet = book.state().wallet();
        BigDecimal apart = BigDecimal.ZERO;
        for (SimulatedPosition position : book.positions()) {
            apart = apart.add(position.isolatedWallet());
        }
        events.tell(new ExchangeEvent.AccountChanged(
                reason, funded, wallet, wallet.subtract(apart), change, positions, events.time(now)));
    }

    private SimulatedTrade trade(
            SimulatedOrder order,
            Liquidity.Level level,
            BigDecimal realized,
            BigDecimal commission,
            boolean maker,
            long now) {
        OrderTicket ticket = order.ticket();
        return new SimulatedTrade(
                book.nextTradeId(ticket.symbol()),
                order.orderId(),
                ticket.clientId(),
                ticket.symbol(),
                ticket.positionSide(),
                ticket.side(),
                level.price(),
                level.quantity(),
                realized,
                commission,
                maker,
                now);
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(8, RoundingMode.HALF_EVEN);
    }
}
