package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A USDⓈ-M exchange as one account sees it; several share a {@link Market}. Not thread-safe: one thread calls it. Times are epoch milliseconds and never go
 * back; refusals are {@link ExchangeError}s; what happens is told to the listener before a method returns.
 */
public final class SimulatedExchange {

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderChecks orderChecks;
    private final AlgoChecks algoChecks;
    private final OrderDesk orders;
    private final AlgoDesk algoOrders;
    private final AccountDesk account;
    private final ChangeLog log;
    private final Fees fees;
    private final FaultBoard faults;

    /** The only account of a market of its own. */
    public SimulatedExchange(
            Collection<SymbolSpec> symbols,
            BigDecimal wallet,
            Fees fees,
            long now,
            Consumer<ExchangeEvent> listener,
            ChangeLog log,
            FaultBoard faults) {
        this(new Market(symbols, now), wallet, fees, listener, log, faults);
    }

    /**
     * An account with {@code wallet} USDT.
     *
     * @param market shared with the other accounts
     * @param faults what is to go wrong
     */
    public SimulatedExchange(
            Market market,
            BigDecimal wallet,
            Fees fees,
            Consumer<ExchangeEvent> listener,
            ChangeLog log,
            FaultBoard faults) {
        this.log = log;
        this.faults = faults;
        this.fees = fees;
        this.market = market;
        this.book = new AccountBook(wallet, log);
        this.margin = new Margin(market, book);
        EventOutlet events = new EventOutlet(listener);
        this.orderChecks = new OrderChecks(market, book, margin);
        this.algoChecks = new AlgoChecks(market, book);
        this.orders = new OrderDesk(market, book, margin, fees, events);
        this.algoOrders = new AlgoDesk(market, book, margin, orders, events);
        this.account = new AccountDesk(market, book, margin, fees, events);
    }

    /** Takes back what a {@link ChangeLog} has heard, in its order, before anything else is done. */
    public void restore(LedgerEntry entry) {
        if (entry instanceof PriceStep step) {
            market.put(step);
        } else {
            book.restore(entry);
        }
    }

    /** A price moves in a market that has no other account. */
    public void price(PriceStep step) {
        long before = market.latest(step.symbol()).at();
        market.put(step);
        log.changed(step);
        follow(step, before);
    }

    /**
     * Does what follows from a price that the market has taken over: conditional orders trigger, resting orders fill,
     * funding is paid.
     *
     * @param before the time of the symbol's price before
     */
    public void follow(PriceStep step, long before) {
        account.fund(before, step);
        algoOrders.trigger(step);
        orders.match(step);
        for (SimulatedPosition position : book.everyPosition(step.symbol())) {
            settle(position.key(), step.at());
        }
    }

    /** Places a regular order; a MARKET order is filled on return. */
    public SimulatedOrder place(OrderTicket ticket, long now) {
        refuseAsDuplicate(ticket.symbol(), now);
        orderChecks.check(ticket);
        SimulatedOrder order = orders.enter(ticket, now);
        settle(ticket.key(), now);
        return order;
    }

    private void refuseAsDuplicate(Symbol symbol, long now) {
        Refusal.DUPLICATE_CLIENT_ID.when(
                faults.fires(Fault.DUP_CLIENT_ID, now, symbol.name()).isPresent());
    }

    /** Cancels a regular order; refused with -2011 when it is not open. */
    public SimulatedOrder cancel(Symbol symbol, OrderName name, long now) {
        market.spec(symbol);
        return find(symbol, name)
                .filter(Stored::open)
                .map(order -> orders.cancel(order, now))
                .orElseThrow(Refusal.UNKNOWN_ORDER::with);
    }

    /** Places a conditional order. */
    public SimulatedAlgoOrder place(AlgoTicket ticket, long now) {
        refuseAsDuplicate(ticket.symbol(), now);
        algoChecks.check(ticket);
        return algoOrders.enter(ticket, now);
    }

    /** Cancels a conditional order; refused with -2011 when it does not wait any more. */
    public SimulatedAlgoOrder cancelAlgo(OrderName name, long now) {
        SimulatedAlgoOrder order = findAlgo(name).filter(Stored::open).orElseThrow(Refusal.UNKNOWN_ORDER::with);
        Refusal.ALGO_ORDER_TRIGGERING.when(order.status() == AlgoStatus.TRIGGERING);
        return algoOrders.cancel(order, now);
    }

    public void setLeverage(Symbol symbol, int leverage, long now) {
        account.leverage(market.spec(symbol), leverage, now);
    }

    public void setMarginType(Symbol symbol, boolean isolated, long now) {
        account.marginType(market.spec(symbol), isolated, now);
    }

    public void setHedgeMode(boolean hedge) {
        account.hedgeMode(hedge);
    }

    /** Pays funding for the open positions of a symbol, at its mark price. */
    public void fund(Symbol symbol, BigDecimal rate, long now) {
        account.pay(symbol, rate, now);
    }

    /** Money comes in or, negative, goes out. */
    public void deposit(BigDecimal amount, long now) {
        account.deposit(amount, now);
    }

    /** Drops orders and trades that are too old to be asked for. */
    public void forgetOld(long now) {
        book.forgetOld(now);
    }

    private void settle(PositionKey key, long now) {
        orders.expireWithoutPosition(key, now);
        algoOrders.expireWithoutPosition(key, now);
    }

    public Market market() {
        return market;
    }

    public Fees fees() {
        return fees;
    }

    public AccountState state() {
        return book.state();
    }

    public MarginSummary margin() {
        return margin.summary();
    }

    /** The positions that are not flat. */
    public List<PositionReport> positions() {
        return margin.reports();
    }

    public PositionReport position(PositionKey key) {
        return margin.report(book.position(key));
    }

    /** Zero when there is none. */
    public Price liquidationPrice(PositionReport report) {
        return margin.liquidationPrice(report);
    }

    public SymbolSettings settings(SymbolSpec spec) {
        return book.settings(spec);
    }

    public Optional<SimulatedOrder> find(Symbol symbol, OrderName name) {
        Optional<SimulatedOrder> found = name.number() == 0
                ? book.orders().byClientId(name.clientId())
                : book.orders().byId(name.number());
        return found.filter(order -> order.symbol().equals(symbol));
    }

    public Optional<SimulatedAlgoOrder> findAlgo(OrderName name) {
        return name.number() == 0
                ? book.algoOrders().byClientId(name.clientId())
                : book.algoOrders().byId(name.number());
    }

    public List<SimulatedOrder> openOrders() {
        return book.orders().open();
    }

    public List<SimulatedAlgoOrder> openAlgoOrders() {
        return book.algoOrders().open();
    }

    public List<SimulatedOrder> allOrders() {
        return book.orders().all();
    }

    public List<SimulatedAlgoOrder> allAlgoOrders() {
        return book.algoOrders().all();
    }

    public List<SimulatedTrade> trades() {
        return book.trades();
    }

    public List<FundingPaid> fundings() {
        return book.fundings();
    }
}
