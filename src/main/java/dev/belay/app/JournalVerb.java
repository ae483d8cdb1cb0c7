package dev.belay.app;

import dev.belay.money.LegId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that reads the journal: of the running node, of its database when none runs, or of one that is named. */
abstract class JournalVerb extends Command {

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    JournalSource source() {
        Settings settings = settings();
        return database.named(settings).map(JournalSource::of).orElseGet(() -> JournalSource.of(settings));
    }

    /** The leg that was named; empty when none was, which means all of them. */
    Optional<LegId> optionalLeg(@Nullable String text) {
        return Optional.ofNullable(text).map(this::leg);
    }
}
