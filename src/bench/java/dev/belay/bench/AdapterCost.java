package dev.belay.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A signed stop, built, signed, sent and its answer read, one after the other: by the product, by Binance's own client
 * by akka-http's client alone
 * and by a bare socket. Each has a connection of its own to the same judge; turns change so that all see the same noise.
 */
final class AdapterCost {

    private static final int WARM = 30;
    private static final int ROUNDS = 15;

    /** Orders of a turn; fewer of who is slow. */
    private static final int MANY = 500;

    private static final int FEW = 50;

    /** Somebody who places stops. */
    interface Client extends AutoCloseable {
        /** Places a stop of that id and comes back with the exchange's own number of it. */
        long place(String id) throws Exception;

        @Override
        default void close() throws IOException {}
    }

    private static final class Row {
        private final String name;
        private final Client client;
        private final int orders;
        private final double[] nanos;
        private final double[] cpu = new double[ROUNDS];

        Row(String name, Client client, int orders) {
            this.name = name;
            this.client = client;
            this.orders = orders;
            this.nanos = new double[ROUNDS * orders];
        }

        void turn(int round) throws Exception {
            long cpuBefore = Figures.cpuWithout(LoopbackExchange.THREAD);
            for (int order = 0; order < orders; order++) {
                long began = System.nanoTime();
                if (client.place("bbench.1.W" + order) <= 0) {
                    throw new IllegalStateException(name + " reads no number in the answer");
                }
                if (round >= 0) {
                    nanos[round * orders + order] = System.nanoTime() - began;
                }
            }
            if (round >= 0) {
                cpu[round] = (Figures.cpuWithout(LoopbackExchange.THREAD) - cpuBefore) / (double) orders;
            }
        }

        void print(Row limit) {
            Figures.line(
                    "%-44s %8.0f %8.0f %8.0f us   CPU %8.1f us/order   %6.2fx in time, %6.2fx in CPU of the limit",
                    name,
                    Figures.quantile(nanos, 0.5) / 1e3,
                    Figures.quantile(nanos, 0.99) / 1e3,
                    Arrays.stream(nanos).min().orElseThrow() / 1e3,
                    Figures.median(cpu) / 1e3,
                    Figures.quantile(nanos, 0.5) / Figures.quantile(limit.nanos, 0.5),
                    Figures.median(cpu) / Figures.median(limit.cpu));
        }
    }

    private AdapterCost() {}

    static void run() throws Exception {
        Figures.title(
                "signed stops one after the other, %d turns after %d, of %d orders (connector: %d): p50, p99, min",
                ROUNDS, WARM, MANY, FEW);
        LoopbackExchange judge = new LoopbackExchange(new LoopbackAnswers(Rig.names(1), Rig.START));
        List<Row> rows = new ArrayList<>();
        try (judge;
                Client raw = new RawClient(judge.port());
                Client akka = new BareAkkaClient(judge.port());
                Client belay = new BelayClient(judge.port());
                Client official = new OfficialClient(judge.port())) {
            rows.add(new Row("bare socket, the product's own request (limit)", raw, MANY));
            rows.add(new Row("akka-http's client alone, unread", akka, MANY));
            rows.add(new Row("Belay: BinanceExchange", belay, MANY));
            rows.add(new Row("Binance's own Java connector 7.0.0", official, FEW));
            for (int round = -WARM; round < ROUNDS; round++) {
                for (int turn = 0; turn < rows.size(); turn++) {
                    rows.get(Math.floorMod(round + turn, rows.size())).turn(round);
                    judge.forgetClient();
                }
            }
        }
        rows.forEach(row -> row.print(rows.get(0)));
    }
}
