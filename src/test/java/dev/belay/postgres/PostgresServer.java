package dev.belay.postgres;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on loopback, a child of this process, so that a dead one is reaped and can be started again. Its three
 * roles are those of {@code migrations/postgresql/roles.sql}; each one's password is its name.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String ADMINISTRATOR = "postgres";
    public static final String OWNER = "belay_owner";
    public static final String RUNTIME = "belay";
    public static final String READER = "belay_reader";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresBinaries binaries = PostgresBinaries.find();
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    /** The one of this JVM, started when it is first asked for and stopped with the JVM. */
    private static final class Shared {
        static final PostgresServer SERVER = start("fsync=off");
    }

    /** The server that tests share which leave it alone; each test class has a database of its own. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private PostgresServer(Path folder, List<String> settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.port = freePort();
        binaries.own(folder);
        Path password = Files.writeString(folder.resolve("password"), ADMINISTRATOR + "\n");
        binaries.own(password);
        binaries.run(
                folder.resolve("initdb.log"),
                "initdb",
                "--pgdata=" + data(),
                "--username=" + ADMINISTRATOR,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--no-sync");
        this.process = launch();
    }

    /** A server of its own in a temporary folder; {@code settings} such as {@code fsync=off}. */
    public static PostgresServer start(String... settings) {
        try {
            return startIn(Files.createTempDirectory("belay-postgres"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As above, in {@code folder}, which is deleted at the end. */
    public static PostgresServer startIn(Path folder, String... settings) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var server = new PostgresServer(folder, List.of(settings));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
            server.awaitReady();
            server.makeRoles();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-D", data().toString(), "-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1"));
        arguments.addAll(List.of("-c", "unix_socket_directories="));
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return binaries.start(folder.resolve("server.log"), "postgres", arguments.toArray(String[]::new));
    }

    private void awaitReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server has stopped: " + said());
        }
        try (Connection connection = administrate("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void makeRoles() {
        for (String role : List.of(OWNER, RUNTIME, READER)) {
            execute("postgres", "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, role));
        }
    }

    /** A new database of {@link #OWNER}, as {@code roles.sql} makes it. */
    public String createDatabase(String name) {
        execute("postgres", "CREATE DATABASE %s OWNER %s TEMPLATE template0".formatted(name, OWNER));
        execute(name, "ALTER DEFAULT PRIVILEGES FOR ROLE %s GRANT SELECT ON TABLES TO %s".formatted(OWNER, READER));
        return url(name);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public int port() {
        return port;
    }

    /** A connection that may do everything. */
    public Connection administrate(String database) throws SQLException {
        return DriverManager.getConnection(url(database), ADMINISTRATOR, ADMINISTRATOR);
    }

    /** Carries one statement out as the administrator. */
    public void execute(String database, String sql) {
        try (Connection connection = administrate(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a script as an administrator does, by psql; throws with what that said when it fails. */
    public void script(Path file) throws IOException {
        Path copy = Files.copy(file, folder.resolve(file.getFileName()));
        binaries.own(copy);
        String connection = "host=127.0.0.1 port=%d user=%s password=%s".formatted(port, ADMINISTRATOR, ADMINISTRATOR);
        // \connect in the script asks for a password again, so that it is in the environment's file instead.
        Path passwords = Files.writeString(
                folder.resolve("pgpass"), "127.0.0.1:%d:*:%s:%s\n".formatted(port, ADMINISTRATOR, ADMINISTRATOR));
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        binaries.own(passwords);
        binaries.run(copy, "psql", "--no-password", "--quiet", "--file=" + copy, connection + " passfile=" + passwords);
    }

    /** As {@code pg_ctl stop -m immediate}: no goodbye to anybody. */
    public void stop() {
        signal("QUIT");
        process.onExit().join();
    }

    /** kill -9 of the server and of all that it has started. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        children.forEach(child -> child.onExit().join());
    }

    /** Starts it again; it must be down. Returns when it answers. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Starts it again as a hot standby, which only reads, until it is promoted. */
    public void restartAsStandby() {
        stop();
        try {
            binaries.own(Files.createFile(data().resolve("standby.signal")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restart();
    }

    /** Makes a primary of a standby, without a restart. */
    public void promote() {
        execute("postgres", "SELECT pg_promote()");
    }

    /** Holds the server and all that it has started still, until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        Stream<ProcessHandle> all = name.equals("QUIT")
                ? Stream.of(process.toHandle())
                : Stream.concat(Stream.of(process.toHandle()), process.descendants());
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        all.forEach(one -> command.add(String.valueOf(one.pid())));
        try {
            new ProcessBuilder(command).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signal("CONT");
            stop();
        }
        if (Files.notExists(folder)) {
            return; // closed before
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
