package dev.belay.simulator;

import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;

/**
 * Hears everything that an outside judge needs: prices, requests with their verdicts, and events, in the order in which
 * they happened. Called on one thread; must not block.
 */
public interface SimulatorAudit {

    /** Nobody listens. */
    SimulatorAudit NONE = new SimulatorAudit() {};

    /** A price, before the orders that it triggers. */
    default void price(PriceStep step) {}

    /** A request was answered; the events that it caused came before. */
    default void request(RequestVerdict verdict) {}

    default void event(ExchangeEvent event) {}

    /** An event of the account of that name. */
    default void event(String account, ExchangeEvent event) {
        event(event);
    }

    /** An armed fault fired at {@code at}. */
    default void fault(FaultBoard.Armed fault, String at) {}
}
