package dev.belay.simulator.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an audit, one after the other; it needs nothing of the program that wrote them. */
public final class AuditReader {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AuditReader() {}

    /** Hands over each record of {@code file}; a last line that is cut off is left out. */
    public static void each(Path file, Consumer<AuditRecord> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            @Nullable String line = lines.readLine();
            while (line != null) {
                @Nullable String next = lines.readLine();
                try {
                    reader.accept(record(line));
                } catch (JsonProcessingException broken) {
                    if (next != null) {
                        throw new IOException(file + " has a line that is no record: " + line, broken);
                    }
                }
                line = next;
            }
        }
    }

    /** All records of {@code file}. */
    public static List<AuditRecord> all(Path file) throws IOException {
        List<AuditRecord> records = new ArrayList<>();
        each(file, records::add);
        return records;
    }

    /** Reads one line. */
    public static AuditRecord record(String line) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(line);
        return new AuditRecord(
                node.path("n").asLong(),
                node.path("t").asLong(),
                node.path("kind").asText(),
                node);
    }
}
