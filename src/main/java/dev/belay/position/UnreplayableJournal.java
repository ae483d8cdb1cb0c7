package dev.belay.position;

import java.util.Optional;
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

    /** {@code leg} after {@code event} of its journal; throws this when the event cannot follow. */
    public static Leg after(Leg leg, LegEvent event) {
        try {
            return leg.after(event);
        } catch (RuntimeException e) {
            throw new UnreplayableJournal(
                    "event %d cannot follow what is before it: %s (%s)"
                            .formatted(leg.sequence() + 1, LegText.of(event), e.getMessage()),
                    e);
        }
    }

    /**
     * What is wrong with the journal, if that is why {@code failure} happened; empty when the journal may be sound and, for
     * example, its database is down.
     */
    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof UnreplayableJournal || message.startsWith("Invalid replayed event")) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
