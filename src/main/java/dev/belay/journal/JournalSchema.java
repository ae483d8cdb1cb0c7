package dev.belay.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** The tables of the journal's database: which version they have, and how they get this program's. */
public final class JournalSchema {

    /**
     * Versions of the tables, such as "001".
     *
     * @param current "" when there are none yet
     * @param known the newest that this program knows
     */
    public record Versions(String current, String known) {

        /** Whether there is nothing to do. */
        public boolean isCurrent() {
            return current.equals(known);
        }
    }

    /** Of the files in {@code migrations/}: Flyway needs longer to find it than a node needs for all else with its tables. */
    static final String NEWEST = "020";

    /** Nothing is written by them, but only who may write may say them. */
    private static final List<String> WRITES = Stream.of("\"event_journal\"", "\"snapshot\"", "cluster_lease")
            .map("INSERT INTO %1$s SELECT * FROM %1$s WHERE 1 = 0"::formatted)
            .toList();

    private final JournalDatabase database;

    JournalSchema(JournalDatabase database) {
        this.database = database;
    }

    /** Throws {@link JournalDatabase.Unavailable}, also when the tables were made by a newer program. */
    public Versions versions() {
        try {
            return versions(flyway(database).info());
        } catch (FlywayException e) {
            throw refusal("the versions of the tables cannot be read", e);
        }
    }

    private Versions versions(MigrationInfoService migrations) {
        String current = Optional.ofNullable(migrations.current())
                .map(JournalSchema::version)
                .orElse("");
        String known = Stream.of(migrations.all())
                .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                .reduce("", (newest, migration) -> version(migration), (one, other) -> other);
        if (Stream.of(migrations.all()).anyMatch(one -> one.getState() == MigrationState.FUTURE_SUCCESS)) {
            throw new JournalDatabase.Newer(
                    "the tables of %s were made by a newer version of Belay: they are at %s, this one knows up to %s. Run that version, or a newer one, on this journal"
                            .formatted(database.url(), current, known));
        }
        return new Versions(current, known);
    }

    private static String version(MigrationInfo migration) {
        return Optional.ofNullable(migration.getVersion())
                .map(MigrationVersion::getVersion)
                .orElse("");
    }

    /**
     * Brings the tables to this version and says who may do what with them. Without an owner the user itself tries, which
     * only works when the tables are its own. Tables of this version that the user may write to are left alone.
     *
     * @param owner the same database for the role that owns the tables
     * @throws JournalDatabase.Unavailable with the remedy
     */
    public void bringUp(Optional<JournalDatabase> owner) {
        if (isReady()) {
            return;
        }
        database.requireOpen(); // says better than Flyway what is wrong
        Versions versions = versions();
        if (owner.isPresent() || !versions.isCurrent()) {
            migrate(owner.orElse(database), versions);
        }
        requireWritable();
    }

    /** Throws unless the user may write, on a server that lets anybody write. */
    private void requireWritable() {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            requireWritable(statement);
        } catch (SQLException e) {
            throw refusal("%s cannot write the journal".formatted(database.user()), e);
        }
    }

    private static void requireWritable(Statement statement) throws SQLException {
        for (String write : WRITES) {
            statement.executeUpdate(write);
        }
    }

    /** A quick look; whatever is wrong is said by who looks closer. */
    private boolean isReady() {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            ResultSet steps = statement.executeQuery("SELECT \"version\", \"success\" FROM \"flyway_schema_history\""
                    + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\"");
            String newest = "";
            boolean succeeded = true;
            while (steps.next()) {
                newest = steps.getString(1);
                succeeded &= steps.getBoolean(2);
            }
            requireWritable(statement);
            return succeeded && newest.equals(NEWEST);
        } catch (SQLException | JournalDatabase.Unavailable e) {
            return false;
        }
    }

    private void migrate(JournalDatabase owner, Versions versions) {
        owner.requireOpen();
        try {
            flyway(owner).migrate();
        } catch (FlywayException e) {
            throw refusal(
                    versions.isCurrent()
                            ? "%s cannot say who may do what with the tables".formatted(owner.user())
                            : "the tables are of version [%s] and cannot be brought to %s, which this program needs, by %s (belay.database.owner is who does that)"
                                    .formatted(versions.current(), versions.known(), owner.user()),
                    e);
        }
    }

    private JournalDatabase.Unavailable refusal(String what, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return new JournalDatabase.Unavailable(
                        "%s: %s: %s"
                                .formatted(
                                        database.url(), what, database.dialect().cause(refused)),
                        failure);
            }
        }
        return new JournalDatabase.Unavailable(
                "%s: %s: %s".formatted(database.url(), what, failure.getMessage()), failure);
    }

    private Flyway flyway(JournalDatabase as) {
        return Flyway.configure()
                .dataSource(as.url(), as.user(), as.password())
                .locations(database.dialect().migrations())
                .placeholders(Map.of("runtime", database.user()))
                .ignoreMigrationPatterns(new String[0]) // tables of a newer version are not ours to write to
                .load();
    }
}
