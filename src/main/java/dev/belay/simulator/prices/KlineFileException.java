package dev.belay.simulator.prices;

/** A file cannot be replayed; the message names file, line, what was found and what was expected. */
public final class KlineFileException extends RuntimeException {
    KlineFileException(String message) {
        super(message);
    }
}
