package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A USDⓈ-M exchange as one account sees it; several share a {@link Market}. Not thread-safe: one thread calls it. Times are epoch milliseconds and never go
 * back; refusals are {@link ExchangeError}s; what happens is told to the listener before a method returns.
 */
public final class SimulatedExchange {

    /** How long after its trigger an order's cancel is refused as too early (binance-api §8.4). */
    private static final long TRIGGERING = 5_000;

    private static final int MAX_AMENDMENTS = 10_000;

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderChecks orderChecks;
    private final AlgoChecks algoChecks;
    private final OrderDesk orders;
    private final AlgoDesk algoOrders;
    private final AlgoTrigger trigger;
    private final AccountDesk account;
    private final LiquidationDesk liquidations;
    private final Countdowns countdowns = new Countdowns();
    private final ChangeLog log;
    private final ExchangeRules rules;
    private final FaultBoard faults;
    private final MarketFaults marketFaults;

    /** The only account of a market of its own. */
    public SimulatedExchange(
            Collection<SymbolSpec> symbols,
            BigDecimal wallet,
            Fees fees,
            long now,
            Consumer<ExchangeEvent> listener,
            ChangeLog log,
            FaultBoard faults) {
        this(new Market(symbols, now), wallet, ExchangeRules.STANDARD.charging(fees), listener, log, faults);
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
            ExchangeRules rules,
            Consumer<ExchangeEvent> listener,
            ChangeLog log,
            FaultBoard faults) {
        this.log = log;
        this.faults = faults;
        this.rules = rules;
        this.market = market;
        this.marketFaults = new MarketFaults(market, faults);
        this.book = new AccountBook(wallet, log);
        this.margin = new Margin(market, book);
        EventOutlet events = new EventOutlet(listener);
        OpenQuestions questions = rules.questions();
        TradeDesk trades = new TradeDesk(book, margin, rules, events);
        this.orders = new OrderDesk(market, book, trades, rules, events);
        this.orderChecks = new OrderChecks(market, book, margin, orders, questions);
        this.algoChecks = new AlgoChecks(market, book, questions, faults);
        this.trigger = new AlgoTrigger(market, book, margin, orders, questions, events, faults);
        this.algoOrders = new AlgoDesk(market, book, trigger, questions, events, faults);
        this.account = new AccountDesk(market, book, margin, trades, events, rules.fees());
        this.liquidations = new LiquidationDesk(market, book, margin, orders, algoOrders, trades, events);
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
     * funding is paid, positions are liquidated.
     *
     * @param before the time of the symbol's price before
     */
    public void follow(PriceStep step, long before) {
        long now = step.at();
        marketFaults.follow(step);
        account.fund(before, step);
        countdowns.due(now).forEach(symbol -> cancelAll(symbol, now));
        algoOrders.trigger(step);
        orders.match(step);
        settle(now);
        liquidations.follow(step);
        settle(now);
    }

    /** Places a regular order; a MARKET order is filled on return. */
    public SimulatedOrder place(OrderTicket ticket, long now) {
        test(ticket, now);
        SimulatedOrder order = orders.enter(ticket, now);
        settle(now);
        return order;
    }

    /** Checks a regular order without placing it. */
    public void test(OrderTicket ticket, long now) {
        refuseByFault(ticket.symbol(), now);
        orderChecks.check(ticket);
    }

    private void refuseByFault(Symbol symbol, long now) {
        Refusal.NOT_TRADING.when(
                faults.fires(Fault.SYMBOL_HALT, now, symbol.name()).isPresent());
        Refusal.DUPLICATE_CLIENT_ID.when(
                faults.fires(Fault.DUP_CLIENT_ID, now, symbol.name()).isPresent());
    }

    /** Gives a resting limit order another price and quantity (PUT order, binance-api §7). */
    public SimulatedOrder amend(Symbol symbol, OrderName name, Side side, Quantity quantity, Price price, long now) {
        SimulatedOrder order = find(symbol, name).orElseThrow(Refusal.NO_SUCH_ORDER::with);
        Refusal.NO_SUCH_ORDER.when(!order.open());
        Refusal.LIMIT_ONLY.when(order.ticket().type() != OrderType.LIMIT);
        Refusal.INVALID_SIDE.when(order.ticket().side() != side);
        Refusal.TOO_MANY_AMENDMENTS.when(order.amendments() >= MAX_AMENDMENTS);
        OrderTicket amended = order.ticket().amended(quantity, price);
        Refusal.SAME_ORDER.when(amended.equals(order.ticket()));
        orderChecks.checkAmended(order, amended);
        SimulatedOrder after = quantity.compareTo(order.executed()) <= 0
                ? orders.cancel(order, now)
                : orders.amend(order, quantity, price, now);
        settle(now);
        return after;
    }

    /** Cancels a regular order; refused with -2011 when it is not open. */
    public SimulatedOrder cancel(Symbol symbol, OrderName name, long now) {
        market.spec(symbol);
        SimulatedOrder cancelled = find(symbol, name)
                .filter(Stored::open)
                .map(order -> orders.cancel(order, now))
                .orElseThrow(Refusal.UNKNOWN_ORDER::with);
        settle(now);
        return cancelled;
    }

    /** Cancels the open regular orders of a symbol after {@code millis} unless this is called again; 0 never does. */
    public void countdown(Symbol symbol, long millis, long now) {
        countdowns.set(market.spec(symbol).symbol(), millis, now);
    }

    private void cancelAll(Symbol symbol, long now) {
        book.orders().open(symbol).forEach(order -> orders.cancel(order, now));
        if (rules.questions().is(OpenQuestion.COUNTDOWN_CANCELS_ALGO)) {
            book.algoOrders()
                    .open(symbol, order -> order.status() == AlgoStatus.NEW)
                    .forEach(order -> algoOrders.cancel(order, now));
        }
    }

    /** Places a conditional order. */
    public SimulatedAlgoOrder place(AlgoTicket ticket, long now) {
        refuseByFault(ticket.symbol(), now);
        algoChecks.check(ticket, now);
        return algoOrders.enter(ticket, now);
    }

    /** Cancels a conditional order; refused with -2011 when it does not wait any more. */
    public SimulatedAlgoOrder cancelAlgo(OrderName name, long now) {
        SimulatedAlgoOrder order = findAlgo(name)
                .filter(Stored::open)
                .filter(found -> !forgets(found, now))
                .orElseThrow(Refusal.UNKNOWN_ORDER::with);
        if (order.status() == AlgoStatus.TRIGGERING) {
            boolean isFresh = now - order.outcome().triggeredAt() < TRIGGERING;
            throw (isFresh ? Refusal.ALGO_ORDER_TRIGGERING : Refusal.UNKNOWN_ORDER).with();
        }
        return algoOrders.cancel(order, now);
    }

    /** Whether the algo service does not find this order for the moment, although it has it (binance-api §8.7). */
    public boolean forgets(SimulatedAlgoOrder order, long now) {
        return faults.fires(Fault.ALGO_FORGETS, now, order.symbol().name()).isPresent();
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

    public void setMultiAssets(boolean on, long now) {
        account.multiAssets(on, now);
    }

    public void setFeeBurn(boolean on) {
        account.feeBurn(on);
    }

    /** Adds to the isolated wallet of a position or, with a negative amount, takes from it. */
    public void movePositionMargin(PositionKey key, BigDecimal amount, long now) {
        account.positionMargin(key, amount, now);
    }

    /** Pays funding for the open positions of a symbol, at its mark price. */
    public void fund(Symbol symbol, BigDecimal rate, long now) {
        account.pay(symbol, rate, now);
    }

    /** Money comes in or, negative, goes out. */
    public void deposit(BigDecimal amount, long now) {
        account.deposit(amount, now);
    }

    /** Liquidates a position whatever its margin; nothing happens when it is flat. */
    public void liquidate(PositionKey key, long now) {
        liquidations.liquidate(key, now);
        settle(now);
    }

    /** Deleverages {@code fraction} of a position, 0 to 1, but at least one step. */
    public void deleverage(PositionKey key, BigDecimal fraction, long now) {
        long step = market.spec(key.symbol()).quantity().step().units();
        Quantity size = book.position(key).size();
        long part = FixedPoint.floorTo(
                FixedPoint.exactly(size.decimal().multiply(fraction).setScale(8, RoundingMode.DOWN)), step);
        liquidations.deleverage(key, new Quantity(Math.min(size.units(), Math.max(step, part))), now);
        settle(now);
    }

    /** Drops orders and trades that are too old to be asked for. */
    public void forgetOld(long now) {
        book.forgetOld(now);
    }

    /** Ends what depended on a position that has changed, and what waited for an order that has ended. */
    private void settle(long now) {
        for (PositionKey key : book.takeTouched()) {
            orders.expireWithoutPosition(key, now);
            algoOrders.expireWithoutPosition(key, now);
        }
        book.takeEnded().forEach(order -> trigger.finish(order, now));
    }

    public Market market() {
        return market;
    }

    public Fees fees() {
        return rules.fees();
    }

    public OpenQuestions questions() {
        return rules.questions();
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

    public List<Transfer> transfers() {
        return book.transfers();
    }

    public List<MarginTransfer> marginTransfers() {
        return book.marginTransfers();
    }

    /** What the open orders of a position need as margin. */
    public BigDecimal orderMargin(PositionKey key) {
        return margin.orderMargin(key);
    }
}
