package dev.belay.journal;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import java.util.List;

/** Reads the journal back for people: on a running node beside it, on a stopped one straight from the database. */
public interface JournalReader {

    /** One line of the list of journals. */
    record Summary(LegId leg, long events, long firstAt, long lastAt) {}

    /** All legs that have a journal, in order. */
    List<Summary> legs();

    /** The events {@code from} to {@code to}, both included; empty when the leg has none. */
    List<JournalEntry> events(LegId leg, long from, long to);

    /** What the first {@code sequence} events of {@code leg} add up to. */
    default Leg stateAt(LegId leg, long sequence) {
        return Leg.flat(leg)
                .after(events(leg, 1, sequence).stream()
                        .map(JournalEntry::event)
                        .toList());
    }
}
