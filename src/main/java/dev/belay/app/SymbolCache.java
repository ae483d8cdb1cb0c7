package dev.belay.app;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.belay.journal.JournalFormat;
import dev.belay.market.SymbolRules;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of all symbols as they were last read, on disk: a restart guards before the exchange has said anything.
 *
 * @param file JSON; missing before the first start
 */
record SymbolCache(Path file) {

    /** What is stored; empty when nothing is, or when it cannot be read, because the exchange will say it again. */
    Map<Symbol, SymbolRules> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            List<SymbolRules> rules = JournalFormat.json().readValue(file.toFile(), new TypeReference<>() {});
            return rules.stream().collect(Collectors.toMap(SymbolRules::symbol, Function.identity()));
        } catch (IOException e) {
            return Map.of();
        }
    }

    void write(Map<Symbol, SymbolRules> rules) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        JournalFormat.json().writeValue(fresh.toFile(), rules.values());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
