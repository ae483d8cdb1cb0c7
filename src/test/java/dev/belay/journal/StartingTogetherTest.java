package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** All nodes of a cluster start at once, and each has the owner's password. */
@Timeout(60)
class StartingTogetherTest {

    private static final int NODES = 6;

    @RepeatedTest(3)
    void everyNodeBringsTheTablesUp() throws Exception {
        PostgresDatabase database = PostgresDatabase.empty(PostgresServer.shared());
        JournalSchema schema = database.journal().schema();
        schema.bringUp(Optional.of(database.owned()));
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            var line = new CyclicBarrier(NODES);
            List<CompletableFuture<Void>> starts = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                starts.add(CompletableFuture.runAsync(
                        () -> {
                            assertThatCode(line::await).doesNotThrowAnyException();
                            schema.bringUp(Optional.of(database.owned()));
                        },
                        nodes));
            }

            assertThatCode(() -> starts.forEach(CompletableFuture::join)).doesNotThrowAnyException();
        } finally {
            nodes.shutdown();
        }
    }
}
