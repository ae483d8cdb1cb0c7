package dev.belay.monitoring.tables;

import akka.persistence.query.Sequence;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.jdbc.javadsl.JdbcHandler;
import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings the events of one slice into the tables, in the transaction that also notes how far the reader has come. */
final class SheetHandler extends JdbcHandler<List<EventEnvelope<LegEvent>>, TableSession> {

    private static final long UNKNOWN = -1;

    private final int slice;
    private final InstantSource clock;
    private final Set<LegId> damaged = new HashSet<>();
    private long generation = UNKNOWN;

    SheetHandler(int slice, InstantSource clock) {
        this.slice = slice;
        this.clock = clock;
    }

    @Override
    public void start() {
        generation = UNKNOWN;
        damaged.clear();
    }

    @Override
    public void process(TableSession session, List<EventEnvelope<LegEvent>> envelopes) throws Exception {
        session.withConnection(connection -> {
            write(connection, envelopes);
            return true;
        });
    }

    private void write(Connection connection, List<EventEnvelope<LegEvent>> envelopes) throws SQLException {
        long now = Progress.hold(connection, slice);
        if (generation != UNKNOWN && generation != now) {
            throw new IllegalStateException("the tables were made anew meanwhile; the reader begins where they end");
        }
        generation = now;
        SheetBatch.write(
                connection,
                damaged,
                envelopes.stream().map(SheetHandler::recorded).toList());
        EventEnvelope<LegEvent> last = envelopes.get(envelopes.size() - 1);
        Progress.reached(connection, slice, ((Sequence) last.offset()).value(), last.timestamp(), clock.millis());
    }

    private static Recorded recorded(EventEnvelope<LegEvent> envelope) {
        return new Recorded(JournalEvents.leg(envelope.persistenceId()), envelope.sequenceNr(), envelope.event());
    }
}
