package dev.belay.journal;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import java.util.List;
import java.util.Optional;

/** Reads the journal back for people: on a running node beside it, on a stopped one straight from the database. */
public interface JournalReader {

    /** One line of the list of journals. */
    record Summary(LegId leg, long events, long firstAt, long lastAt) {}

    /** Returns when the journal can be read; throws when it cannot. */
    void requireAnswer();

    /** All legs that have a journal, in order. */
    List<Summary> legs();

    /** The events {@code from} to {@code to}, both included; empty when the leg has none. */
    List<JournalEntry> events(LegId leg, long from, long to);

    /** The rows behind the events, as they are stored. */
    JournalRows rows();

    /**
     * An event among those of all legs.
     *
     * @param ordering counts the rows of all journals, with gaps
     */
    record Placed(LegId leg, long ordering, Stored stored) {}

    /**
     * The newest {@code limit} events after the place {@code after}, in the order in which they were written.
     *
     * @param only the leg that is meant; empty for all of them
     */
    List<Placed> newest(Optional<LegId> only, long after, int limit);

    /**
     * An event as it is stored, whether or not it can be read.
     *
     * @param json what should be JSON
     */
    record Stored(long sequence, String name, String json) {}

    /** As {@link #events}, without reading them. */
    default List<Stored> stored(LegId leg, long from, long to) {
        return events(leg, from, to).stream()
                .map(entry -> new Stored(entry.sequence(), entry.name(), entry.json()))
                .toList();
    }

    /** Of the first {@code sequence} events those that count: from the last on with which the leg was rebuilt. */
    default List<JournalEntry> counting(LegId leg, long sequence) {
        long first = stored(leg, 1, sequence).stream()
                .filter(row -> row.name().equals(JournalFormat.REBUILT))
                .mapToLong(Stored::sequence)
                .max()
                .orElse(1);
        return events(leg, first, sequence);
    }

    /** What the first {@code sequence} events of {@code leg} add up to. */
    default Leg stateAt(LegId leg, long sequence) {
        return Leg.flat(leg)
                .after(counting(leg, sequence).stream().map(JournalEntry::event).toList());
    }
}
