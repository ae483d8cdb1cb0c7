package dev.belay.simulator;

import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;
import java.util.ArrayList;
import java.util.List;

/** Keeps in memory what the audit hears; for tests and short runs. Can be read from any thread. */
public final class SimulatorRecorder implements SimulatorAudit {

    private final List<PriceStep> prices = new ArrayList<>();
    private final List<RequestVerdict> requests = new ArrayList<>();
    private final List<ExchangeEvent> events = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    @Override
    public synchronized void price(PriceStep step) {
        prices.add(step);
    }

    @Override
    public synchronized void request(RequestVerdict verdict) {
        requests.add(verdict);
    }

    @Override
    public synchronized void event(ExchangeEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void fault(FaultBoard.Armed fault, String at) {
        faults.add(fault.order().fault());
    }

    /** Each fault that has fired, as often as it has. */
    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    public synchronized List<PriceStep> prices() {
        return List.copyOf(prices);
    }

    public synchronized List<RequestVerdict> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<ExchangeEvent> events() {
        return List.copyOf(events);
    }
}
