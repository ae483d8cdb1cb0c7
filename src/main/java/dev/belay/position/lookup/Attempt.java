package dev.belay.position.lookup;

/**
 * One question of a lookup and what it brought.
 *
 * @param micros how long the answer took, in microseconds
 * @param said what came back, in words, for people
 */
public record Attempt(Source source, boolean hit, long micros, String said) {

    @Override
    public String toString() {
        return "%s said: %s (%d µs)".formatted(source, said, micros);
    }
}
