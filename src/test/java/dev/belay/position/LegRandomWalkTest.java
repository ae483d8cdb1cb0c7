package dev.belay.position;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises of reliability §3 over thousands of short, bad days; {@code -Dseed=…} repeats one. */
class LegRandomWalkTest {
    private static final int RUNS = Integer.getInteger("runs", 2_000);
    private static final int STORY_LINES = Integer.getInteger("story", 60);

    private static final int OPERATED_RUNS = Integer.getInteger("runs", 500);

    @Test
    void keepsItsPromisesOnEveryPath() {
        walkAll(RUNS, false);
    }

    @Test
    void keepsItsPromisesWhileAnOperatorChangesPoliciesAndLoosensStops() {
        walkAll(OPERATED_RUNS, true);
    }

    private static void walkAll(int runs, boolean operated) {
        Long only = Long.getLong("seed");
        long first = only == null ? 1 : only;
        long last = only == null ? runs : only;
        for (long seed = first; seed <= last; seed++) {
            walk(seed, operated);
        }
    }

    private static void walk(long seed, boolean operated) {
        var walk = new RandomWalk(seed, operated);
        try {
            walk.run();
        } catch (AssertionError | RuntimeException failure) {
            List<String> story = walk.story();
            List<String> end = story.subList(Math.max(0, story.size() - STORY_LINES), story.size());
            throw new AssertionError(
                    "seed %d: %s%n%s".formatted(seed, failure, String.join(System.lineSeparator(), end)), failure);
        }
    }
}
