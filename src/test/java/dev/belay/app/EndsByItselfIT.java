package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.exchange.binance.BinanceKey;
import dev.belay.journal.JournalFormat;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.simulator.engine.PositionKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged jar, started with the shipped options, ends by itself and says with its exit code why. */
@Timeout(180)
class EndsByItselfIT extends TestnetFixture {

    private static final String LEG = "leg|main:BTCUSDT:BOTH";
    private static final PositionKey POSITION = new PositionKey(new Symbol("BTCUSDT"), PositionSide.BOTH);

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void anExchangeThatRefusesTheKeyEndsItWithFour() throws Exception {
        Process node = start(new BinanceKey("stranger", "guess"), "database.user=belay");

        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(node.exitValue()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(log()).contains("refuses the key").doesNotContain("guess");
    }

    @Test
    void anotherProcessThatWritesALegThatItHoldsEndsItWithNine() throws Exception {
        PostgresDatabase database = PostgresDatabase.fresh();
        Process node = start(
                right(),
                "database.url=" + database.journal().url(),
                "database.user=" + PostgresServer.RUNTIME,
                "database.password=" + PostgresServer.RUNTIME);
        await().atMost(Duration.ofSeconds(60)).until(() -> log().contains("user stream connected"));
        trade(Side.BUY);
        await().atMost(Duration.ofSeconds(30)).until(() -> stops() == 2);

        writeAsAnother(database);
        trade(Side.BUY);

        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isEqualTo(ExitCodes.SUPERSEDED);
        assertThat(log()).contains("was written by another process").contains("The stops at the exchange stay");
        assertThat(stops()).isEqualTo(2);
    }

    private Process start(BinanceKey key, String... overrides) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/java.options",
                "-jar",
                "target/belay.jar",
                "run",
                "--mode",
                "testnet"));
        Settings settings = settings(key);
        List<String> all = new ArrayList<>(List.of(
                "home=" + home,
                "exchange.rest=" + settings.exchange().rest(),
                "exchange.market-stream=" + settings.exchange().marketStream(),
                "exchange.user-stream=" + settings.exchange().userStream(),
                "exchange.key-file=" + home.resolve("key"),
                "api.port=0",
                "probes.enabled=false"));
        all.addAll(List.of(overrides));
        all.forEach(setting -> command.addAll(List.of("--set", "belay." + setting)));
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logFile())
                .start();
        started.add(node);
        return node;
    }

    private File logFile() {
        return home.resolve("node.log").toFile();
    }

    private String log() throws IOException {
        return Files.readString(logFile().toPath());
    }

    private void trade(Side side) {
        exchange.simulator()
                .control()
                .open(POSITION, side, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
    }

    private int stops() {
        return exchange.simulator()
                .control()
                .with(account -> account.openAlgoOrders().size())
                .toCompletableFuture()
                .join();
    }

    /** As a younger process would: with the next number. */
    private static void writeAsAnother(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.owned().open()) {
            boolean written = false;
            while (!written) {
                written = writeNext(connection);
            }
        }
    }

    /** Says whether it was first: the node may write as well. */
    private static boolean writeNext(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet last = query.executeQuery(
                        "SELECT MAX(sequence_number) FROM event_journal WHERE persistence_id = '" + LEG + "'");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO event_journal (persistence_id, sequence_number, deleted, writer, write_timestamp,"
                                + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
                                + " VALUES (?, ?, FALSE, 'another', 0, '', 70315, 'claimed', ?) ON CONFLICT DO NOTHING")) {
            last.next();
            insert.setString(1, LEG);
            insert.setLong(2, last.getLong(1) + 1);
            insert.setBytes(3, JournalFormat.write(new LegEvent.Claimed("another", 1)));
            return insert.executeUpdate() == 1;
        }
    }
}
