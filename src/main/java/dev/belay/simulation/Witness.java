package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegTerms;
import java.util.List;

/** Sees what an exchange cannot see: what the journal commits, and when nobody can protect anything. */
interface Witness {

    /**
     * {@code events} of a leg are written after its event number {@code after}, by the process {@code writer}, whether or
     * not it is told.
     */
    void committed(LegId leg, long after, List<LegEvent> events, String writer, long at);

    /** From now on nothing can be done, because of {@code why}. */
    void excuse(String why, long from);

    /** What {@link #excuse} said is over. */
    void excuseOver(String why, long at);

    /** A life of {@code leg} begins in the process {@code node}; answers who wants to hear how it goes. */
    default LifeListener born(Leg leg, LegTerms terms, String node) {
        return LifeListener.NONE;
    }
}
