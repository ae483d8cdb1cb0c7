package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Closes what the margin does not carry any more, and deleverages (binance-api §13, §14). */
final class LiquidationDesk {

    private static final BigDecimal LIQUIDATION_FEE = new BigDecimal("0.0125");
    /** The part of the margin that maintenance may use up before the owner is called. */
    private static final BigDecimal CALL_RATIO = new BigDecimal("0.8");

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderDesk orders;
    private final AlgoDesk algoOrders;
    private final TradeDesk trades;
    private final EventOutlet events;
    private final MarginWatch watch;
    private boolean called;

    LiquidationDesk(
            Market market,
            AccountBook book,
            Margin margin,
            OrderDesk orders,
            AlgoDesk algoOrders,
            TradeDesk trades,
            EventOutlet events) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.orders = orders;
        this.algoOrders = algoOrders;
        this.trades = trades;
        this.events = events;
        this.watch = new MarginWatch(book);
    }

    /** Liquidates what the newest price has made too small. */
    void follow(PriceStep step) {
        if (watch.isSafe(step)) {
            return;
        }
        long now = step.at();
        for (PositionReport report : margin.reports()) {
            boolean isEaten = report.isolatedMargin().compareTo(report.maintenanceMargin()) <= 0;
            if (report.settings().isolated() && isEaten) {
                liquidate(report.position().key(), now);
            }
        }
        callOwner(now);
        while (isCrossEaten(margin.summary())) {
            liquidate(worst(), now);
        }
        watch.draw(margin.reports(), surplus(margin.summary()));
    }

    private boolean isCrossEaten(MarginSummary summary) {
        return summary.crossMaintenance().signum() > 0
                && summary.crossBalance().compareTo(summary.crossMaintenance()) <= 0;
    }

    private BigDecimal surplus(MarginSummary summary) {
        BigDecimal threshold = called
                ? summary.crossMaintenance()
                : summary.crossMaintenance().divide(CALL_RATIO, MathContext.DECIMAL64);
        return summary.crossBalance().subtract(threshold);
    }

    private void callOwner(long now) {
        MarginSummary summary = margin.summary();
        boolean isNear = summary.crossMaintenance().signum() > 0
                && summary.crossBalance().multiply(CALL_RATIO).compareTo(summary.crossMaintenance()) <= 0;
        if (isNear && !called) {
            List<PositionReport> cross = margin.reports().stream()
                    .filter(report -> !report.settings().isolated())
                    .toList();
            events.tell(new ExchangeEvent.MarginCalled(summary.crossWallet(), cross, events.time(now)));
        }
        called = isNear;
    }

    /** The cross position with the largest loss. */
    private PositionKey worst() {
        return margin.reports().stream()
                .filter(report -> !report.settings().isolated())
                .min(Comparator.comparing(PositionReport::unrealized))
                .orElseThrow()
                .position()
                .key();
    }

    /** Cancels the open orders, then closes the position at the market or at the price of bankruptcy. */
    void liquidate(PositionKey key, long now) {
        PositionReport report = margin.report(book.position(key));
        if (report.position().isFlat()) {
            return;
        }
        end(report, now);
        PositionReport left = margin.report(book.position(key));
        Side side = closing(left.position());
        Price bankrupt = bankruptcy(left);
        Price best = OrderDesk.best(key.symbol(), side, market);
        boolean isBetter = side == Side.SELL ? best.compareTo(bankrupt) >= 0 : best.compareTo(bankrupt) <= 0;
        Price price = isBetter ? best : bankrupt;
        Quantity size = left.position().size();
        // what is left of the margin at that price is all that the fee can take
        BigDecimal rest = bankrupt.decimal().subtract(price.decimal()).abs().multiply(size.decimal());
        BigDecimal fee = isBetter ? size.at(price).multiply(LIQUIDATION_FEE).min(rest) : BigDecimal.ZERO;
        close(key, side, size, price, "autoclose-" + now + book.nextOrderId(), fee, now);
    }

    /** Closes {@code quantity} of a position against somebody who was liquidated, at the mark price. */
    void deleverage(PositionKey key, Quantity quantity, long now) {
        SimulatedPosition position = book.position(key);
        if (quantity.isZero() || position.isFlat()) {
            return;
        }
        close(key, closing(position), quantity, market.mark(key.symbol()), "adl_autoclose", BigDecimal.ZERO, now);
    }

    private void close(PositionKey key, Side side, Quantity quantity, Price price, String id, BigDecimal fee, long at) {
        long now = events.moment(at);
        OrderTicket ticket = new OrderTicket(
                key.symbol(), key.side(), side, OrderType.LIMIT, TimeInForce.IOC, quantity, price, true, false, id);
        SimulatedOrder order = SimulatedOrder.accepted(ticket, book.nextOrderId(), now);
        orders.changed(order, Execution.NEW, ExpiryReason.NONE, now);
        trades.calculated(order, price, fee, now);
    }

    /** Isolated margin concerns the orders of its symbol, cross margin all that are not isolated. */
    private void end(PositionReport report, long now) {
        List<SimulatedOrder> open = new ArrayList<>(book.orders().open());
        for (SimulatedOrder order : open) {
            if (isConcerned(order, report)) {
                orders.expire(order, ExpiryReason.LIQUIDATION, now);
            }
        }
        for (SimulatedAlgoOrder order :
                book.algoOrders().open(report.position().key().symbol())) {
            if (order.status() == AlgoStatus.NEW
                    && order.ticket().key().equals(report.position().key())) {
                algoOrders.expire(order, now);
            }
        }
    }

    private boolean isConcerned(SimulatedOrder order, PositionReport report) {
        boolean isSame = order.symbol().equals(report.position().key().symbol());
        boolean isCross = !book.settings(market.spec(order.symbol())).isolated();
        return isSame || (isCross && !report.settings().isolated());
    }

    private static Side closing(SimulatedPosition position) {
        return position.amount() > 0 ? Side.SELL : Side.BUY;
    }

    /** The mark price at which nothing would be left of what stands behind the position. */
    private Price bankruptcy(PositionReport report) {
        BigDecimal behind = report.settings().isolated()
                ? report.isolatedMargin()
                : margin.summary().crossBalance();
        BigDecimal away = behind.divide(report.position().signedAmount(), MathContext.DECIMAL64);
        BigDecimal price = report.mark().decimal().subtract(away);
        long tick = market.spec(report.position().key().symbol()).tick().units();
        return price.signum() <= 0
                ? new Price(tick)
                : new Price(
                        Math.max(tick, FixedPoint.ceilTo(Price.nearest(price).units(), tick)));
    }
}
