package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.Account;
import dev.belay.money.FixedPoint;
import dev.belay.money.LegId;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.WorkingType;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Shows a judge what a simulator in this process sees, as it happens. */
public final class ObservingAudit implements SimulatorAudit {

    private final Consumer<Observed> judge;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<LegId, Long> sizes = new HashMap<>();

    public ObservingAudit(ExchangeJudge judge) {
        this(judge::see);
    }

    /** Shows it to whoever wants to see it, in order. */
    public ObservingAudit(Consumer<Observed> judge) {
        this.judge = judge;
    }

    private LegId leg(String account, PositionKey key) {
        return new LegId(accounts.computeIfAbsent(account, Account::new), key.symbol(), key.side());
    }

    @Override
    public void account(String name, SimulatedExchange exchange, long at) {
        sizes.keySet().removeIf(leg -> leg.account().name().equals(name));
        judge.accept(new Observed.AccountSeen(name, at));
        exchange.positions().forEach(report -> position(name, report, at));
        exchange.openOrders().forEach(order -> order(name, order, at));
        exchange.openAlgoOrders().forEach(order -> stop(name, order, at));
    }

    @Override
    public void price(PriceStep step) {
        judge.accept(new Observed.PriceSeen(
                step.symbol(), step.last().units(), step.mark().units(), step.at()));
    }

    @Override
    public void request(RequestVerdict verdict) {
        Map<String, String> sent = verdict.parameters();
        judge.accept(new Observed.RequestSeen(
                verdict.account(),
                verdict.method(),
                verdict.path(),
                sent.getOrDefault("symbol", ""),
                sent.getOrDefault("positionSide", ""),
                RequestNames.id(name -> sent.getOrDefault(name, "")),
                RequestNames.time(sent.getOrDefault("timestamp", "")),
                verdict.status(),
                verdict.code(),
                verdict.text(),
                verdict.told(),
                verdict.weight(),
                verdict.orders(),
                verdict.effects(),
                verdict.at()));
    }

    @Override
    public void event(String account, ExchangeEvent event) {
        long at = event.time().transaction();
        if (event instanceof ExchangeEvent.OrderChanged changed) {
            order(account, changed.order(), at);
            SimulatedTrade trade = changed.trade();
            if (trade != null) {
                fill(account, trade, at);
            }
        } else if (event instanceof ExchangeEvent.AlgoChanged changed) {
            stop(account, changed.order(), at);
        } else if (event instanceof ExchangeEvent.AccountChanged changed) {
            changed.positions().forEach(report -> position(account, report, at));
        }
    }

    private void order(String account, SimulatedOrder order, long at) {
        OrderTicket ticket = order.ticket();
        judge.accept(new Observed.OrderSeen(
                leg(account, ticket.key()),
                order.orderId(),
                ticket.clientId(),
                ticket.side(),
                ticket.quantity().units(),
                order.status().name(),
                at));
    }

    private void fill(String account, SimulatedTrade trade, long at) {
        judge.accept(new Observed.FillSeen(
                leg(account, new PositionKey(trade.symbol(), trade.positionSide())),
                trade.orderId(),
                trade.clientId(),
                trade.side(),
                trade.price().units(),
                trade.quantity().units(),
                at));
    }

    private void stop(String account, SimulatedAlgoOrder order, long at) {
        AlgoTicket ticket = order.ticket();
        judge.accept(new Observed.StopSeen(
                leg(account, ticket.key()),
                order.algoId(),
                ticket.clientId(),
                ticket.side(),
                ticket.quantity().units(),
                ticket.trigger().units(),
                ticket.closePosition(),
                order.status(),
                at,
                ticket.workingType() == WorkingType.MARK_PRICE ? PriceKind.MARK : PriceKind.LAST));
    }

    private void position(String account, PositionReport report, long at) {
        LegId leg = leg(account, report.position().key());
        long after = report.position().amount();
        Long before = sizes.put(leg, after);
        long entry = FixedPoint.nearest(report.position().entryPrice());
        judge.accept(new Observed.PositionSeen(leg, before == null ? 0 : before, after, entry, at));
    }

    @Override
    public void fault(FaultBoard.Armed fault, String what, long at) {
        judge.accept(new Observed.FaultSeen(fault.order().fault().name(), what, at));
    }
}
