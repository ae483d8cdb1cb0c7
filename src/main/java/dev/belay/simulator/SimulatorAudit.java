package dev.belay.simulator;

import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;
import dev.belay.simulator.wire.SocketChange;

/**
 * Hears everything that an outside judge needs: prices, requests with their verdicts, and events, in the order in which
 * they happened. Called on one thread; must not block.
 */
public interface SimulatorAudit {

    /** Nobody listens. */
    SimulatorAudit NONE = new SimulatorAudit() {};

    /** An account is there from now on, perhaps with what the ledger remembers of it. */
    default void account(String name, SimulatedExchange exchange, long at) {}

    /** A price, before the orders that it triggers. */
    default void price(PriceStep step) {}

    /** A request was answered; the events that it caused came before. */
    default void request(RequestVerdict verdict) {}

    default void event(ExchangeEvent event) {}

    /** An event of the account of that name. */
    default void event(String account, ExchangeEvent event) {
        event(event);
    }

    default void armed(FaultBoard.Armed fault) {}

    default void disarmed(FaultBoard.Armed fault, long at) {}

    /** An armed fault fired at {@code what}. */
    default void fault(FaultBoard.Armed fault, String what) {}

    /** An armed fault fired at {@code what}, at that exchange time. */
    default void fault(FaultBoard.Armed fault, String what, long at) {
        fault(fault, what);
    }

    default void socket(SocketChange change) {}

    /** What was told so far belongs together and is about to be told to the clients: keep it now. */
    default void settled() {}
}
