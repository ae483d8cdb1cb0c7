package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import dev.belay.money.LegId;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.monitoring.tables.MonitoringProjection;
import dev.belay.monitoring.tables.Rebuild;
import dev.belay.position.LegEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The readers of the journal bring the tables forward, each event once, and never keep a leg from writing. */
@Timeout(180)
class FollowingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final FollowingHealth health = new FollowingHealth();
    private final List<ActorTestKit> kits = new ArrayList<>();
    /** Of a writer after each event. */
    private Duration pause = Duration.ZERO;

    @AfterEach
    void stop() {
        kits.forEach(kit -> ActorTestKit.shutdown(kit.system(), PATIENCE));
    }

    private Settings settings(TestDatabase database) {
        Settings settings =
                TestSettings.on(database.in(home), TestSettings.paper(home, TestSettings.generated(0, "BTCUSDT")));
        Node.migrate(settings.database());
        return settings;
    }

    private ActorTestKit system(Settings settings) {
        ActorTestKit kit = ActorTestKit.create("belay", NodeConfig.of(settings));
        kits.add(kit);
        return kit;
    }

    private ActorTestKit follow(Settings settings) {
        ActorTestKit kit = system(settings);
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        MonitoringProjection.start(
                kit.system(),
                settings.database().journal().pool(MonitoringProjection.CONNECTIONS),
                InstantSource.system(),
                health);
        return kit;
    }

    private static List<ActorRef<JournalWriter.Write>> writers(ActorTestKit kit, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> kit.spawn(JournalWriter.create(LegId.parse("main:S" + number + "USDT:BOTH"))))
                .toList();
    }

    /** Has every writer write so many events, one after the other, all writers at once. */
    private void write(ActorTestKit kit, List<ActorRef<JournalWriter.Write>> writers, int each) {
        List<CompletableFuture<Done>> all = writers.stream()
                .map(writer -> chain(kit, writer, each).toCompletableFuture())
                .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private CompletionStage<Done> chain(ActorTestKit kit, ActorRef<JournalWriter.Write> writer, int left) {
        if (left == 0) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        var event = new LegEvent.AlarmRaised("test", "event " + left, System.currentTimeMillis());
        return AskPattern.<JournalWriter.Write, Done>ask(
                        writer,
                        replyTo -> new JournalWriter.Write(event, replyTo),
                        PATIENCE,
                        kit.system().scheduler())
                .thenComposeAsync(
                        done -> chain(kit, writer, left - 1),
                        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static long number(Settings settings, String sql) throws SQLException {
        try (Connection connection = settings.database().journal().open();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void awaitEvents(Settings settings, long count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number(settings, "SELECT COUNT(*) FROM monitoring.events"))
                        .isEqualTo(count));
    }

    private static void execute(TestDatabase database, Settings settings, String sql) throws SQLException {
        try (Connection connection = database.administrate(settings.database())) {
            connection.createStatement().execute(sql);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderThatFailsIsShownKeepsNobodyFromWritingAndCatchesUp(TestDatabase database) throws SQLException {
        Settings settings = settings(database);
        ActorTestKit kit = follow(settings);
        List<ActorRef<JournalWriter.Write>> writers = writers(kit, 8);
        write(kit, writers, 2);
        awaitEvents(settings, 16);

        execute(database, settings, "ALTER TABLE monitoring.events RENAME TO away");
        write(kit, writers, 3);
        await().atMost(PATIENCE).until(() -> health.report().failure().isPresent());
        assertThat(health.report().failure().orElseThrow()).containsIgnoringCase("events");
        execute(database, settings, "ALTER TABLE monitoring.away RENAME TO events");

        awaitEvents(settings, 40);
        await().atMost(PATIENCE).until(() -> health.report().failure().isEmpty());
        assertThat(number(settings, "SELECT SUM(last_sequence) FROM monitoring.legs"))
                .isEqualTo(40);
    }

    @ParameterizedTest
    @EnumSource
    void readersGoOnWhereARebuildEnds(TestDatabase database) throws SQLException {
        Settings settings = settings(database);
        ActorTestKit kit = follow(settings);
        List<ActorRef<JournalWriter.Write>> writers = writers(kit, 8);
        write(kit, writers, 5);
        awaitEvents(settings, 40);

        try (Connection connection = settings.database().journal().open()) {
            Rebuild.run(connection, System.currentTimeMillis(), (done, all) -> {}); // leaves all to the readers
        }
        write(kit, writers, 2);

        awaitEvents(settings, 56);
        assertThat(number(settings, "SELECT MIN(generation) FROM monitoring.progress"))
                .isEqualTo(1);
    }

    /** Printed, not asserted: how far behind the tables are while 50 legs write ten events a second each. */
    @ParameterizedTest
    @EnumSource
    void theLagIsMeasured(TestDatabase database) {
        Settings settings = settings(database);
        ActorTestKit kit = follow(settings);
        List<ActorRef<JournalWriter.Write>> writers = writers(kit, 50);
        write(kit, writers, 20);
        awaitEvents(settings, 1_000);

        pause = Duration.ofMillis(100);
        write(kit, writers, 90); // more than are remembered, so that the warm-up is forgotten
        awaitEvents(settings, 5_500);

        FollowingHealth.Report report = health.report();
        System.out.printf(
                "%s, 50 legs at 10 events/s each: lag of the tables: median %d ms, p99 %d ms, worst %d ms%n",
                database, report.lagMedian(), report.lagP99(), report.lagWorst());
        assertThat(report.events()).isEqualTo(5_500);
        assertThat(report.failure()).isEmpty();
    }
}
