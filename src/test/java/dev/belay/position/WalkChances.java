package dev.belay.position;

import java.util.Random;

/** The chances of a walk, all from one seed; while there is trouble, things go wrong. */
final class WalkChances {

    final Random random;
    private boolean trouble = true;

    WalkChances(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A chance that something goes wrong. */
    boolean trouble(int percent) {
        return trouble && chance(percent);
    }

    boolean isTrouble() {
        return trouble;
    }

    /** From now on nothing goes wrong. */
    void heal() {
        trouble = false;
    }
}
