package dev.belay.simulation;

/**
 * One injected fault.
 *
 * @param number counts the chances of its class from 0
 */
public record Strike(Mishap mishap, int number) {

    /** As people write it: {@code empty-positions#40}. */
    @Override
    public String toString() {
        return mishap.word() + "#" + number;
    }
}
