package dev.belay.postgres;

import dev.belay.journal.JournalDatabase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own on a server, with the tables made by their owner.
 *
 * @param journal as a node uses it, by a role that can change no table
 */
public record PostgresDatabase(PostgresServer server, String name, JournalDatabase journal) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A new one on the server that tests share. */
    public static PostgresDatabase fresh() {
        PostgresDatabase made = empty(PostgresServer.shared());
        made.journal.schema().bringUp(Optional.of(made.owned()));
        return made;
    }

    /** A new one without tables. */
    public static PostgresDatabase empty(PostgresServer server) {
        String name = "test" + COUNT.incrementAndGet();
        return of(server, server.createDatabase(name), name);
    }

    private static PostgresDatabase of(PostgresServer server, String url, String name) {
        return new PostgresDatabase(
                server, name, new JournalDatabase(url, PostgresServer.RUNTIME, PostgresServer.RUNTIME));
    }

    /** The same for who owns the tables. */
    public JournalDatabase owned() {
        return as(PostgresServer.OWNER);
    }

    /** The same for one of the server's roles. */
    public JournalDatabase as(String role) {
        return new JournalDatabase(journal.url(), role, role);
    }

    /** Carries a statement out as the administrator. */
    public void execute(String sql) {
        server.execute(name, sql);
    }
}
