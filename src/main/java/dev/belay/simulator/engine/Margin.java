package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the account's money allows: cross margin of one asset (formulas: binance-api §14). */
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
        BigDecimal profit = BigDecimal.ZERO;
        BigDecimal initial = BigDecimal.ZERO;
        BigDecimal maintenance = BigDecimal.ZERO;
        for (PositionReport report : reports()) {
            profit = profit.add(report.unrealized());
            initial = initial.add(report.initialMargin());
            maintenance = maintenance.add(report.maintenanceMargin());
        }
        return new MarginSummary(book.state().wallet(), profit, initial, openOrderMargin(), maintenance);
    }

    private BigDecimal openOrderMargin() {
        BigDecimal sum = BigDecimal.ZERO;
        for (SimulatedOrder order : book.orders().open()) {
            sum = sum.add(
                    required(order.ticket().of(order.rest()), order.ticket().price()));
        }
        return sum;
    }

    /** The margin that the part of an order needs which opens or grows a position. */
    BigDecimal required(OrderTicket ticket, Price price) {
        if (ticket.onlyReduces()) {
            return BigDecimal.ZERO;
        }
        SimulatedPosition position = book.position(ticket.key());
        long closing = position.isReducedBy(ticket.side()) ? position.size().units() : 0;
        Quantity opening = new Quantity(Math.max(0, ticket.quantity().units() - closing));
        int leverage = book.settings(market.spec(ticket.symbol())).leverage();
        return opening.at(price).divide(BigDecimal.valueOf(leverage), DECIMALS, RoundingMode.HALF_EVEN);
    }

    boolean isEnoughFor(OrderTicket ticket, Price price) {
        return required(ticket, price).compareTo(summary().available()) <= 0;
    }

    /** The price at which this position alone would be liquidated; zero when there is none. */
    Price liquidationPrice(PositionReport report) {
        SimulatedPosition position = report.position();
        BigDecimal notional = report.notional().abs();
        MarginBracket bracket = MarginBracket.of(notional);
        MarginSummary all = summary();
        BigDecimal others = all.wallet()
                .subtract(all.maintenanceMargin().subtract(report.maintenanceMargin()))
                .add(all.unrealized().subtract(report.unrealized()));
        BigDecimal amount = position.signedAmount();
        BigDecimal above = others.add(bracket.cumulated()).subtract(amount.multiply(position.entryPrice()));
        BigDecimal below = amount.abs().multiply(bracket.ratio()).subtract(amount);
        if (below.signum() == 0) {
            return Price.ZERO;
        }
        BigDecimal price = above.divide(below, DECIMALS, RoundingMode.HALF_EVEN);
        return price.signum() <= 0 ? Price.ZERO : Price.of(price);
    }
}
