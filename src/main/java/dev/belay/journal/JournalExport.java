package dev.belay.journal;

import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The rows of legs for a file.
 *
 * @param journal where they come from
 * @param leg the one leg that is meant, by its id; empty for all of them
 * @param since only from the first event on that is not older, epoch milliseconds; empty for all of them
 */
public record JournalExport(JournalRows journal, Optional<String> leg, Optional<Long> since) {

    /** Writes them; {@code progress} is told their number after each. */
    public void write(RowFileWriter writer, LongConsumer progress) {
        journal.heads().stream()
                .filter(JournalHead::isOfLeg)
                .filter(head -> leg.isEmpty() || head.leg().equals(leg.get()))
                .forEach(head -> journal.each(head, 1, new FromTime(writer, progress)::next));
    }

    /** Leaves out what is older than wanted. */
    private final class FromTime {
        private final RowFileWriter writer;
        private final LongConsumer progress;
        private String previous = HashChain.BEGINNING;
        private boolean begun;

        FromTime(RowFileWriter writer, LongConsumer progress) {
            this.writer = writer;
            this.progress = progress;
        }

        void next(JournalRow row) {
            begun |= since.isEmpty() || !isOlder(row, since.get());
            if (begun) {
                writer.write(row, previous);
                progress.accept(writer.rows());
            }
            previous = row.hash();
        }
    }

    /** An event that cannot be read stands with its neighbours. */
    private static boolean isOlder(JournalRow row, long time) {
        try {
            return JournalFormat.read(row.manifest(), row.payload().bytes()).at() < time;
        } catch (UnreadableJournal e) {
            return true;
        }
    }
}
