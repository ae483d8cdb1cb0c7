package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A conditional order (binance-api §8).
 *
 * @param outcome what its trigger led to
 * @param trail how far it has trailed, for trailing orders
 */
public record SimulatedAlgoOrder(
        AlgoTicket ticket, long algoId, AlgoStatus status, long createdAt, long updatedAt, Outcome outcome, Trail trail)
        implements LedgerEntry, Stored {

    /** Lines that an older simulator remembered have no trail. */
    public SimulatedAlgoOrder {
        trail = Objects.requireNonNullElse(trail, Trail.NONE);
    }

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

    static SimulatedAlgoOrder accepted(AlgoTicket ticket, long algoId, Trail trail, long at) {
        return new SimulatedAlgoOrder(ticket, algoId, AlgoStatus.NEW, at, at, Outcome.NONE, trail);
    }

    SimulatedAlgoOrder becomes(AlgoStatus next, long at) {
        return with(next, outcome, at);
    }

    /** Without a new update time: a tick is not an update of the order. */
    SimulatedAlgoOrder trailing(Trail next) {
        return new SimulatedAlgoOrder(ticket, algoId, status, createdAt, updatedAt, outcome, next);
    }

    SimulatedAlgoOrder triggering(long at) {
        return with(AlgoStatus.TRIGGERING, new Outcome(at, 0, BigDecimal.ZERO, BigDecimal.ZERO, ""), at);
    }

    SimulatedAlgoOrder rejected(String reason, long at) {
        Outcome refused = new Outcome(outcome.triggeredAt(), 0, BigDecimal.ZERO, BigDecimal.ZERO, reason);
        return with(AlgoStatus.REJECTED, refused, at);
    }

    SimulatedAlgoOrder triggered(long orderId, long at) {
        Outcome born = new Outcome(outcome.triggeredAt(), orderId, BigDecimal.ZERO, BigDecimal.ZERO, "");
        return with(AlgoStatus.TRIGGERED, born, at);
    }

    SimulatedAlgoOrder finished(SimulatedOrder order, long at) {
        Outcome end = new Outcome(
                outcome.triggeredAt(),
                order.orderId(),
                order.averagePrice(),
                order.executed().decimal(),
                "");
        return with(AlgoStatus.FINISHED, end, at);
    }

    private SimulatedAlgoOrder with(AlgoStatus next, Outcome reached, long at) {
        return new SimulatedAlgoOrder(ticket, algoId, next, createdAt, at, reached, trail);
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
