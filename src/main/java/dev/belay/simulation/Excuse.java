package dev.belay.simulation;

import java.util.HashMap;
import java.util.Map;

/** Tells the witness for how long each thing that goes wrong keeps the guard from acting; what overlaps is one stretch. */
final class Excuse {

    private final Agenda agenda;
    private final Witness witness;
    private final Map<String, Long> until = new HashMap<>();

    Excuse(Agenda agenda, Witness witness) {
        this.agenda = agenda;
        this.witness = witness;
    }

    /** Because of {@code why} nothing can be asked for during the next {@code millis}. */
    void during(String why, long millis) {
        if (millis <= 0) {
            return;
        }
        long end = agenda.now() + millis;
        Long before = until.put(why, Math.max(end, until.getOrDefault(why, 0L)));
        if (before == null) {
            witness.excuse(why, agenda.now());
            agenda.after(millis, () -> over(why));
        }
    }

    private void over(String why) {
        long left = until.getOrDefault(why, 0L) - agenda.now();
        if (left > 0) {
            agenda.after(left, () -> over(why));
        } else if (until.remove(why) != null) {
            witness.excuseOver(why, agenda.now());
        }
    }
}
