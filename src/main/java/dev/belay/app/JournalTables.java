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

    private final CompletableFuture<Connection> ready;

    private JournalTables(CompletableFuture<Connection> ready) {
        this.ready = ready;
    }

    /** Begins to bring the tables of {@code database} up. */
    static JournalTables bringUp(Settings.Database database) {
        return new JournalTables(CompletableFuture.supplyAsync(() -> open(database)));
    }

    private static Connection open(Settings.Database database) {
        Connection kept = null;
        try {
            kept = database.journal().open();
            database.journal().schema().bringUp(database.owned());
            return kept;
        } catch (JournalDatabase.Unavailable e) {
            close(kept);
            throw new CommandFailure(Main.codeOf(e), String.valueOf(e.getMessage()));
        }
    }

    /** Returns when the tables are of this version; throws {@link CommandFailure} when they cannot be. */
    void await() {
        try {
            ready.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        var unused = ready.whenComplete((kept, failure) -> close(kept));
    }

    private static void close(@Nullable Connection kept) {
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (SQLException e) {
            // The database is gone; whoever needs it hears of that.
        }
    }
}
