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
    private final TradeDesk trades;
    private final EventOutlet events;
    private final Fees fees;

    AccountDesk(Market market, AccountBook book, Margin margin, TradeDesk trades, EventOutlet events, Fees fees) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.trades = trades;
        this.events = events;
        this.fees = fees;
    }

    void leverage(SymbolSpec spec, int leverage, long now) {
        Refusal.INVALID_LEVERAGE.when(leverage < 1 || leverage > spec.maxLeverage(), leverage);
        SymbolSettings before = book.settings(spec);
        BigDecimal largest = margin.reports().stream()
                .filter(report -> report.position().key().symbol().equals(spec.symbol()))
                .map(report -> report.notional().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        boolean isOpen = largest.signum() > 0;
        Refusal.ISOLATED_LEVERAGE.when(isOpen && before.isolated() && leverage < before.leverage());
        Refusal.POSITION_TOO_LARGE.when(largest.compareTo(BigDecimal.valueOf(MarginBracket.cap(leverage))) > 0);
        BigDecimal more = largest.divide(BigDecimal.valueOf(leverage), 8, RoundingMode.HALF_EVEN)
                .subtract(largest.divide(BigDecimal.valueOf(before.leverage()), 8, RoundingMode.HALF_EVEN));
        Refusal.LEVERAGE_TOO_SMALL.when(
                more.signum() > 0 && more.compareTo(margin.summary().available()) > 0);
        book.put(new SymbolSettings(spec.symbol(), leverage, before.isolated()));
        events.tell(new ExchangeEvent.LeverageChanged(spec.symbol(), leverage, events.time(now)));
    }

    void marginType(SymbolSpec spec, boolean isolated, long now) {
        SymbolSettings before = book.settings(spec);
        Refusal.SAME_MARGIN_TYPE.when(before.isolated() == isolated);
        Refusal.ISOLATED_WITH_MULTI_ASSETS.when(isolated && book.state().multiAssets());
        Refusal.MARGIN_TYPE_WITH_ORDERS.when(book.orders().hasOpen(spec.symbol()));
        Refusal.MARGIN_TYPE_WITH_POSITION.when(book.holds(spec.symbol()));
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

    void multiAssets(boolean on, long now) {
        Refusal.SAME_MULTI_ASSETS.when(book.state().multiAssets() == on);
        Refusal.MULTI_ASSETS_WITH_ORDERS.when(!book.orders().open().isEmpty());
        boolean hasIsolated =
                market.specs().stream().anyMatch(spec -> book.settings(spec).isolated());
        Refusal.MULTI_ASSETS_WITH_ISOLATED.when(on && hasIsolated);
        book.put(book.state().inMultiAssetsMode(on));
        events.tell(new ExchangeEvent.MultiAssetsChanged(on, events.time(now)));
    }

    void feeBurn(boolean on) {
        book.put(book.state().burning(on));
    }

    /** Adds to the isolated wallet of a position, or, with a negative amount, takes from it. */
    void positionMargin(PositionKey key, BigDecimal amount, long at) {
        long now = events.moment(at);
        SimulatedPosition position = book.position(key);
        PositionReport report = margin.report(position);
        Refusal.MARGIN_ON_CROSS.when(!report.settings().isolated());
        Refusal.MARGIN_WITHOUT_POSITION.when(position.isFlat());
        Refusal.CROSS_BALANCE.when(amount.compareTo(margin.summary().available()) > 0);
        BigDecimal spare = report.isolatedMargin().subtract(report.initialMargin());
        Refusal.ISOLATED_BALANCE.when(amount.signum() < 0 && amount.negate().compareTo(spare) > 0);
        book.touch(position.withIsolatedWallet(position.isolatedWallet().add(amount), now));
        book.put(new MarginTransfer(book.nextMarginTransferId(), key, amount, now));
        tell("MARGIN_TRANSFER", BigDecimal.ZERO, List.of(margin.report(book.position(key))), now);
    }

    void deposit(BigDecimal amount, long now) {
        book.put(new Transfer(book.nextTransferId(), amount, now));
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
        for (SimulatedPosition position : book.positions()) {
            if (position.key().symbol().equals(symbol)) {
                pay(position, rate, now);
            }
        }
    }

    private void pay(SimulatedPosition position, BigDecimal rate, long at) {
        long now = events.moment(at);
        PositionKey key = position.key();
        BigDecimal amount = position.notional(market.mark(key.symbol()))
                .negate()
                .multiply(rate)
                .setScale(8, RoundingMode.HALF_EVEN);
        book.put(new FundingPaid(book.nextFundingId(), key.symbol(), key.side(), amount, now));
        book.put(book.state().changedBy(amount));
        boolean isolated = margin.report(position).settings().isolated();
        if (isolated) {
            book.put(position.withIsolatedWallet(position.isolatedWallet().add(amount), now));
        }
        List<PositionReport> told = isolated ? List.of(margin.report(book.position(key))) : List.of();
        trades.account("FUNDING_FEE", key.symbol().name(), amount, told, now);
    }

    private void tell(String reason, BigDecimal change, List<PositionReport> positions, long now) {
        trades.account(reason, "", change, positions, now);
    }
}
