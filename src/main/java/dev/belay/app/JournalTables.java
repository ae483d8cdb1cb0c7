package dev.belay.app;

import dev.belay.journal.JournalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The journal's tables, which are brought to this version on another thread while the rest of the node starts.
 *
 * <p>Until it is closed it keeps a connection of its own: H2 tidies its file whenever the last connection to it closes, which
 * takes longer than all that is done with the tables here.
 */
final class JournalTables implements AutoCloseable {

    private final CompletableFuture<Connection> kept;
    private final CompletableFuture<String> identity;
    private final CompletableFuture<Void> ready;

    private JournalTables(Settings.Database database) {
        kept = CompletableFuture.supplyAsync(() -> database.journal().open());
        identity = kept.thenApply(open -> database.journal().identity());
        ready = identity.thenAccept(named -> database.journal().schema().bringUp(database.owned()));
    }

    /** Begins to bring the tables of {@code database} up. */
    static JournalTables bringUp(Settings.Database database) {
        return new JournalTables(database);
    }

    /** Which database it is; throws {@link CommandFailure} when it cannot be used. */
    String identity() {
        return result(identity);
    }

    /** Returns when the tables are of this version; throws {@link CommandFailure} when they cannot be. */
    void await() {
        result(ready);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalDatabase.Unavailable unavailable) {
                throw new CommandFailure(Main.codeOf(unavailable), String.valueOf(unavailable.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public void close() {
        var unused = kept.whenComplete((open, failure) -> close(open));
    }

    private static void close(@Nullable Connection open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            // The database is gone; whoever needs it hears of that.
        }
    }
}
