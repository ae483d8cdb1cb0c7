package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the account's money allows: margin of one asset, cross and isolated (formulas: binance-api §14). */
final class Margin {

    private static final int DECIMALS = 8;

    private final Market market;
    private final AccountBook book;

    Margin(Market market, AccountBook book) {
        this.market = market;
        this.book = book;
    }

    PositionReport report(SimulatedPosition position) {
        SymbolSpec spec = market.spec(position.key().symbol());
        return new PositionReport(position, market.mark(spec.symbol()), book.settings(spec));
    }

    List<PositionReport> reports() {
        List<PositionReport> reports = new ArrayList<>();
        for (SimulatedPosition position : book.positions()) {
            reports.add(report(position));
        }
        return reports;
    }

    MarginSummary summary() {
        Sum all = new Sum();
        Sum isolated = new Sum();
        for (PositionReport report : reports()) {
            all.add(report);
            if (report.settings().isolated()) {
                isolated.add(report);
            }
        }
        return new MarginSummary(
                book.state().wallet(),
                all.profit,
                all.initial,
                openOrderMargin(),
                all.maintenance,
                new MarginSummary.Isolated(isolated.wallet, isolated.profit, isolated.initial, isolated.maintenance));
    }

    /** What positions add up to. */
    private static final class Sum {
        private BigDecimal wallet = BigDecimal.ZERO;
        private BigDecimal profit = BigDecimal.ZERO;
        private BigDecimal initial = BigDecimal.ZERO;
        private BigDecimal maintenance = BigDecimal.ZERO;

        void add(PositionReport report) {
            wallet = wallet.add(report.position().isolatedWallet());
            profit = profit.add(report.unrealized());
            initial = initial.add(report.initialMargin());
            maintenance = maintenance.add(report.maintenanceMargin());
        }
    }

    private BigDecimal openOrderMargin() {
        BigDecimal sum = BigDecimal.ZERO;
        for (SimulatedOrder order : book.orders().open()) {
            sum = sum.add(ofRest(order));
        }
        return sum;
    }

    /** What the open orders of one position need. */
    BigDecimal orderMargin(PositionKey key) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SimulatedOrder order : book.orders().open(key.symbol())) {
            sum = order.ticket().key().equals(key) ? sum.add(ofRest(order)) : sum;
        }
        return sum;
    }

    private BigDecimal ofRest(SimulatedOrder order) {
        return required(order.ticket().of(order.rest()), order.ticket().price());
    }

    /** The margin that the part of an order needs which opens or grows a position. */
    BigDecimal required(OrderTicket ticket, Price price) {
        if (ticket.onlyReduces()) {
            return BigDecimal.ZERO;
        }
        return initialMargin(ticket.symbol(), opening(ticket), price);
    }

    /** The part of an order that opens or grows a position. */
    Quantity opening(OrderTicket ticket) {
        SimulatedPosition position = book.position(ticket.key());
        long closing = position.isReducedBy(ticket.side()) ? position.size().units() : 0;
        return new Quantity(Math.max(0, ticket.quantity().units() - closing));
    }

    BigDecimal initialMargin(Symbol symbol, Quantity quantity, Price price) {
        int leverage = book.settings(market.spec(symbol)).leverage();
        return quantity.at(price).divide(BigDecimal.valueOf(leverage), DECIMALS, RoundingMode.HALF_EVEN);
    }

    boolean isEnoughFor(OrderTicket ticket, Price price) {
        BigDecimal required = required(ticket, price);
        return required.signum() == 0 || required.compareTo(summary().available()) <= 0;
    }

    /** The price at which this position alone would be liquidated; zero when there is none. */
    Price liquidationPrice(PositionReport report) {
        SimulatedPosition position = report.position();
        if (position.isFlat()) {
            return Price.ZERO;
        }
        BigDecimal notional = report.notional().abs();
        MarginBracket bracket = MarginBracket.of(notional);
        BigDecimal amount = position.signedAmount();
        BigDecimal above = behind(report).add(bracket.cumulated()).subtract(amount.multiply(position.entryPrice()));
        BigDecimal below = amount.abs().multiply(bracket.ratio()).subtract(amount);
        if (below.signum() == 0) {
            return Price.ZERO;
        }
        BigDecimal price = above.divide(below, DECIMALS, RoundingMode.HALF_EVEN);
        return price.signum() <= 0 ? Price.ZERO : Price.of(price);
    }

    /** What stands behind a position apart from its own profit: its isolated wallet, or all that the others leave. */
    BigDecimal behind(PositionReport report) {
        if (report.settings().isolated()) {
            return report.position().isolatedWallet();
        }
        MarginSummary all = summary();
        BigDecimal needed = all.crossMaintenance().subtract(report.maintenanceMargin());
        return all.crossBalance().subtract(report.unrealized()).subtract(needed);
    }
}
