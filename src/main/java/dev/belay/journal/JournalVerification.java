package dev.belay.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the journals of the legs are what was written. It is handed the rows journal by journal, each in its order; of
 * the cluster's own journals, which are cleared away as it pleases, nothing is said.
 */
public final class JournalVerification {

    /**
     * What was found of a leg.
     *
     * @param head its newest row now
     * @param rows how many were checked
     * @param findings empty when it is sound
     */
    public record Verdict(JournalHead head, long rows, List<ChainCheck.Finding> findings) {

        public Verdict {
            findings = List.copyOf(findings);
        }

        public boolean isSound() {
            return findings.isEmpty();
        }
    }

    /** The journal under check. */
    private static final class Current {
        final ChainCheck check;
        final List<ChainCheck.Finding> against = new ArrayList<>();
        JournalHead head;

        Current(JournalRow first, String previous) {
            check = previous.isEmpty() ? new ChainCheck() : ChainCheck.after(first.sequence() - 1, previous);
            head = first.head();
        }
    }

    private final Map<String, JournalHead> kept = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final LongConsumer progress;
    private long rows;
    private @Nullable Current current;

    /**
     * A verification that has seen nothing yet.
     *
     * @param kept heads of earlier days that the journals must still hold
     * @param progress is told how many rows were checked, after each
     */
    public JournalVerification(List<JournalHead> kept, LongConsumer progress) {
        this.progress = progress;
        kept.stream().filter(JournalHead::isOfLeg).forEach(head -> this.kept.put(head.persistenceId(), head));
    }

    /** Checks all of {@code journal}. */
    public List<Verdict> of(JournalRows journal) {
        journal.heads().stream().filter(JournalHead::isOfLeg).forEach(head -> journal.each(head, 1, this::next));
        return verdicts();
    }

    /** Checks the next row. */
    public void next(JournalRow row) {
        next(row, HashChain.BEGINNING);
    }

    /** Checks the next row; {@code previous} is the hash before it when it is the first of a journal's part, else "". */
    public void next(JournalRow row, String previous) {
        progress.accept(++rows);
        if (!row.isOfLeg()) {
            return;
        }
        Current journal = current;
        if (journal == null || !journal.head.persistenceId().equals(row.persistenceId())) {
            close();
            journal = new Current(row, previous);
            current = journal;
        }
        journal.check.next(row);
        journal.head = row.head();
        JournalHead former = kept.get(row.persistenceId());
        if (former != null
                && former.sequence() == row.sequence()
                && !former.hash().equals(row.hash())) {
            journal.against.add(new ChainCheck.Finding(
                    row.sequence(), "is another one than the one that was kept: the journal was written anew"));
        }
    }

    private void close() {
        Current journal = current;
        if (journal == null) {
            return;
        }
        List<ChainCheck.Finding> findings = new ArrayList<>(journal.check.findings());
        findings.addAll(journal.against);
        String id = journal.head.persistenceId();
        if (!seen.add(id)) {
            findings.add(new ChainCheck.Finding(journal.head.sequence(), "and others of its journal lie apart"));
        }
        JournalHead former = kept.get(id);
        if (former != null && former.sequence() > journal.head.sequence()) {
            findings.add(new ChainCheck.Finding(
                    journal.head.sequence() + 1,
                    "and all after it are gone: the journal ended with row %d when its head was kept"
                            .formatted(former.sequence())));
        }
        verdicts.add(new Verdict(journal.head, journal.check.rows(), findings));
        current = null;
    }

    /** When all rows were handed in: a verdict for every leg that has a journal, or had one when its head was kept. */
    public List<Verdict> verdicts() {
        close();
        for (JournalHead head : kept.values()) {
            if (seen.add(head.persistenceId())) {
                var finding = new ChainCheck.Finding(1, "and all others are gone: there were " + head.sequence());
                verdicts.add(new Verdict(
                        new JournalHead(head.persistenceId(), 0, HashChain.BEGINNING), 0, List.of(finding)));
            }
        }
        return List.copyOf(verdicts);
    }
}
