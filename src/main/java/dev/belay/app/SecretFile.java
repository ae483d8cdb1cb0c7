package dev.belay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A file with secrets, readable by its owner alone (reliability §6.2). */
final class SecretFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /**
     * Its lines, without empty ones and those that begin with #.
     *
     * @param name what the file is, for the message
     * @param key the setting that names it
     * @param content what should be in it
     * @throws InvalidSettings with the remedy when it cannot be used
     */
    static List<String> lines(Path file, String name, String key, String content) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw invalid(
                        file,
                        "this %s can be read by others than its owner".formatted(name),
                        "Take that away: chmod 600 " + file);
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw invalid(
                    file,
                    "the %s of %s cannot be read".formatted(name, key),
                    "Create it with %s, readable by its owner alone: chmod 600 %s".formatted(content, file));
        }
    }

    static InvalidSettings invalid(Path file, String what, String remedy) {
        return new InvalidSettings(List.of(new SettingsProblem(file.toString(), what, remedy)));
    }
}
