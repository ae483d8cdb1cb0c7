package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.typed.ActorRef;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.postgres.TcpRelay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Fifty journals that are written by one process, on a PostgreSQL of their own which is reached through a relay. */
final class JournalCrowd implements AutoCloseable {

    static final int LEGS = 50;

    private final PostgresServer server = PostgresServer.start("max_connections=20");
    private final TcpRelay relay = new TcpRelay(server.port());
    private final Settings.Database settings;
    private final Scribe.Desk desk;
    private final List<ActorRef<Scribe.Command>> scribes = new ArrayList<>();
    private final List<ActorRef<Done>> ears = new ArrayList<>();
    private final Map<Integer, Long> firstWritten = new ConcurrentHashMap<>();

    /** Each of them has written once when this returns. */
    JournalCrowd() {
        PostgresDatabase database = PostgresDatabase.empty(server);
        database.journal().schema().bringUp(Optional.of(database.owned()));
        settings =
                TestDatabase.of(database.journal().url().replace(":" + server.port() + "/", ":" + relay.port() + "/"));
        desk = Scribe.Desk.open(settings);
        for (int number = 0; number < LEGS; number++) {
            int own = number;
            scribes.add(desk.scribe("leg|" + leg(number)));
            ears.add(desk.ear(() -> firstWritten.putIfAbsent(own, System.nanoTime())));
        }
        everybodyWrites("before");
    }

    static LegId leg(int number) {
        return LegId.parse("main:S%dUSDT:BOTH".formatted(number));
    }

    PostgresServer server() {
        return server;
    }

    TcpRelay relay() {
        return relay;
    }

    /** The database as the process knows it, through the relay. */
    Settings.Database settings() {
        return settings;
    }

    String databaseName() {
        return settings.url().replaceAll(".*/", "");
    }

    Scribe.Desk desk() {
        return desk;
    }

    List<ActorRef<Scribe.Command>> scribes() {
        return scribes;
    }

    void everybodyTries(String text) {
        IntStream.range(0, LEGS).forEach(number -> desk.tryToWrite(scribes.get(number), text, ears.get(number)));
    }

    /** And is answered that it is committed. */
    void everybodyWrites(String text) {
        desk.writeAll(scribes, text);
    }

    /** From now on it is noted when something that somebody has tried to write is committed for the first time. */
    void forgetWhoHasWritten() {
        firstWritten.clear();
    }

    /** When each that has written since then did so first, {@link System#nanoTime()}. */
    Collection<Long> firstWritten() {
        return firstWritten.values();
    }

    /** Every one has all its numbers once, and begins and ends with what was confirmed to it. */
    void everyJournalIsWhole() {
        JournalReader reader = settings.journal().reader();
        for (int number = 0; number < LEGS; number++) {
            List<JournalReader.Stored> events = reader.stored(leg(number), 1, Long.MAX_VALUE);
            assertThat(events)
                    .extracting(JournalReader.Stored::sequence)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(events.get(0).json()).contains("\"before\"");
            assertThat(events.get(events.size() - 1).json()).contains("\"after\"");
            assertThat(desk.count(scribes.get(number))).isEqualTo(events.size());
        }
    }

    /** What all journals tell. */
    List<String> texts() {
        JournalReader reader = settings.journal().reader();
        return IntStream.range(0, LEGS)
                .mapToObj(number -> reader.stored(leg(number), 1, Long.MAX_VALUE))
                .flatMap(List::stream)
                .map(row -> row.json().replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        desk.close();
        relay.close();
        server.close();
    }
}
