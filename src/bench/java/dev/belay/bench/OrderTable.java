package dev.belay.bench;

/** The samples of {@link TickToOrder} and its limits. */
final class OrderTable {

    /** Times of one variant, in stages where it has some. */
    static final class Column {
        private final double[][] stages;
        private int count;

        Column(int size, int stages) {
            this.stages = new double[stages + 1][size];
        }

        void add(boolean counts, long nanos) {
            if (counts) {
                stages[0][count++] = nanos / 1e3;
            }
        }

        void add(boolean counts, TickToOrder.Stages tick) {
            if (counts) {
                stages[1][count] = tick.toFeed() / 1e3;
                stages[2][count] = tick.toCall() / 1e3;
                stages[3][count] = tick.toWire() / 1e3;
                add(true, tick.whole());
            }
        }

        private double of(int stage, double share) {
            return Figures.quantile(stages[stage], share);
        }
    }

    final Column raw;
    final Column rawJournaled;
    final Column memory;
    final Column journaled;
    final Column commit;

    OrderTable(int size) {
        raw = new Column(size, 0);
        rawJournaled = new Column(size, 0);
        memory = new Column(size, 3);
        journaled = new Column(size, 3);
        commit = new Column(size, 0);
    }

    void print() {
        line("raw socket client, no journal (limit)", raw, raw);
        line("H2 commit of two rows alone (limit)", commit, raw);
        line("raw socket client, H2 commit first (limit)", rawJournaled, raw);
        line("Belay, journal in memory", memory, raw);
        line("Belay, H2 journal first, as shipped", journaled, raw);
        Figures.line(
                "Belay on H2 is %.2fx the raw client that commits first",
                journaled.of(0, 0.5) / rawJournaled.of(0, 0.5));
        stages("stages in memory", memory);
        stages("stages on H2", journaled);
    }

    private static void line(String what, Column column, Column limit) {
        Figures.line(
                "%-44s p50 %7.0f  p90 %7.0f  p99 %7.0f  min %6.0f   p50 is %5.1fx raw",
                what,
                column.of(0, 0.5),
                column.of(0, 0.9),
                column.of(0, 0.99),
                column.of(0, 0),
                column.of(0, 0.5) / limit.of(0, 0.5));
    }

    private static void stages(String what, Column column) {
        Figures.line(
                "%-44s p50: socket to feed %.0f, decide and journal to gateway's call %.0f, sign and send %.0f",
                what, column.of(1, 0.5), column.of(2, 0.5), column.of(3, 0.5));
    }
}
