package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresHashChainTest extends HashChainSuite {

    private final PostgresDatabase server = PostgresDatabase.fresh();

    @Override
    JournalDatabase fresh() {
        return server.journal();
    }

    @Override
    JournalDatabase owner() {
        return server.owned();
    }

    @Test
    void notEvenTheOwnerEmptiesTheJournal() throws SQLException {
        try (var connection = owner().open();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("TRUNCATE event_journal CASCADE"))
                    .hasMessageContaining("only grows");
        }
    }

    @Test
    void whoMayOnlyReadIsEnoughToVerify() {
        JournalRows rows = server.as(PostgresServer.READER).readOnly().rows();

        assertThat(new JournalVerification(List.of(), checked -> {}).of(rows))
                .hasSize(2)
                .allMatch(JournalVerification.Verdict::isSound);
    }
}
