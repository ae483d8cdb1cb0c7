package dev.belay.app;

import dev.belay.journal.Dialect;
import dev.belay.journal.JournalDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a database whose node need not be known. The password never is an argument: others see those. */
final class DatabaseOptions {

    private static final String PASSWORD = "BELAY_DATABASE_PASSWORD";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Straight from this database, past any node. The password is in the environment's BELAY_DATABASE_PASSWORD or in --password-file.")
    private @Nullable String url;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            description = "Who asks it; a role that may only read is enough. Default: what the configuration says.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file of one line, the password, that only its owner can read.")
    private @Nullable Path passwordFile;

    /** The database that was named; empty when none was. */
    Optional<JournalDatabase> named(Settings settings) {
        return Optional.ofNullable(url).map(address -> database(address, settings.database()));
    }

    private JournalDatabase database(String address, Settings.Database configured) {
        try {
            Dialect.of(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "--database: expected jdbc:postgresql://HOST:PORT/NAME or jdbc:h2:file:PATH, was [%s]"
                            .formatted(address));
        }
        var login = new DatabaseLogin(
                Optional.ofNullable(user).orElseGet(configured::user),
                Optional.ofNullable(System.getenv(PASSWORD)).orElse(""),
                Optional.ofNullable(passwordFile));
        return new JournalDatabase(address, login.user(), login.secret());
    }
}
