/**
 * Step 6 of a price's way: how facts are kept and read back.
 *
 * <p>{@link dev.belay.journal.JournalFormat} turns events into readable JSON under stable names and back, for ever;
 * {@link dev.belay.journal.JournalSerializer} gives it to Akka; {@link dev.belay.journal.JournalDatabase} prepares the
 * tables, which {@link dev.belay.journal.JournalSchema} knows, and reads them for people; {@link dev.belay.journal.Dialect}
 * is all that differs between H2 and PostgreSQL.
 */
@NullMarked
package dev.belay.journal;

import org.jspecify.annotations.NullMarked;
