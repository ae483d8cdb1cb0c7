package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.simulation.observer.AuditFileFeed;
import dev.belay.simulation.observer.Observed;
import dev.belay.simulation.observer.ObservingAudit;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.wire.RequestVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge in the simulator's process and one that reads the file see the same. */
class ObserverFeedsTest {

    private final long seed = Long.getLong("seed", 5_113L);

    @TempDir
    private Path folder;

    /** Tells two audits. */
    private record Both(SimulatorAudit one, SimulatorAudit other) implements SimulatorAudit {
        @Override
        public void account(String name, SimulatedExchange exchange, long at) {
            one.account(name, exchange, at);
            other.account(name, exchange, at);
        }

        @Override
        public void price(PriceStep step) {
            one.price(step);
            other.price(step);
        }

        @Override
        public void request(RequestVerdict verdict) {
            one.request(verdict);
            other.request(verdict);
        }

        @Override
        public void event(String account, ExchangeEvent event) {
            one.event(account, event);
            other.event(account, event);
        }

        @Override
        public void fault(FaultBoard.Armed fault, String what, long at) {
            one.fault(fault, what, at);
            other.fault(fault, what, at);
        }
    }

    @Test
    void aBusyHourIsTheSameInTheProcessAndInTheFile() throws Exception {
        System.out.println("seed " + seed);
        Path file = folder.resolve("audit.jsonl");
        List<Observed> here = new ArrayList<>();
        try (AuditFile audit = new AuditFile(file)) {
            BusyHour hour = new BusyHour(seed, new Both(audit, new ObservingAudit(here::add)));
            for (int second = 1; second <= BusyHour.SECONDS; second++) {
                hour.second();
            }
        }
        List<Observed> there = new ArrayList<>();
        new AuditFileFeed(there::add).all(file);

        assertThat(withoutPrices(there)).isEqualTo(withoutPrices(here));
        assertThat(here.stream().map(Object::getClass).distinct())
                .as("kinds of observations")
                .hasSize(8);
        assertThat(here).as("thinned prices").containsAll(there);
    }

    private static List<Observed> withoutPrices(List<Observed> all) {
        return all.stream().filter(one -> !(one instanceof Observed.PriceSeen)).collect(Collectors.toList());
    }
}
