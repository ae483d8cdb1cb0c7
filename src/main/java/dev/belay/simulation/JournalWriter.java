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

    /** What is to be written: {@code events} of {@code leg} after its number {@code after}, by {@code writer}. */
    record Write(LegId leg, long after, List<LegEvent> events, String writer) {}

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
     * Appends; {@code heard} hears whether they are known to be written. False
     * means that only the journal knows.
     */
    void write(Write write, Consumer<Boolean> heard) {
        Dice dice = around.dice();
        if (dice.strikes(Mishap.CRASH_BEFORE_WRITE)) {
            node.crash("before a write");
            return;
        }
        boolean fails = around.journal().isDown(around.agenda().now()) || dice.strikes(Mishap.WRITE_FAILS);
        long way = 1L + dice.draw(Draw.WRITE_TIME, USUAL_MILLIS);
        if (fails) {
            node.after(
                    around.journal().isDown(around.agenda().now()) ? GIVEN_UP_MILLIS : way, () -> heard.accept(false));
            return;
        }
        if (dice.strikes(Mishap.WRITE_SLOW)) {
            way += dice.draw(Draw.SLOW_WRITE, SLOW_MILLIS);
        }
        way += around.journal().waitMillis(around.agenda().now());
        // What is on its way to the database gets there, whatever becomes of the process.
        around.agenda().after(way, () -> commit(write, heard));
    }

    private void commit(Write write, Consumer<Boolean> heard) {
        boolean written = around.journal().append(write.leg(), write.after(), write.events());
        if (written) {
            around.witness()
                    .committed(
                            write.leg(),
                            write.after(),
                            write.events(),
                            write.writer(),
                            around.agenda().now());
        } else {
            around.trace()
                    .add(around.agenda().now(), write.leg() + ": " + write.writer() + " is not the writer any more");
        }
        Dice dice = around.dice();
        if (dice.strikes(Mishap.CRASH_BEFORE_SENDING)) {
            node.crash("after a write");
            return;
        }
        boolean unheard = dice.strikes(Mishap.ACKNOWLEDGEMENT_LOST);
        node.after(1, () -> heard.accept(written && !unheard));
    }
}
