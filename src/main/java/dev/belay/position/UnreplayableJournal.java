package dev.belay.position;

import org.jspecify.annotations.Nullable;

/** A journal cannot be read back: an event that is not known, is damaged or missing, or cannot follow. The message is for people. */
public class UnreplayableJournal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreplayableJournal(String message) {
        this(message, null);
    }

    UnreplayableJournal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * What is wrong with the journal, if that is why {@code failure} happened; null when the journal may be sound and, for
     * example, its database is down.
     */
    static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof UnreplayableJournal || message.startsWith("Invalid replayed event")) {
                return message;
            }
        }
        return null;
    }
}
