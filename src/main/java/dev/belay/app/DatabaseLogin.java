package dev.belay.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How somebody logs in to the journal's database.
 *
 * @param password what the configuration says
 * @param passwordFile a file of one line that only its owner can read, instead of it
 */
public record DatabaseLogin(String user, String password, Optional<Path> passwordFile) {

    /** With a password that is known. */
    DatabaseLogin(String user, String password) {
        this(user, password, Optional.empty());
    }

    /** The password; throws {@link InvalidSettings} with the remedy when its file cannot be used. */
    String secret() {
        return passwordFile.map(DatabaseLogin::read).orElse(password);
    }

    private static String read(Path file) {
        List<String> lines = SecretFile.lines(file, "password file", "belay.database", "one line, the password");
        if (lines.size() != 1) {
            throw SecretFile.invalid(
                    file,
                    "this password file has " + lines.size() + " lines",
                    "Write one line: the password. Lines that begin with # do not count.");
        }
        return lines.get(0);
    }

    List<SettingsProblem> problems() {
        try {
            secret();
            return List.of();
        } catch (InvalidSettings e) {
            return e.problems();
        }
    }

    @Override
    public String toString() {
        return "DatabaseLogin[" + user + "]";
    }
}
