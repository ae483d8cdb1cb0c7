package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalHead;
import dev.belay.journal.JournalVerification.Verdict;
import dev.belay.journal.RowJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a verification found, as a document that a later one can be held against. */
final class VerdictDocument {

    private VerdictDocument() {}

    static ObjectNode of(List<Verdict> verdicts) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("sound", verdicts.stream().allMatch(Verdict::isSound));
        ArrayNode journals = node.putArray("journals");
        for (Verdict verdict : verdicts) {
            ObjectNode row = RowJson.of(verdict.head());
            row.put("leg", verdict.head().leg()).put("rows", verdict.rows());
            ArrayNode findings = row.putArray("findings");
            verdict.findings()
                    .forEach(finding -> findings.addObject()
                            .put("sequence", finding.sequence())
                            .put("text", finding.text()));
            journals.add(row);
        }
        return node;
    }

    /** The heads of an earlier one. */
    static List<JournalHead> heads(Path file) {
        try {
            JsonNode journals = JournalFormat.json().readTree(file.toFile()).path("journals");
            if (!journals.isArray()) {
                throw new IllegalArgumentException("journals: a list is missing");
            }
            List<JournalHead> heads = new ArrayList<>();
            journals.forEach(row -> heads.add(RowJson.head(row)));
            return heads;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "--against: %s is not what \"belay journal verify --json\" prints: %s"
                            .formatted(file, e.getMessage()));
        }
    }
}
