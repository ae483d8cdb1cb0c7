package dev.belay.bench;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The journal on PostgreSQL beside pgbench on the same server in the same run, in turns: events per second through the
 * actors of legs, and what pgbench commits of single inserts, into a table of its own and into the journal's, whose trigger
 * reads the row before and hashes. The server is as it comes: fsync and synchronous_commit are on.
 */
final class JournalBesidePgbench implements AutoCloseable {

    /** As many as the pool of the journal has connections. */
    private static final int CLIENTS = 8;

    private static final int ROUNDS = 7;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    private static final String PLAIN =
            "INSERT INTO plain (name, payload) VALUES ('leg', decode(repeat('ab', 250), 'hex'));\n";
    private static final String CHAINED = """
            \\set number :number + 1
            INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES ('leg|%s' || :client_id, :number, 'bench', 0, '', decode(repeat('ab', 250), 'hex'), 70315, 'level-moved');
            """;

    private final PostgresServer server = PostgresServer.start();
    private final PostgresDatabase database = PostgresDatabase.empty(server);
    private int runs;

    private JournalBesidePgbench() {
        database.journal().schema().bringUp(Optional.of(database.owned()));
        database.execute(
                "CREATE TABLE plain (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name VARCHAR, payload BYTEA)");
    }

    /** Commits a second of {@code clients} that insert single rows, each into its own journal when they are chained. */
    private double pgbench(String script, int clients) {
        runs++;
        String said = server.bench(
                database.name(),
                script.formatted("run" + runs + "-"),
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--protocol=prepared",
                "--define=number=0",
                "--time=2");
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(rate.group(1));
    }

    static void run() throws InterruptedException {
        Figures.title("journal on PostgreSQL (fsync on) beside pgbench -M prepared, in turns, %d rounds", ROUNDS);
        try (var bench = new JournalBesidePgbench();
                JournalRate one = bench.legs(1);
                JournalRate hundred = bench.legs(100);
                JournalRate thousand = bench.legs(1_000)) {
            one.rate(200);
            hundred.rate(5);
            thousand.rate(1);
            List<double[]> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(new double[] {
                    bench.pgbench(PLAIN, 1),
                    bench.pgbench(CHAINED, 1),
                    one.rate(200),
                    one.median(200),
                    bench.pgbench(PLAIN, CLIENTS),
                    bench.pgbench(CHAINED, CLIENTS),
                    hundred.rate(10),
                    thousand.rate(1)
                });
            }
            print(rounds);
        }
    }

    /** Legs of an account of their own, so that their journals are not those of others. */
    private JournalRate legs(int count) throws InterruptedException {
        return new JournalRate(Rig.on(database.journal()), "legs" + count, count);
    }

    private static void print(List<double[]> rounds) {
        line("pgbench, 1 client, plain table", rounds, 0, 0);
        line("pgbench, 1 client, the journal's table", rounds, 1, 0);
        line("1 leg", rounds, 2, 0);
        Figures.line("%-44s %7.2f ms", "1 leg, persist, p50", Figures.median(column(rounds, 3)));
        line("pgbench, 8 clients, plain table", rounds, 4, 4);
        line("pgbench, 8 clients, the journal's table", rounds, 5, 4);
        line("100 legs, pool of 8", rounds, 6, 4);
        line("1,000 legs, pool of 8", rounds, 7, 4);
    }

    private static double[] column(List<double[]> rounds, int column) {
        return rounds.stream().mapToDouble(round -> round[column]).toArray();
    }

    private static void line(String what, List<double[]> rounds, int column, int beside) {
        double[] rates = column(rounds, column);
        double[] ratios = rounds.stream()
                .mapToDouble(round -> round[column] / round[beside])
                .toArray();
        Figures.line(
                "%-44s %7.0f /s  (%4.2f of pgbench's plain one)  quartiles %.0f .. %.0f",
                what,
                Figures.median(rates),
                Figures.median(ratios),
                Figures.quantile(rates, 0.25),
                Figures.quantile(rates, 0.75));
    }

    @Override
    public void close() {
        server.close();
    }
}
