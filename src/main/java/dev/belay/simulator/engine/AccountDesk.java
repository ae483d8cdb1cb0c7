package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What happens to an account besides orders: settings, deposits and funding (binance-api §6, §14). */
final class AccountDesk {

    private static final long FUNDING_INTERVAL = 8L * 3_600_000;

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final Fees fees;
    private final EventOutlet events;

    AccountDesk(Market market, AccountBook book, Margin margin, Fees fees, EventOutlet events) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.fees = fees;
        this.events = events;
    }

    void leverage(SymbolSpec spec, int leverage, long now) {
        Refusal.INVALID_LEVERAGE.when(leverage < 1 || leverage > spec.maxLeverage(), leverage);
        book.put(new SymbolSettings(spec.symbol(), leverage, book.settings(spec).isolated()));
        events.tell(new ExchangeEvent.LeverageChanged(spec.symbol(), leverage, events.time(now)));
    }

    void marginType(SymbolSpec spec, boolean isolated, long now) {
        SymbolSettings before = book.settings(spec);
        Refusal.SAME_MARGIN_TYPE.when(before.isolated() == isolated);
        Refusal.MARGIN_TYPE_WITH_ORDERS.when(!book.orders().open(spec.symbol()).isEmpty());
        Refusal.MARGIN_TYPE_WITH_POSITION.when(book.positions().stream()
                .anyMatch(position -> position.key().symbol().equals(spec.symbol())));
        book.put(new SymbolSettings(spec.symbol(), before.leverage(), isolated));
        tell("MARGIN_TYPE_CHANGE", BigDecimal.ZERO, List.of(), now);
    }

    void hedgeMode(boolean hedge) {
        Refusal.SAME_POSITION_MODE.when(book.state().hedge() == hedge);
        Refusal.POSITION_MODE_WITH_ORDERS.when(
                !book.orders().open().isEmpty() || book.algoOrders().openCount() > 0);
        Refusal.POSITION_MODE_WITH_POSITION.when(!book.positions().isEmpty());
        book.put(book.state().inHedgeMode(hedge));
    }

    void deposit(BigDecimal amount, long now) {
        book.put(book.state().changedBy(amount));
        tell(amount.signum() < 0 ? "WITHDRAW" : "DEPOSIT", amount, List.of(), now);
    }

    /** Pays funding if one of the day's three funding times lies between the last step and this one. */
    void fund(long before, PriceStep step) {
        boolean isDue = Math.floorDiv(before, FUNDING_INTERVAL) < Math.floorDiv(step.at(), FUNDING_INTERVAL);
        if (isDue && fees.funding().signum() != 0) {
            pay(step.symbol(), fees.funding(), step.at());
        }
    }

    void pay(Symbol symbol, BigDecimal rate, long now) {
        for (SimulatedPosition position : book.everyPosition(symbol)) {
            if (position.isFlat()) {
                continue;
            }
            BigDecimal amount = position.notional(market.mark(symbol))
                    .negate()
                    .multiply(rate)
                    .setScale(8, RoundingMode.HALF_EVEN);
            book.put(
                    new FundingPaid(book.nextFundingId(), symbol, position.key().side(), amount, now));
            book.put(book.state().changedBy(amount));
            boolean isolated = margin.report(position).settings().isolated();
            tell("FUNDING_FEE", amount, isolated ? List.of(margin.report(position)) : List.of(), now);
        }
    }

    private void tell(String reason, BigDecimal change, List<PositionReport> positions, long now) {
        events.tell(
                new ExchangeEvent.AccountChanged(reason, book.state().wallet(), change, positions, events.time(now)));
    }
}
