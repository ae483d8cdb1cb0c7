package dev.belay.simulator.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Numbered JSON lines at the end of a file. What was flushed survives a killed process. */
final class AuditLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final JsonGenerator json;
    private long number;
    private boolean closed;

    /** Writes the fields of a record. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    AuditLines(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        number = count(file);
        out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), BUFFER);
        json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    private static long count(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** Appends a record of {@code kind} that happened at exchange time {@code at}; after the end it does nothing. */
    void record(String kind, long at, Fields fields) {
        if (closed) {
            return;
        }
        try {
            json.writeStartObject();
            json.writeNumberField("n", number++);
            json.writeNumberField("t", at);
            json.writeStringField("kind", kind);
            fields.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the audit cannot be written", unwritable);
        }
    }

    static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Hands what was written to the operating system. */
    void flush() {
        if (closed) {
            return;
        }
        try {
            json.flush();
            out.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the audit cannot be written", unwritable);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        closed = true;
        json.close();
        out.close();
    }
}
