package dev.belay.monitoring.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import dev.belay.monitoring.LegSheet;
import dev.belay.monitoring.MoneyLine;
import dev.belay.monitoring.PositionLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some events of the journal on their way into the tables, in one transaction: sheets are read when they are first needed,
 * and written once, at the end. Nobody else may write the sheets of these legs meanwhile.
 */
final class SheetBatch {

    /** A sheet as it was read, as it is now, and the exchange time of the event that made it so. */
    private record Sheet(LegSheet before, LegSheet now, long at) {}

    private final Connection connection;
    private final Set<LegId> damaged;
    private final Map<LegId, Sheet> sheets = new LinkedHashMap<>();

    private SheetBatch(Connection connection, Set<LegId> damaged) {
        this.connection = connection;
        this.damaged = damaged;
    }

    /**
     * Counts {@code events}, in the order of the journal, and writes what has changed.
     *
     * @param damaged legs of which events are known to be unreadable; more are added
     */
    static void write(Connection connection, Set<LegId> damaged, List<Recorded> events) throws SQLException {
        var batch = new SheetBatch(connection, damaged);
        for (Recorded recorded : events) {
            batch.fill(recorded);
            batch.count(recorded);
        }
        batch.write();
    }

    /** Events that were written without a mark, or committed so late that the reader had given them up, come first. */
    private void fill(Recorded recorded) throws SQLException {
        LegId leg = recorded.leg();
        long last = sheet(leg).now().leg().sequence();
        if (recorded.sequence() <= last + 1 || damaged.contains(leg)) {
            return;
        }
        for (Recorded missing : JournalEvents.between(connection, leg, last + 1, recorded.sequence() - 1)) {
            count(missing);
        }
        if (sheet(leg).now().leg().sequence() < recorded.sequence() - 1) {
            damaged.add(leg);
        }
    }

    private void count(Recorded recorded) throws SQLException {
        Sheet sheet = sheet(recorded.leg());
        LegSheet before = sheet.now();
        if (recorded.sequence() <= before.leg().sequence()) {
            return;
        }
        LegSheet.Step step = before.after(recorded.sequence(), recorded.event());
        LegSheet after = step.sheet();
        sheets.put(
                recorded.leg(),
                new Sheet(sheet.before(), after, recorded.event().at()));
        boolean concerns = after.leg().exposure() != null || before.leg().exposure() != null;
        TableRow event = SheetRows.event(recorded, concerns ? after.leg().epoch() : 0);
        if (before.complete()) {
            event.insert(connection);
        } else {
            event.put(connection); // it may have been told while others before it were missing
        }
        if (step.moved().isPresent()) {
            MoneyLine line = step.moved().get();
            SheetRows.money(recorded.leg(), recorded.sequence(), line).insert(connection);
        }
        if (newest(after) != newest(before)) {
            write(sheet.before(), after, recorded.event().at()); // a sheet keeps a few positions only
            sheets.put(recorded.leg(), new Sheet(after, after, recorded.event().at()));
        }
    }

    /** The number of the newest position, 0 before the first. */
    private static long newest(LegSheet sheet) {
        List<PositionLine> lines = sheet.ledger().positions();
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).epoch();
    }

    private Sheet sheet(LegId leg) throws SQLException {
        Sheet known = sheets.get(leg);
        if (known != null) {
            return known;
        }
        LegSheet stored = read(leg);
        return new Sheet(stored, stored, 0);
    }

    private LegSheet read(LegId leg) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sheet FROM monitoring.legs WHERE leg = ?")) {
            select.setString(1, leg.toString());
            ResultSet row = select.executeQuery();
            return row.next() ? parsed(leg, row.getString(1)) : LegSheet.empty(leg);
        }
    }

    private static LegSheet parsed(LegId leg, String json) {
        try {
            return JournalFormat.json().readValue(json, LegSheet.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the sheet of %s in monitoring.legs was written by another version: run belay db rebuild-views"
                            .formatted(leg),
                    e);
        }
    }

    private void write() throws SQLException {
        for (Sheet sheet : sheets.values()) {
            write(sheet.before(), sheet.now(), sheet.at());
        }
    }

    private void write(LegSheet before, LegSheet now, long at) throws SQLException {
        LegId id = now.leg().id();
        SheetRows.leg(now, at, kept(now)).put(connection);
        for (TableRow row : SheetRows.otherAssets(now)) {
            row.put(connection);
        }
        Map<Long, PositionLine> known = new HashMap<>();
        before.ledger().positions().forEach(line -> known.put(line.epoch(), line));
        for (PositionLine line : now.ledger().positions()) {
            writePosition(id, known.get(line.epoch()), line);
        }
    }

    private void writePosition(LegId id, @Nullable PositionLine before, PositionLine now) throws SQLException {
        if (now.equals(before)) {
            return;
        }
        SheetRows.position(id, now).put(connection);
        SheetRows.trailing(id, now).put(connection);
        if (before == null) {
            nameUnassigned(id, now.epoch(), "monitoring.trades");
            nameUnassigned(id, now.epoch(), "monitoring.fundings");
        }
    }

    /** What was traded before the journal named the position is the position's. */
    private void nameUnassigned(LegId id, long epoch, String table) throws SQLException {
        String sql = "UPDATE " + table + " SET position_id = ? WHERE leg = ? AND position_id IS NULL";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, SheetRows.positionId(id, epoch));
            update.setString(2, id.toString());
            update.executeUpdate();
        }
    }

    private static String kept(LegSheet sheet) {
        try {
            return JournalFormat.json().writeValueAsString(sheet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sheet cannot be written as JSON", e);
        }
    }
}
