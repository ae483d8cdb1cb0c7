package dev.belay.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code belay db status}. */
@CommandLine.Command(
        name = "status",
        description = "Shows the version of the tables and what is in them; \"journal verify\" shows each head.")
final class DbStatusCommand extends Command {

    private static final long MEGABYTE = 1_000_000;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", description = "The document.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = settings();
        JournalState state = JournalState.of(database.named(settings)
                .orElseGet(() -> settings.database().journal())
                .readOnly());
        if (json) {
            printJson(document(state));
        } else {
            print(state);
        }
        return ExitCodes.OK;
    }

    private static ObjectNode document(JournalState state) {
        return JournalFormat.json()
                .createObjectNode()
                .put("tables", state.tables().current())
                .put("program", Banner.VERSION)
                .put("legs", state.legs())
                .put("events", state.events())
                .put("snapshots", state.snapshots())
                .put("lastWrittenAt", state.lastWrittenAt() == 0 ? null : (Long) state.lastWrittenAt())
                .put("lastWrittenAtUtc", last(state))
                .put("bytes", state.bytes())
                .put("fingerprint", state.fingerprint());
    }

    private static @Nullable String last(JournalState state) {
        return state.lastWrittenAt() == 0
                ? null
                : Instant.ofEpochMilli(state.lastWrittenAt()).toString();
    }

    private void print(JournalState state) {
        String last = last(state);
        out().printf(
                        "tables       version %s, as belay %s needs%n",
                        state.tables().current(), Banner.VERSION);
        out().printf(
                        "events       %,d of %,d legs, the last %s%n",
                        state.events(), state.legs(), last == null ? "never" : last);
        out().printf("snapshots    %,d%n", state.snapshots());
        out().printf("size         %,d MB%n", (state.bytes() + MEGABYTE - 1) / MEGABYTE);
        out().printf("fingerprint  %s%n", state.fingerprint());
    }
}
