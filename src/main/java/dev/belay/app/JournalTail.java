package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.LegId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The end of the journal and what is added to it. Events of different legs are committed in another order than they are
 * numbered in, so each look goes back a little and leaves out what was shown.
 */
final class JournalTail {

    /** More than are under way at once: each node writes eight at a time. */
    private static final int OVERLAP = 200;

    private static final int LOOK_AT_MOST = 5_000;

    private final JournalSource journal;
    private final Optional<LegId> leg;
    private final Set<Long> shown = new HashSet<>();
    private long newest;

    JournalTail(JournalSource journal, Optional<LegId> leg) {
        this.journal = journal;
        this.leg = leg;
    }

    /** The last {@code count} events. */
    List<JsonNode> last(int count) {
        List<JsonNode> all = added(journal.newest(leg, 0, Math.max(count, OVERLAP)));
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** What was added since. */
    List<JsonNode> more() {
        return added(journal.newest(leg, Math.max(0, newest - OVERLAP), LOOK_AT_MOST));
    }

    private List<JsonNode> added(JsonNode document) {
        List<JsonNode> added = new ArrayList<>();
        for (JsonNode event : document.path("events")) {
            if (shown.add(event.path("ordering").asLong())) {
                added.add(event);
                newest = Math.max(newest, event.path("ordering").asLong());
            }
        }
        shown.removeIf(ordering -> ordering <= newest - OVERLAP);
        return added;
    }
}
