package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be asked about an account; nothing here changes it. */
abstract sealed class AccountQueries permits SimulatedExchange {

    final Market market;
    final AccountBook book;
    final Margin margin;
    final ExchangeRules rules;

    AccountQueries(Market market, AccountBook book, ExchangeRules rules) {
        this.market = market;
        this.book = book;
        this.margin = new Margin(market, book);
        this.rules = rules;
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
