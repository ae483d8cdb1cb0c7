package dev.belay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server's programs on this machine, and how to run them: PostgreSQL refuses root, so root runs them as somebody else.
 */
final class PostgresBinaries {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private static final List<String> PROGRAMS = List.of("initdb", "postgres", "psql");

    private final Path folder;
    private final Optional<String> account;

    private PostgresBinaries(Path folder, Optional<String> account) {
        this.folder = folder;
        this.account = account;
    }

    /** Throws {@link IllegalStateException} when there are none: a test never goes on without. */
    static PostgresBinaries find() {
        Path folder = candidates()
                .filter(path -> PROGRAMS.stream().allMatch(program -> Files.isExecutable(path.resolve(program))))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no PostgreSQL server is installed (initdb, postgres, psql). On Debian: apt-get install postgresql"));
        boolean root = "root".equals(System.getProperty("user.name"));
        return new PostgresBinaries(folder, root ? Optional.of(account()) : Optional.empty());
    }

    /** The folders of the search path, and where Debian keeps its versions, the newest first. */
    private static Stream<Path> candidates() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
        return Stream.concat(path, debian());
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.comparingInt(PostgresBinaries::version).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    /** Who runs the server when we are root: the numbers of its user and group. */
    private static String account() {
        try {
            List<String> accounts = Files.readAllLines(Path.of("/etc/passwd"));
            return Stream.of("postgres:", "nobody:")
                    .flatMap(name -> accounts.stream().filter(line -> line.startsWith(name)))
                    .map(line -> line.split(":", -1))
                    .map(fields -> fields[2] + ":" + fields[3])
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("neither postgres nor nobody is a user here"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@code place} theirs who run the server. */
    void own(Path place) throws IOException {
        if (account.isPresent()) {
            run(List.of("chown", account.get(), place.toString()), place);
        }
    }

    /** Replaces itself by the program, so that the process that is started is the server. */
    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        account.map(numbers -> numbers.split(":", -1))
                .ifPresent(numbers -> command.addAll(
                        List.of("setpriv", "--reuid=" + numbers[0], "--regid=" + numbers[1], "--clear-groups", "--")));
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs one of the programs to its end and returns what it said; throws with that when it fails. */
    String run(Path log, String program, String... arguments) throws IOException {
        return run(command(program, arguments), log);
    }

    /** Starts one of the programs as a child of this process. */
    Process start(Path log, String program, String... arguments) throws IOException {
        return new ProcessBuilder(command(program, arguments))
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String run(List<String> command, Path place) throws IOException {
        Path folder = Files.isDirectory(place) ? place : place.getParent();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        }
    }
}
