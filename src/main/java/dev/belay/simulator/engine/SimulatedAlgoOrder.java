package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;

/**
 * A conditional order (binance-api §8).
 *
 * @param outcome what its trigger led to
 */
public record SimulatedAlgoOrder(
        AlgoTicket ticket, long algoId, AlgoStatus status, long createdAt, long updatedAt, Outcome outcome)
        implements LedgerEntry, Stored {

    /**
     * What became of a triggered order.
     *
     * @param triggeredAt 0 before
     * @param orderId the regular order's number, 0 before
     * @param price average price of the fill, zero before
     * @param quantity filled, zero before
     * @param reason why the engine refused it, "" when it did not
     */
    public record Outcome(long triggeredAt, long orderId, BigDecimal price, BigDecimal quantity, String reason) {
        static final Outcome NONE = new Outcome(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, "");
    }

    static SimulatedAlgoOrder accepted(AlgoTicket ticket, long algoId, long at) {
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.NEW, at, at, Outcome.NONE);
    }

    SimulatedAlgoOrder becomes(AlgoStatus next, long at) {
        return new SimulatedAlgoOrder(ticket, algoId, next, createdAt, at, outcome);
    }

    SimulatedAlgoOrder triggering(long at) {
        Outcome triggered = new Outcome(at, 0, BigDecimal.ZERO, BigDecimal.ZERO, "");
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.TRIGGERING, createdAt, at, triggered);
    }

    SimulatedAlgoOrder rejected(String reason, long at) {
        Outcome refused = new Outcome(outcome.triggeredAt(), 0, BigDecimal.ZERO, BigDecimal.ZERO, reason);
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.REJECTED, createdAt, at, refused);
    }

    SimulatedAlgoOrder triggered(long orderId, long at) {
        Outcome born = new Outcome(outcome.triggeredAt(), orderId, BigDecimal.ZERO, BigDecimal.ZERO, "");
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.TRIGGERED, createdAt, at, born);
    }

    SimulatedAlgoOrder finished(SimulatedOrder order, long at) {
        Outcome end = new Outcome(
                outcome.triggeredAt(),
                order.orderId(),
                order.averagePrice(),
                order.executed().decimal(),
                "");
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.FINISHED, createdAt, at, end);
    }

    @Override
    public long id() {
        return algoId;
    }

    @Override
    public String clientId() {
        return ticket.clientId();
    }

    @Override
    public Symbol symbol() {
        return ticket.symbol();
    }

    @Override
    public boolean open() {
        return status.isOpen();
    }

    @Override
    public boolean filled() {
        return outcome.quantity().signum() > 0;
    }
}
