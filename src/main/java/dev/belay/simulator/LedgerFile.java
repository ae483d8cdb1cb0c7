package dev.belay.simulator;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.simulator.engine.AccountState;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.FundingPaid;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.MarginTransfer;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.Retention;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedPosition;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.SymbolSettings;
import dev.belay.simulator.engine.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exchange's memory: one JSON line per changed entity, appended before the change is answered. It survives a killed
 * process (lines are handed to the operating system at once), not a power cut. At start it is rewritten with only the
 * newest line of each entity.
 */
final class LedgerFile implements ChangeLog, AutoCloseable {

    private static final long PRICE_INTERVAL = 5_000;
    private static final String KIND = "kind";
    private static final String VALUE = "value";
    private static final Map<String, Class<? extends LedgerEntry>> KINDS = Map.of(
            "price", PriceStep.class,
            "order", SimulatedOrder.class,
            "algo", SimulatedAlgoOrder.class,
            "position", SimulatedPosition.class,
            "trade", SimulatedTrade.class,
            "funding", FundingPaid.class,
            "transfer", Transfer.class,
            "margin", MarginTransfer.class,
            "account", AccountState.class,
            "settings", SymbolSettings.class);

    private final ObjectMapper mapper = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .withConfigOverride(
                    BigDecimal.class, type -> type.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .build();
    private final Map<String, Long> lastPrices = new LinkedHashMap<>();
    private final List<LedgerEntry> restored;
    private final StringBuilder pending = new StringBuilder();
    private final FileChannel channel;

    /** Reads what is there, rewrites it without what is outdated and goes on at its end. */
    LedgerFile(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Map<String, LedgerEntry> newest = read(file);
            restored = current(newest.values());
            rewrite(file, restored);
            channel = FileChannel.open(file, StandardOpenOption.APPEND);
        } catch (IOException unusable) {
            throw new UncheckedIOException("the simulator's ledger " + file + " cannot be used", unusable);
        }
    }

    /** What the exchange was when the file was opened. */
    List<LedgerEntry> restored() {
        return restored;
    }

    @Override
    public void changed(LedgerEntry entry) {
        if (entry instanceof PriceStep step && !isPriceDue(step)) {
            return;
        }
        try {
            pending.append(line(entry)).append('\n');
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Writes the lines in one go: a killed process leaves all of them or none. */
    @Override
    public void commit() {
        if (pending.length() == 0) {
            return;
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pending));
            pending.setLength(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the simulator's ledger cannot be written", unwritable);
        }
    }

    /** Prices are many and only the last matters: one in five seconds per symbol is kept. */
    private boolean isPriceDue(PriceStep step) {
        long before = lastPrices.getOrDefault(step.symbol().name(), 0L);
        if (step.at() - before < PRICE_INTERVAL) {
            return false;
        }
        lastPrices.put(step.symbol().name(), step.at());
        return true;
    }

    private Map<String, LedgerEntry> read(Path file) throws IOException {
        Map<String, LedgerEntry> newest = new LinkedHashMap<>();
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        for (int index = 0; index < lines.size(); index++) {
            boolean isLast = index == lines.size() - 1;
            try {
                LedgerEntry entry = entry(lines.get(index));
                newest.put(identity(entry), entry);
            } catch (JsonProcessingException | IllegalArgumentException broken) {
                if (!isLast) {
                    throw new IOException(
                            "line " + (index + 1) + " is not a ledger line; move the file away to start afresh",
                            broken);
                }
            }
        }
        return newest;
    }

    /** Leaves out what nobody can ask for any more at the last time that is known. */
    private static List<LedgerEntry> current(Collection<LedgerEntry> entries) {
        long now = 0;
        for (LedgerEntry entry : entries) {
            now = entry instanceof PriceStep step ? Math.max(now, step.at()) : now;
        }
        long last = now;
        return entries.stream().filter(entry -> !Retention.isOver(entry, last)).toList();
    }

    private void rewrite(Path file, Collection<LedgerEntry> entries) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            lines.add(line(entry));
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private String line(LedgerEntry entry) throws JsonProcessingException {
        String kind = KINDS.entrySet().stream()
                .filter(known -> known.getValue().equals(entry.getClass()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return "{\"" + KIND + "\":\"" + kind + "\",\"" + VALUE + "\":" + mapper.writeValueAsString(entry) + "}";
    }

    private LedgerEntry entry(String line) throws JsonProcessingException {
        JsonNode node = mapper.readTree(line);
        Class<? extends LedgerEntry> type = KINDS.get(node.path(KIND).asText());
        if (type == null) {
            throw new IllegalArgumentException("unknown kind");
        }
        return mapper.treeToValue(node.path(VALUE), type);
    }

    private static String identity(LedgerEntry entry) {
        if (entry instanceof PriceStep step) {
            return "price " + step.symbol();
        }
        if (entry instanceof SimulatedOrder order) {
            return "order " + order.orderId();
        }
        if (entry instanceof SimulatedAlgoOrder order) {
            return "algo " + order.algoId();
        }
        if (entry instanceof SimulatedPosition position) {
            return "position " + position.key();
        }
        if (entry instanceof SimulatedTrade trade) {
            return "trade " + trade.symbol() + " " + trade.id();
        }
        if (entry instanceof FundingPaid paid) {
            return "funding " + paid.id();
        }
        if (entry instanceof Transfer transfer) {
            return "transfer " + transfer.id();
        }
        if (entry instanceof MarginTransfer transfer) {
            return "margin " + transfer.id();
        }
        return entry instanceof SymbolSettings settings ? "settings " + settings.symbol() : "account";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the simulator's ledger cannot be closed", unwritable);
        }
    }
}
