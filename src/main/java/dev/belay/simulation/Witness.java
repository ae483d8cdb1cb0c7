package dev.belay.simulation;

import dev.belay.exchange.Request;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegTerms;
import java.util.List;

/** Sees what only the simulation can see beside the exchange: commits of the journal, and who wrote them. */
interface Witness {

    /**
     * {@code events} of a leg are written.
     *
     * @param after the number of the last event before them
     * @param writer the number of the process that wrote them
     */
    void committed(LegId leg, long after, List<LegEvent> events, int writer, long at);

    /** A call that changes something, decided at {@code decidedAt}, leaves process {@code writer}. */
    void sent(Request request, int writer, long decidedAt, long at);

    /** A life of {@code leg} begins in the process {@code node}; answers who wants to hear how it goes. */
    default LifeListener born(Leg leg, LegTerms terms, String node) {
        return LifeListener.NONE;
    }
}
