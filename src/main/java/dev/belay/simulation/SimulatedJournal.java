package dev.belay.simulation;

import dev.belay.journal.JournalFormat;
import dev.belay.journal.UnreadableJournal;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The journal of all legs: rows of JSON under a primary key of leg and number, as the database has them. Nodes come and
 * go; it stays.
 */
final class SimulatedJournal {

    private static final int SNAPSHOT_EVERY = 50;
    private static final byte[] DAMAGED = {'{'};

    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    private record Row(String name, byte[] json) {}

    private final Map<LegId, List<Row>> rows = new LinkedHashMap<>();
    private final Map<LegId, byte[]> snapshots = new HashMap<>();
    private long downUntil;
    private long busyUntil;

    /** What is kept of {@code leg} besides its events cannot be read any more. */
    void damageSnapshot(LegId leg) {
        snapshots.computeIfPresent(leg, (id, sound) -> DAMAGED);
    }

    /** Takes no writes until then, epoch milliseconds; what is written stays. */
    void goDown(long until) {
        downUntil = until;
    }

    boolean isDown(long now) {
        return now < downUntil;
    }

    /** Every write waits until then, epoch milliseconds: all its connections are taken by somebody else. */
    void beBusy(long until) {
        busyUntil = until;
    }

    /** How long a write has to wait before it begins, milliseconds. */
    long waitMillis(long now) {
        return Math.max(0, busyUntil - now);
    }

    /**
     * Appends {@code events} after the number {@code after}, all or none; false when another writer has been there, which
     * is what the primary key says.
     */
    boolean append(LegId leg, long after, List<LegEvent> events) {
        List<Row> journal = rows.computeIfAbsent(leg, fresh -> new ArrayList<>());
        if (journal.size() != after) {
            return false;
        }
        for (LegEvent event : events) {
            journal.add(new Row(JournalFormat.nameOf(event), JournalFormat.write(event)));
        }
        return true;
    }

    /** The legs that have a journal, in the order in which they came. */
    List<LegId> legs() {
        return List.copyOf(rows.keySet());
    }

    /** The leg as its journal adds up, read from the JSON of the newest snapshot and of what came after it. */
    Leg replay(LegId leg) {
        List<Row> journal = rows.getOrDefault(leg, List.of());
        Leg known = readSnapshot(leg);
        int from = (int) known.sequence();
        Leg state = known.after(read(journal.subList(from, journal.size())));
        if (journal.size() - from >= SNAPSHOT_EVERY) {
            snapshots.put(leg, JournalFormat.write(state));
        }
        return state;
    }

    /** The beginning of the journal where there is no snapshot, or a damaged one: all events are kept. */
    private Leg readSnapshot(LegId leg) {
        byte[] snapshot = snapshots.get(leg);
        try {
            return snapshot == null ? Leg.flat(leg) : JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, snapshot);
        } catch (UnreadableJournal damaged) {
            snapshots.remove(leg);
            return Leg.flat(leg);
        }
    }

    private static List<LegEvent> read(List<Row> some) {
        return some.stream()
                .map(row -> JournalFormat.read(row.name(), row.json()))
                .toList();
    }

    /** Everything that is written about a leg. */
    List<LegEvent> events(LegId leg) {
        return read(rows.getOrDefault(leg, List.of()));
    }
}
