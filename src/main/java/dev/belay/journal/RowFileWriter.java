package dev.belay.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes rows as lines of JSON: a first line that says what it is, the rows journal by journal, and a last line with their
 * number, by which a file that was cut off is known. {@link RowFile} reads it.
 */
public final class RowFileWriter {

    /** The name of the format; another format gets another name. */
    static final String FORMAT = "belay-journal-1";

    private final Appendable out;
    private final Set<String> journals = new HashSet<>();
    private long rows;

    /** Begins a file in {@code out}. */
    public RowFileWriter(Appendable out) {
        this.out = out;
        line(JournalFormat.json().createObjectNode().put("format", FORMAT));
    }

    /** Writes the next row; {@code previous} is the hash of the row before it, "" before the first. */
    public void write(JournalRow row, String previous) {
        ObjectNode node = RowJson.of(row);
        if (journals.add(row.persistenceId()) && !previous.isEmpty()) {
            node.put("previous", previous);
        }
        line(node);
        rows++;
    }

    /** Ends the file. */
    public void end() {
        line(JournalFormat.json().createObjectNode().put("rows", rows).put("journals", journals.size()));
    }

    /** How many rows were written. */
    public long rows() {
        return rows;
    }

    /** Of how many journals. */
    public int journals() {
        return journals.size();
    }

    private void line(ObjectNode node) {
        try {
            out.append(node.toString()).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
