package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Require;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.audit.AuditReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The audit, read while it is written. */
final class AuditVerbs {

    private static final int MOST = 1_000;

    private final Optional<AuditFile> audit;

    AuditVerbs(Optional<AuditFile> audit) {
        this.audit = audit;
    }

    List<Verb> verbs() {
        return List.of(Verb.get(
                "/audit",
                List.of("from?"),
                "Up to 1000 records of the audit, from a number on; next is where to go on.",
                this::tail));
    }

    private CompletionStage<? extends JsonNode> tail(ControlFields fields) {
        long from = fields.whole("from", 0, Long.MAX_VALUE, 0);
        Require.argument(audit.isPresent(), "audit: this simulator was started without one; start it with --audit FILE");
        AuditFile file = audit.orElseThrow();
        return CompletableFuture.supplyAsync(() -> read(file, from));
    }

    private static ObjectNode read(AuditFile file, long from) {
        file.flush();
        ObjectNode answer = ControlFields.MAPPER.createObjectNode();
        ArrayNode records = answer.putArray("records");
        try (Stream<String> lines = Files.lines(file.file())) {
            for (String line : lines.skip(from).limit(MOST).toList()) {
                records.add(AuditReader.record(line).fields());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the audit cannot be read", unreadable);
        }
        return answer.put("next", from + records.size());
    }
}
