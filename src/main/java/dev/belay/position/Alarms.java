package dev.belay.position;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which alarms one incarnation of a leg has raised: each once until it is over, and at most once a minute. */
final class Alarms {

    private static final long AGAIN_MILLIS = 60_000;

    private final Set<String> raised = new HashSet<>();
    private final Map<String, Long> raisedAt = new HashMap<>();

    /** Whether {@code alarm} is to be raised; then it counts as raised. */
    boolean isNew(String alarm, long now) {
        boolean recent = now - raisedAt.getOrDefault(alarm, Long.MIN_VALUE / 2) < AGAIN_MILLIS;
        if (recent || !raised.add(alarm)) {
            return false;
        }
        raisedAt.put(alarm, now);
        return true;
    }

    /** As if it had never been raised. */
    void forget(String alarm) {
        raised.remove(alarm);
        raisedAt.remove(alarm);
    }

    void clear(String alarm) {
        raised.remove(alarm);
    }
}
