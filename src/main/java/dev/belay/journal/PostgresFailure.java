package dev.belay.journal;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** What a refusal of PostgreSQL means to whoever runs Belay, by its SQLState (PostgreSQL manual, appendix A). */
final class PostgresFailure {

    private static final Map<String, String> REMEDIES = Map.of(
            "28P01", "Give the right belay.database.password, or set it anew: ALTER ROLE ... PASSWORD",
            "28000", "Check belay.database.user, and the server's pg_hba.conf",
            "3D000", "Create it with migrations/postgresql/roles.sql, or correct belay.database.url",
            "42501", "Give the role its rights (migrations/postgresql/afterMigrate.sql), or name one that has them",
            "25006", "The server, or the role, only reads: point belay.database.url at the primary",
            "53100", "The server's disk is full: make room there",
            "53300", "Raise max_connections of the server, or lower belay.database.connections",
            "57P03", "The server is starting or stopping: try again");

    private PostgresFailure() {}

    static String text(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String remedy = REMEDIES.getOrDefault(
                state,
                state.startsWith("08")
                        ? "Is the server running, and may this machine reach it? Check belay.database.url"
                        : "");
        String said = firstLine(failure);
        return remedy.isEmpty() ? said : "%s. %s".formatted(said, remedy);
    }

    private static String firstLine(SQLException failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
