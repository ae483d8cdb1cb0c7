package dev.belay.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.belay.journal.JournalFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the running node of a home can be reached; {@code node.json} in it. Written once the API is bound, removed at
 * an orderly stop.
 *
 * @param pid of the node's process; when that is gone, the file was left over by a killed node
 */
public record NodeFile(String host, int port, long pid, String mode) {

    /** What this process writes. */
    public static NodeFile ofThisProcess(String host, int port, String mode) {
        return new NodeFile(host, port, ProcessHandle.current().pid(), mode);
    }

    /** The file's content; empty when there is none. Throws when it cannot be read. */
    public static Optional<NodeFile> read(Path home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JournalFormat.json().readValue(file.toFile(), NodeFile.class));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged. Delete it and start the node again.", e);
        }
    }

    public static Path file(Path home) {
        return home.resolve("node.json");
    }

    /** Whether its process still lives. */
    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Replaces whatever a former node left. */
    public void write(Path home) throws IOException {
        Files.createDirectories(home);
        Files.writeString(file(home), JournalFormat.json().writeValueAsString(this) + "\n");
    }

    /** Removes the file if it is still this one. */
    public void remove(Path home) throws IOException {
        if (read(home).filter(this::equals).isPresent()) {
            Files.delete(file(home));
        }
    }
}
