package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process's way to the journal: a write takes time, may fail, may be committed without the process hearing of it, and
 * is refused when another process has written first.
 */
final class JournalWriter {

    private static final int USUAL_MILLIS = 4;
    private static final int SLOW_MILLIS = 6_000;
    private static final long GIVEN_UP_MILLIS = 5_000;

    private final Surroundings around;
    private final SimulatedNode node;

    JournalWriter(Surroundings around, SimulatedNode node) {
        this.around = around;
        this.node = node;
    }

    /**
     * Appends {@code events} after the number {@code after}; {@code heard} hears whether they are known to be written. False
     * means that only the journal knows.
     */
    void write(LegId leg, long after, List<LegEvent> events, Consumer<Boolean> heard) {
        Dice dice = around.dice();
        if (dice.strike(Mishap.CRASH_BEFORE_WRITE) >= 0) {
            node.crash("before a write");
            return;
        }
        boolean fails = around.journal().isDown(around.agenda().now()) || dice.strike(Mishap.WRITE_FAILS) >= 0;
        long way = 1 + dice.draw(Draw.WRITE_TIME, USUAL_MILLIS);
        if (fails) {
            node.after(
                    around.journal().isDown(around.agenda().now()) ? GIVEN_UP_MILLIS : way, () -> heard.accept(false));
            return;
        }
        if (dice.strike(Mishap.WRITE_SLOW) >= 0) {
            way += dice.draw(Draw.SLOW_WRITE, SLOW_MILLIS);
        }
        // What is on its way to the database gets there, whatever becomes of the process.
        around.agenda().after(way, () -> commit(leg, after, events, heard));
    }

    private void commit(LegId leg, long after, List<LegEvent> events, Consumer<Boolean> heard) {
        boolean written = around.journal().append(leg, after, events);
        if (written) {
            around.witness()
                    .committed(
                            leg, after, events, node.number(), around.agenda().now());
        } else {
            around.trace().add(around.agenda().now(), leg + ": node-" + node.number() + " is not the writer any more");
        }
        Dice dice = around.dice();
        if (dice.strike(Mishap.CRASH_BEFORE_SENDING) >= 0) {
            node.crash("after a write");
            return;
        }
        boolean unheard = dice.strike(Mishap.ACKNOWLEDGEMENT_LOST) >= 0;
        node.after(1, () -> heard.accept(written && !unheard));
    }
}
