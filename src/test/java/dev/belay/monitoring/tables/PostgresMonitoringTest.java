package dev.belay.monitoring.tables;

import dev.belay.journal.JournalDatabase;
import dev.belay.postgres.PostgresDatabase;

/** As the role that a node has, which can change no event and make no table. */
class PostgresMonitoringTest extends MonitoringTablesSuite {

    @Override
    JournalDatabase fresh() {
        return PostgresDatabase.fresh().journal();
    }
}
