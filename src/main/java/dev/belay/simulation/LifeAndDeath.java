package dev.belay.simulation;

/** Counts the processes that are alive; without any nothing can be asked of the guard. */
final class LifeAndDeath {

    static final String NOBODY = "no process";
    /** A process that has come up needs its stream and a first look. */
    private static final long COMING_UP_MILLIS = 5_000;

    private final Excuse excuse;
    private int alive;
    private int deaths;

    LifeAndDeath(Excuse excuse) {
        this.excuse = excuse;
    }

    void born() {
        alive++;
        excuse.during(NOBODY, COMING_UP_MILLIS);
    }

    void died() {
        alive--;
        deaths++;
    }

    /** While nobody is alive that is an excuse; to be called every second. */
    void attend() {
        if (alive == 0) {
            excuse.during(NOBODY, COMING_UP_MILLIS);
        }
    }

    /** The exchange wants to hear nothing for so long, and says so. */
    void silenced(long millis) {
        if (millis > 0) {
            excuse.during("silenced by the exchange", millis + COMING_UP_MILLIS);
        }
    }

    int deaths() {
        return deaths;
    }
}
