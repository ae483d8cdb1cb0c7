package dev.belay.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** A file of rows that {@link RowFileWriter} wrote. */
public final class RowFile {

    /** The file is not what it should be; the message names file and line. */
    public static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    private final Path file;

    public RowFile(Path file) {
        this.file = file;
    }

    /** What the chains say of its rows; throws {@link Damaged} when it is no such file, or not a whole one. */
    public List<JournalVerification.Verdict> verify(List<JournalHead> kept, LongConsumer progress) {
        var verification = new JournalVerification(kept, progress);
        each(verification::next);
        return verification.verdicts();
    }

    /** Hands on each row and, with the first of a journal's part, the hash of the row before it; else "". */
    public void each(BiConsumer<JournalRow, String> receiver) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            requireFormat(lines.readLine());
            long rows = 0;
            String line = lines.readLine();
            while (line != null) {
                JsonNode node = node(rows + 2, line);
                if (node.has("rows")) {
                    requireWhole(node, rows, lines.readLine() == null);
                    return;
                }
                receiver.accept(row(rows + 2, node), node.path("previous").asText());
                rows++;
                line = lines.readLine();
            }
            throw damaged(rows + 1, "the end is missing: the file was cut off. Take it again");
        } catch (IOException e) {
            throw new Damaged("%s cannot be read: %s".formatted(file, e));
        }
    }

    private void requireFormat(@org.jspecify.annotations.Nullable String first) {
        String format = first == null ? "" : node(1, first).path("format").asText();
        if (!format.equals(RowFileWriter.FORMAT)) {
            throw damaged(
                    1,
                    "expected the format %s, was [%s]. Such files are written by \"belay db backup\" and \"belay journal export\""
                            .formatted(RowFileWriter.FORMAT, format));
        }
    }

    private void requireWhole(JsonNode end, long rows, boolean isLast) {
        if (end.path("rows").asLong() != rows || !isLast) {
            throw damaged(
                    rows + 2,
                    "the file should end here with %s rows, there are %d%s"
                            .formatted(end.path("rows").asText(), rows, isLast ? "" : ", and more follows"));
        }
    }

    private JournalRow row(long line, JsonNode node) {
        try {
            return RowJson.read(node);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(line, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode node(long line, String text) {
        try {
            return JournalFormat.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw damaged(line, "not JSON: " + e.getOriginalMessage());
        }
    }

    private Damaged damaged(long line, String why) {
        return new Damaged("%s:%d  %s".formatted(file, line, why));
    }
}
