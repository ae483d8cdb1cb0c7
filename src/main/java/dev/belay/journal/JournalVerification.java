package dev.belay.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the journals of the legs are what was written. Of the cluster's own journals, which are cleared away as it
 * pleases, nothing is said.
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

    private final JournalRows journal;
    private final Map<String, JournalHead> kept = new TreeMap<>();
    private final LongConsumer progress;
    private long checked;

    /**
     * Checks {@code journal}.
     *
     * @param progress is told now and then how many rows were checked
     */
    public JournalVerification(JournalRows journal, LongConsumer progress) {
        this.journal = journal;
        this.progress = progress;
    }

    /** Also checks that the journals still hold what {@code heads} said of them. */
    public JournalVerification against(List<JournalHead> heads) {
        heads.stream().filter(JournalHead::isOfLeg).forEach(head -> kept.put(head.persistenceId(), head));
        return this;
    }

    /** A verdict for every leg that has a journal, or had one by the heads that were kept. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, JournalHead> lost = new TreeMap<>(kept);
        for (JournalHead head : journal.heads()) {
            if (head.isOfLeg()) {
                lost.remove(head.persistenceId());
                verdicts.add(verdict(head));
            }
        }
        lost.values().forEach(head -> verdicts.add(gone(head)));
        return verdicts;
    }

    private static Verdict gone(JournalHead head) {
        var finding = new ChainCheck.Finding(1, "and all others are gone: there were " + head.sequence());
        return new Verdict(new JournalHead(head.persistenceId(), 0, HashChain.BEGINNING), 0, List.of(finding));
    }

    private Verdict verdict(JournalHead head) {
        var check = new ChainCheck();
        List<ChainCheck.Finding> more = new ArrayList<>();
        JournalHead former = kept.get(head.persistenceId());
        journal.each(head, 1, row -> {
            check.next(row);
            if (former != null
                    && former.sequence() == row.sequence()
                    && !former.hash().equals(row.hash())) {
                more.add(new ChainCheck.Finding(
                        row.sequence(), "is another one than the one that was kept: the journal was written anew"));
            }
            progress.accept(++checked);
        });
        cutOff(head, former, more);
        List<ChainCheck.Finding> all = new ArrayList<>(check.findings());
        all.addAll(more);
        return new Verdict(head, check.rows(), all);
    }

    private static void cutOff(JournalHead head, @Nullable JournalHead former, List<ChainCheck.Finding> findings) {
        if (former != null && former.sequence() > head.sequence()) {
            findings.add(new ChainCheck.Finding(
                    head.sequence() + 1,
                    "and all after it are gone: the journal ended with row %d when its head was kept"
                            .formatted(former.sequence())));
        }
    }
}
