package dev.belay.journal;

import dev.belay.money.LegId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** A point in a leg's life as people name it: after an event, or at a time. */
public sealed interface JournalPoint {

    /** After the event of this number; 0 is before the first. */
    record AfterEvent(long sequence) implements JournalPoint {}

    /** After the last event at or before this time, epoch milliseconds. */
    record AtTime(long millis) implements JournalPoint {}

    /** Reads {@code 17}, {@code 2026-11-22} or {@code 2026-11-22T10:15:30Z}; throws {@link IllegalArgumentException}. */
    static JournalPoint parse(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return new AfterEvent(Long.parseLong(text));
        }
        try {
            return new AtTime(instant(text).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected the number of an event, or a time such as 2026-11-22T10:15:30Z or 2026-11-22 (UTC), was [%s]"
                            .formatted(text),
                    e);
        }
    }

    private static Instant instant(String text) {
        return text.length() == "2026-11-22".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
    }

    /** The number of the last event that counts at this point; 0 when there is none. */
    default long sequence(JournalReader journal, LegId leg) {
        if (this instanceof AfterEvent event) {
            return event.sequence();
        }
        long last = 0;
        for (JournalReader.Stored row : journal.stored(leg, 1, Long.MAX_VALUE)) {
            if (isAfterThis(row)) {
                return last;
            }
            last = row.sequence();
        }
        return last;
    }

    /** Of an event that cannot be read nobody knows when it was; it stands with its neighbours. */
    private boolean isAfterThis(JournalReader.Stored row) {
        try {
            long at = JournalFormat.read(row.name(), row.json().getBytes(StandardCharsets.UTF_8))
                    .at();
            return this instanceof AtTime time && at > time.millis();
        } catch (UnreadableJournal e) {
            return false;
        }
    }
}
