package dev.belay.journal;

import akka.actor.setup.Setup;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Which journals of legs this process writes, and what it does when another one writes one of them: the younger of two
 * claims each leg, the elder may have stood still and not know it, and its knowledge is of the past (reliability §5.6).
 * Given to the actor system when it is made.
 */
public final class JournalFence extends Setup {

    private static final String LEGS = JournalDatabase.PERSISTENCE_TYPE + "|";

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Consumer<String> end;

    /**
     * Ends this process with {@code end} when it is the elder; that is told why, and should not return.
     */
    public JournalFence(Consumer<String> end) {
        this.end = end;
    }

    /** This process has written to the journal. Other journals than those of legs are nobody's. */
    void written(String persistenceId) {
        if (persistenceId.startsWith(LEGS)) {
            held.add(persistenceId);
        }
    }

    /** The leg's actor has ended in this process, so another one may write its journal. */
    void left(String persistenceId) {
        held.remove(persistenceId);
    }

    /** Whether this process has written the leg's journal and the leg's actor lives on in it. */
    boolean holds(String persistenceId) {
        return held.contains(persistenceId);
    }

    /** Another process writes what this one holds. */
    void superseded(String why) {
        end.accept(why);
    }
}
