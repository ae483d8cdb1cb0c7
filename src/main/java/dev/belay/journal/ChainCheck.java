package dev.belay.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks the rows of one leg's journal in their order, from the first on: whether each is the one that was written, and
 * whether none is missing. A row is never blamed for what was done to another one.
 */
public final class ChainCheck {

    /**
     * What is wrong with a row.
     *
     * @param sequence the row's number
     * @param text what is wrong, for people
     */
    public record Finding(long sequence, String text) {}

    private final List<Finding> findings = new ArrayList<>();
    private long rows;
    private long newest;
    private long newestOrdering;
    /** What the last row carries. */
    private String former;
    /** What the last row should carry; another one when it was changed. */
    private String computed;

    /** For a journal from its first row on. */
    public ChainCheck() {
        this(0, HashChain.BEGINNING);
    }

    private ChainCheck(long newest, String former) {
        this.newest = newest;
        this.former = former;
        this.computed = former;
    }

    /** For the part of a journal after the row {@code sequence}, which has {@code hash}. */
    static ChainCheck after(long sequence, String hash) {
        return new ChainCheck(sequence, hash);
    }

    /** Checks the next row. */
    public void next(JournalRow row) {
        rows++;
        if (row.sequence() != newest + 1) {
            missing(newest + 1, row.sequence());
            computed = row.hash(); // the hash over which it was made went with the missing row
        } else {
            checkHash(row);
        }
        if (row.marked()) {
            found(row, "is marked as deleted or holds metadata, which Belay never does");
        }
        checkText(row);
        newest = row.sequence();
        newestOrdering = row.ordering();
        former = row.hash();
    }

    private void missing(long from, long next) {
        String which = next - from == 1 ? "is missing" : "to " + (next - 1) + " are missing";
        findings.add(new Finding(from, which + "; row " + next + " cannot be checked against what was before it"));
    }

    private void checkHash(JournalRow row) {
        String inChain = HashChain.hash(former, row);
        if (inChain.equals(row.hash())) {
            computed = inChain;
        } else if (!computed.equals(former) && HashChain.hash(computed, row).equals(row.hash())) {
            onlyTheHashBeforeWasChanged(row);
        } else if (row.hash().isEmpty()) {
            found(row, "has no hash: it was written past the database's own rules, or its hash was taken away");
            computed = inChain;
        } else {
            found(
                    row,
                    "is not the row that was written: one of its fields, its place or its hash was changed"
                            + place(row));
            computed = inChain;
        }
    }

    private void onlyTheHashBeforeWasChanged(JournalRow row) {
        findings.remove(findings.size() - 1);
        findings.add(new Finding(row.sequence() - 1, "carries another hash than it was written with"));
        computed = row.hash();
    }

    private String place(JournalRow row) {
        return row.ordering() < newestOrdering
                ? "; it was written before row " + newest + ": the two may have changed places"
                : "";
    }

    private void checkText(JournalRow row) {
        try {
            JournalFormat.read(row.manifest(), row.payload().bytes());
        } catch (UnreadableJournal e) {
            found(row, "cannot be read: " + e.getMessage());
        }
    }

    private void found(JournalRow row, String text) {
        findings.add(new Finding(row.sequence(), text));
    }

    /** What is wrong, in the order of the rows; empty when the journal is sound. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many rows were checked. */
    public long rows() {
        return rows;
    }
}
