package dev.belay.position;

import dev.belay.money.LegId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Open positions for which no leg on any node speaks. For a moment that is so after every start and every loss of a node; what
 * lasts longer is a position that nobody guards, which no node could notice by looking at its own legs.
 */
final class UnheardLegs {

    /** A leg lives again within seconds of the loss of its node. */
    private static final long BOUND_MILLIS = 15_000;

    private final Set<LegId> heard = new HashSet<>();
    private final Map<LegId, Long> since = new HashMap<>();
    private final Set<LegId> told = new HashSet<>();

    void heard(LegId leg) {
        heard.add(leg);
        since.remove(leg);
        told.remove(leg);
    }

    /** A node was lost: only those that speak again live. */
    void nodeLost() {
        heard.clear();
    }

    /** These have an open position at the exchange, and no others. */
    void read(Collection<LegId> open, long now) {
        since.keySet().retainAll(open);
        told.retainAll(open);
        open.stream().filter(leg -> !heard.contains(leg)).forEach(leg -> since.putIfAbsent(leg, now));
    }

    /** Those that nobody has spoken for in time, in order. */
    List<LegId> overdue(long now) {
        return since.entrySet().stream()
                .filter(entry -> now - entry.getValue() > BOUND_MILLIS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What is to be said of those that were not told yet. */
    Optional<String> news(long now) {
        List<LegId> all = overdue(now);
        return told.addAll(all) ? Optional.of(text(all)) : Optional.empty();
    }

    /** For people. */
    static String text(List<LegId> overdue) {
        return "no node guards %s, whose position is open; the stops at the exchange are what there is. Look at /ready and the logs of all nodes"
                .formatted(overdue);
    }
}
