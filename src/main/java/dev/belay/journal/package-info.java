/**
 * Step 6 of a price's way: how facts are kept and read back.
 *
 * <p>{@link dev.belay.journal.JournalFormat} turns events into readable JSON under stable names and back, for ever;
 * {@link dev.belay.journal.JournalSerializer} gives it to Akka; {@link dev.belay.journal.JournalDatabase} prepares the
 * tables and reads them for people.
 */
@NullMarked
package dev.belay.journal;

import org.jspecify.annotations.NullMarked;
