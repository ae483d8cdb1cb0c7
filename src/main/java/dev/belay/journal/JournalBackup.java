package dev.belay.journal;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * All rows of a journal for a file, also the cluster's own, by which its legs come back to life. Each journal is taken up to
 * the newest row that it had at the beginning, so that a running node may go on writing. Snapshots and the tables that are
 * made from events are not in it: they are made anew.
 *
 * @param journal where the rows come from
 */
public record JournalBackup(JournalRows journal) {

    /** Writes them, and says whether what was written is sound; {@code progress} is told the rows' number after each. */
    public List<JournalVerification.Verdict> write(RowFileWriter writer, LongConsumer progress) {
        var verification = new JournalVerification(List.of(), progress);
        for (JournalHead head : journal.heads()) {
            journal.each(head, 1, row -> {
                writer.write(row, HashChain.BEGINNING);
                verification.next(row);
            });
        }
        writer.end();
        return verification.verdicts();
    }
}
