package dev.belay.simulation.observer;

/** What left a position without a stop. */
public enum Cause {
    OPENED("opened"),
    INCREASED("increased"),
    REMOVED("its stop was removed by others"),
    TRIGGERED("its stop fired"),
    OWN_ACT("by our own act");

    private final String words;

    Cause(String words) {
        this.words = words;
    }

    /** As it reads after "since". */
    public String words() {
        return words;
    }
}
