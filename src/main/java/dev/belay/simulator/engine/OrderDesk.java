package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.util.List;

/** The matching engine: regular orders against bid and ask. */
final class OrderDesk {

    private final Market market;
    private final AccountBook book;
    private final TradeDesk trades;
    private final ExchangeRules rules;
    private final EventOutlet events;

    OrderDesk(Market market, AccountBook book, TradeDesk trades, ExchangeRules rules, EventOutlet events) {
        this.market = market;
        this.book = book;
        this.trades = trades;
        this.rules = rules;
        this.events = events;
    }

    /** Whether the order would take from the book at once. */
    static boolean crosses(OrderTicket ticket, Market market) {
        if (ticket.type() == OrderType.MARKET) {
            return true;
        }
        Price best = best(ticket.symbol(), ticket.side(), market);
        return ticket.side() == Side.BUY ? best.compareTo(ticket.price()) <= 0 : best.compareTo(ticket.price()) >= 0;
    }

    /** The best price that an order of {@code side} can take. */
    static Price best(Symbol symbol, Side side, Market market) {
        return side == Side.BUY ? market.ask(symbol) : market.bid(symbol);
    }

    /** What the order finds in the book now. */
    List<Liquidity.Level> found(OrderTicket ticket, Quantity wanted) {
        Symbol symbol = ticket.symbol();
        Price worst = ticket.type() == OrderType.MARKET
                ? SymbolSpec.worst(ticket.side(), market.mark(symbol))
                : ticket.price();
        Price best = best(symbol, ticket.side(), market);
        return rules.liquidity().take(market.spec(symbol), ticket.side(), best, worst, wanted);
    }

    /** Whether the book fills the whole order now. */
    boolean findsAll(OrderTicket ticket) {
        long found = found(ticket, ticket.quantity()).stream()
                .mapToLong(level -> level.quantity().units())
                .sum();
        return found == ticket.quantity().units();
    }

    /** Takes an order that has passed the checks. A reduce-only market order is cut to the position. */
    SimulatedOrder enter(OrderTicket asked, long now) {
        return enter(asked, cut(asked).quantity(), now);
    }

    /** Takes an order of which the market gives at most {@code most}. */
    SimulatedOrder enter(OrderTicket asked, Quantity most, long at) {
        long now = events.moment(at);
        long id = book.nextOrderId();
        OrderTicket ticket = cut(asked.clientId().isEmpty() ? asked.named("auto-" + id) : asked);
        SimulatedOrder order = SimulatedOrder.accepted(ticket, id, now);
        changed(order, Execution.NEW, ExpiryReason.NONE, now);
        return rest(crosses(ticket, market) ? trades.fill(order, found(ticket, most), false, now) : order, now);
    }

    /** What was not filled at once rests in the book, or is over. */
    private SimulatedOrder rest(SimulatedOrder order, long now) {
        if (!order.open()) {
            return order;
        }
        if (order.ticket().type() == OrderType.MARKET) {
            return expire(order, ExpiryReason.MARKET_REST, now);
        }
        boolean isOver = order.ticket().timeInForce() == TimeInForce.IOC
                || order.ticket().timeInForce() == TimeInForce.FOK;
        return isOver ? expire(order, ExpiryReason.IMMEDIATE_REST, now) : order;
    }

    SimulatedOrder cancel(SimulatedOrder order, long at) {
        long now = events.moment(at);
        SimulatedOrder cancelled = order.ended(OrderStatus.CANCELED, now);
        changed(cancelled, Execution.CANCELED, ExpiryReason.NONE, now);
        return cancelled;
    }

    /** Gives a resting order another price and quantity; it may be filled by that. */
    SimulatedOrder amend(SimulatedOrder order, Quantity quantity, Price price, long at) {
        long now = events.moment(at);
        SimulatedOrder amended = order.amended(quantity, price, now);
        changed(amended, Execution.AMENDMENT, ExpiryReason.NONE, now);
        OrderTicket ticket = amended.ticket();
        return crosses(ticket, market)
                ? rest(trades.fill(amended, found(ticket, amended.rest()), false, now), now)
                : amended;
    }

    /** Fills the resting orders that the newest price has reached, at their own price. */
    void match(PriceStep step) {
        if (!book.orders().hasOpen(step.symbol())) {
            return;
        }
        expireGoodTill(step);
        for (SimulatedOrder order : book.orders().open(step.symbol(), open -> crosses(open.ticket(), market))) {
            if (isStillOpen(order)) {
                Price price = order.ticket().price();
                trades.fill(order, List.of(new Liquidity.Level(price, order.rest())), true, step.at());
                expireWithoutPosition(order.ticket().key(), step.at());
            }
        }
    }

    private void expireGoodTill(PriceStep step) {
        for (SimulatedOrder order : book.orders().open(step.symbol(), open -> isPast(open, step.at()))) {
            expire(order, ExpiryReason.NONE, step.at());
        }
    }

    private static boolean isPast(SimulatedOrder order, long now) {
        long end = order.ticket().goodTillDate();
        return end > 0 && end <= now;
    }

    private boolean isStillOpen(SimulatedOrder order) {
        return book.orders().byId(order.orderId()).filter(Stored::open).isPresent();
    }

    /** Resting reduce-only orders that promise more than the position still holds, the youngest first, are over. */
    void expireWithoutPosition(PositionKey key, long now) {
        SimulatedPosition position = book.position(key);
        long left = position.size().units();
        for (SimulatedOrder order : book.orders().open(key.symbol())) {
            OrderTicket ticket = order.ticket();
            if (!ticket.onlyReduces() || !ticket.key().equals(key)) {
                continue;
            }
            left -= order.rest().units();
            if (left < 0 || !position.isReducedBy(ticket.side())) {
                expire(order, ExpiryReason.REDUCE_ONLY, now);
            }
        }
    }

    /** A market order is at most MARKET_LOT_SIZE; when it only reduces, at most the position. */
    private OrderTicket cut(OrderTicket ticket) {
        if (ticket.type() != OrderType.MARKET) {
            return ticket;
        }
        long most = market.spec(ticket.symbol()).quantity().maximumMarket().units();
        if (ticket.onlyReduces()) {
            most = Math.min(most, book.position(ticket.key()).size().units());
        }
        return most < ticket.quantity().units() ? ticket.of(new Quantity(most)) : ticket;
    }

    SimulatedOrder expire(SimulatedOrder order, ExpiryReason reason, long at) {
        long now = events.moment(at);
        SimulatedOrder expired = order.ended(OrderStatus.EXPIRED, now);
        changed(expired, Execution.EXPIRED, reason, now);
        return expired;
    }

    void changed(SimulatedOrder order, Execution execution, ExpiryReason reason, long now) {
        book.put(order);
        events.tell(new ExchangeEvent.OrderChanged(order, execution, null, reason, events.time(now)));
    }

    /** {@code percent} of a quantity, on the symbol's step. */
    Quantity part(Symbol symbol, Quantity whole, long percent) {
        long step = market.spec(symbol).quantity().step().units();
        return new Quantity(FixedPoint.floorTo(FixedPoint.scaledDown(whole.units(), percent, 100), step));
    }
}
