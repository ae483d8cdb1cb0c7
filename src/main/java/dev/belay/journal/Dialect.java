package dev.belay.journal;

import dev.belay.money.Require;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of database that can hold the journal, found from its address. All that differs between them is here; nothing else
 * asks which one it is.
 */
public enum Dialect {
    /** Files, or memory, of this process alone. */
    H2("jdbc:h2:", "org.h2.Driver", "slick.jdbc.H2Profile$", "h2-dialect") {

        private static final int LOCKED = 90_020;
        private static final int READ_ONLY = 90_097;

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }

        /** It opens the file anew after a failed write only for new connections, and the old ones look alive. */
        @Override
        public Duration connectionLifetime() {
            return Duration.ofSeconds(30);
        }

        @Override
        public void check(String url) {
            boolean safe = url.startsWith("jdbc:h2:mem:") || url.contains(";WRITE_DELAY=0");
            Require.argument(safe, "without WRITE_DELAY=0");
        }

        @Override
        String sliceOf(String key) {
            String digit = "LOCATE(LOWER(SUBSTRING(RAWTOHEX(HASH('MD5', " + key + ")), 1, 1)), '0123456789abcdef')";
            return "'legs-' || MOD(" + digit + " - 1, 4)";
        }

        @Override
        String readOnly(String url) {
            return url + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
        }

        /** It is one process's alone. */
        @Override
        String identity() {
            return "SELECT DATABASE_PATH()";
        }

        /** It is locked to one process. */
        @Override
        String otherSessions() {
            return "SELECT COUNT(*) - 1 FROM INFORMATION_SCHEMA.SESSIONS";
        }

        @Override
        String orderingGoesOn() {
            return "ALTER TABLE \"event_journal\" ALTER COLUMN \"ordering\""
                    + " RESTART WITH (SELECT COALESCE(MAX(\"ordering\"), 0) + 1 FROM \"event_journal\")";
        }

        @Override
        String size() {
            return "SELECT COALESCE(SUM(DISK_SPACE_USED('\"' || TABLE_NAME || '\"')), 0) FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'";
        }

        @Override
        String cause(SQLException failure) {
            String said =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            return switch (failure.getErrorCode()) {
                case LOCKED -> "another process has it open. Stop that one, or ask it: its HTTP API answers the same";
                case READ_ONLY -> said + ". Make its files writable, and take ACCESS_MODE_DATA from belay.database.url";
                default -> ofTheFile(failure).orElse(said);
            };
        }

        /** After a failed write H2 closes the database, and tells only inside why. */
        private Optional<String> ofTheFile(SQLException failure) {
            return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                    .filter(IOException.class::isInstance)
                    .map(cause -> cause.getMessage()
                            + " (its file cannot be read or written). If the disk is full, make room there")
                    .findFirst();
        }

        @Override
        public boolean survivesPowerCut() {
            return false;
        }
    },

    /** A server that several nodes share. */
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "slick.jdbc.PostgresProfile$", "postgres-dialect") {

        private static final Pattern SECRETS = Pattern.compile("[?&](user|password|sslpassword)=|//[^/]*@");

        /**
         * A server that does not answer must not hold a connection for ever: 3 s to connect and be let in, so that an
         * attempt that got lost is not waited for much longer than the outage lasts; 10 s for an answer, which is longer
         * than Akka waits for a write (akka-stack §4).
         */
        @Override
        public Map<String, String> properties() {
            return Map.of(
                    "ApplicationName", "belay",
                    "reWriteBatchedInserts", "true",
                    "tcpKeepAlive", "true",
                    "connectTimeout", "3",
                    "loginTimeout", "3",
                    "socketTimeout", "10");
        }

        @Override
        public Duration connectionLifetime() {
            return Duration.ofMinutes(30);
        }

        /** The address is shown and logged. */
        @Override
        public void check(String url) {
            boolean open = SECRETS.matcher(url).find();
            Require.argument(url.startsWith("jdbc:postgresql://") && !open, "with a secret in it");
        }

        @Override
        String sliceOf(String key) {
            return "'legs-' || MOD(position(substr(md5(" + key + "), 1, 1) IN '0123456789abcdef') - 1, 4)";
        }

        @Override
        String readOnly(String url) {
            return url + (url.contains("?") ? "&" : "?") + "readOnly=true&readOnlyMode=always";
        }

        @Override
        String identity() {
            return "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid || '/' || current_schema()"
                    + " FROM pg_database WHERE datname = current_database()";
        }

        @Override
        String otherSessions() {
            return "SELECT COUNT(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL";
        }

        @Override
        String orderingGoesOn() {
            return "SELECT setval(pg_get_serial_sequence('event_journal', 'ordering'), MAX(ordering)) FROM event_journal";
        }

        @Override
        String size() {
            return "SELECT pg_database_size(current_database())";
        }

        @Override
        String cause(SQLException failure) {
            return PostgresFailure.text(failure);
        }

        @Override
        public boolean survivesPowerCut() {
            return true;
        }
    };

    private final String prefix;
    private final String driver;
    private final String slickProfile;
    private final String projectionDialect;

    Dialect(String prefix, String driver, String slickProfile, String projectionDialect) {
        this.prefix = prefix;
        this.driver = driver;
        this.slickProfile = slickProfile;
        this.projectionDialect = projectionDialect;
    }

    /** The kind of the database at {@code url}; throws {@link IllegalArgumentException} when it is none of them. */
    public static Dialect of(String url) {
        return Stream.of(values())
                .filter(dialect -> url.startsWith(dialect.prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("neither an H2 nor a PostgreSQL address"));
    }

    /** The class of its JDBC driver. */
    public String driver() {
        return driver;
    }

    /** What Slick calls its kind. */
    public String slickProfile() {
        return slickProfile;
    }

    /** What Akka's projections call its kind. */
    public String projectionDialect() {
        return projectionDialect;
    }

    /** Throws {@link IllegalArgumentException} when a journal must not be kept at {@code url}. */
    public abstract void check(String url);

    /** What every connection is opened with. */
    public abstract Map<String, String> properties();

    /** After so long a connection is replaced by a new one. */
    public abstract Duration connectionLifetime();

    /** Whether a confirmed event is on the disk, and not only out of our process. */
    public abstract boolean survivesPowerCut();

    /** In SQL, the slice that a row with the persistence id {@code key} is of, as {@code position.LegSlice} has it. */
    abstract String sliceOf(String key);

    /** The address by which a look neither makes a database nor changes one. */
    abstract String readOnly(String url);

    /** Asks which database it is, in one text. */
    abstract String identity();

    /** Counts the connections to the database besides the one that asks. */
    abstract String otherSessions();

    /** Numbers new rows of the journal after the ones that are there. */
    abstract String orderingGoesOn();

    /** How many bytes the database takes. */
    abstract String size();

    /** Why the database refuses us, and what to do, for people. */
    abstract String cause(SQLException failure);

    /** Where Flyway finds the tables' history. */
    String migrations() {
        return "classpath:migrations/" + name().toLowerCase(Locale.ROOT);
    }
}
