package dev.belay.simulator.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KlinePricesTest {

    private static final String SHORT = """
            1746373020000,3.2183,3.2324,3.2170,3.2285,95610.8
            1746373080000,3.2285,3.2333,3.2261,3.2309,63137.2
            """;
    private static final String ARCHIVE = """
            open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,x,ignore
            1746373020000,3.2183,3.2324,3.2170,3.2285,95610.8,1746373079999,300000.5,812,1.0,3.2,0
            1746373080000,3.2285,3.2333,3.2261,3.2309,63137.2,1746373139999,200000.5,612,1.0,3.2,0
            """;
    private static final SymbolSpec LAYER =
            WellKnownSymbols.find(new Symbol("LAYERUSDT")).orElseThrow();

    @TempDir
    Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Kline> expected() {
        return List.of(
                bar(1_746_373_020_000L, "3.2183", "3.2324", "3.2170", "3.2285", "95610.8"),
                bar(1_746_373_080_000L, "3.2285", "3.2333", "3.2261", "3.2309", "63137.2"));
    }

    private static Kline bar(long time, String open, String high, String low, String close, String volume) {
        return new Kline(time, Price.of(open), Price.of(high), Price.of(low), Price.of(close), Quantity.of(volume));
    }

    @Test
    void areReadFromEveryLayoutAndPacking() throws IOException {
        assertThat(KlineFile.read(file("a.csv", SHORT))).isEqualTo(expected());
        assertThat(KlineFile.read(file("b.csv", "open_time_ms,open,high,low,close,volume\n" + SHORT)))
                .isEqualTo(expected());
        assertThat(KlineFile.read(file("c.csv", ARCHIVE))).isEqualTo(expected());
        assertThat(KlineFile.read(file("d.csv", "\uFEFF" + ARCHIVE))).isEqualTo(expected());
        Path gzip = folder.resolve("e.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(SHORT.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(KlineFile.read(gzip)).isEqualTo(expected());
        Path zip = folder.resolve("f.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("LAYERUSDT-1m-2025-05.csv"));
            out.write(ARCHIVE.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(KlineFile.read(zip)).isEqualTo(expected());
    }

    @Test
    void nameFileLineAndExpectationWhenTheFileIsWrong() throws IOException {
        assertWrong("hello\n", "line 1", "expected at least 6 columns", "found 1");
        assertWrong(SHORT + "x,1,2,1,1,1\n", "line 3", "open time in epoch milliseconds", "[x]");
        assertWrong(SHORT + "1746373080000,3.2,3.3,3.1,3.2,1\n", "line 3", "at least one minute after");
        assertWrong("1746373020000,3.2,3.1,3.3,3.2,1\n", "line 1", "high 3.1 is below low 3.3");
        assertWrong("1746373020000,3.5,3.3,3.1,3.2,1\n", "line 1", "open 3.5", "outside");
        assertWrong("1746373020000,3.2,3.3,zero,3.2,1\n", "line 1", "expected low as a positive price", "[zero]");
        assertWrong("1746373020000000,3.2,3.3,3.1,3.2,1\n", "line 1", "13 digits");
        assertWrong("1746373020000,3.2,3.3,3.1,3.2,much\n", "line 1", "expected the volume as a number");
        assertWrong("", "no bars");
        assertThatThrownBy(() -> KlineFile.read(folder.resolve("none.csv")))
                .isInstanceOf(KlineFileException.class)
                .hasMessageContaining("none.csv")
                .hasMessageContaining("no such file");
        Path broken = folder.resolve("broken.gz");
        Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 0, 0});
        assertThatThrownBy(() -> KlineFile.read(broken))
                .isInstanceOf(KlineFileException.class)
                .hasMessageContaining("cannot be read");
    }

    private void assertWrong(String text, String... parts) throws IOException {
        Path wrong = file("wrong.csv", text);
        assertThatThrownBy(() -> KlineFile.read(wrong))
                .isInstanceOf(KlineFileException.class)
                .hasMessageContaining("wrong.csv")
                .hasMessageContainingAll(parts);
    }

    @Test
    void touchOpenBothExtremesAndCloseExactlyAndInTurn() {
        for (int steps : List.of(4, 5, 12, 60)) {
            for (long seed = 0; seed < 50; seed++) {
                assertPath(BarPath.HIGH_FIRST, steps, seed, "3.2324", "3.2170");
                assertPath(BarPath.LOW_FIRST, steps, seed, "3.2170", "3.2324");
            }
        }
    }

    private static void assertPath(BarPath path, int steps, long seed, String first, String second) {
        List<PriceStep> trace = replay(expected().subList(0, 1), steps, path, seed);
        List<Price> prices = trace.stream().map(PriceStep::last).toList();
        assertThat(prices).hasSize(steps);
        assertThat(prices.get(0)).isEqualTo(Price.of("3.2183"));
        assertThat(prices.get(steps - 1)).isEqualTo(Price.of("3.2285"));
        int atFirst = prices.indexOf(Price.of(first));
        int atSecond = prices.indexOf(Price.of(second));
        assertThat(atFirst).as("seed %s", seed).isPositive();
        assertThat(atSecond).as("seed %s", seed).isGreaterThan(atFirst);
        assertThat(prices).allSatisfy(price -> assertThat(price).isBetween(Price.of("3.2170"), Price.of("3.2324")));
    }

    private static List<PriceStep> replay(List<Kline> bars, int steps, BarPath path, long seed) {
        KlinePrices prices = new KlinePrices(Map.of(LAYER, bars), steps, path, seed);
        List<PriceStep> trace = new ArrayList<>();
        while (prices.nextAt().isPresent()) {
            trace.addAll(prices.next());
        }
        return trace;
    }

    @Test
    void comeAtTheirTimesAndAreTheSameForTheSameSeed() {
        List<PriceStep> trace = replay(expected(), 60, BarPath.SEEDED, 7);
        assertThat(trace).isEqualTo(replay(expected(), 60, BarPath.SEEDED, 7));
        assertThat(trace).extracting(PriceStep::at).startsWith(1_746_373_020_000L, 1_746_373_021_000L);
        assertThat(trace)
                .hasSize(120)
                .allSatisfy(step -> assertThat(step.mark()).isEqualTo(step.last()));
    }

    @Test
    void refuseTooFewSteps() {
        assertThatThrownBy(() -> replay(expected(), 3, BarPath.SEEDED, 1)).hasMessageContaining("at least 4 steps");
    }

    @Test
    void readARealMonth() {
        Path real = Path.of("../shared/data/klines-1m/LAYERUSDT-klines-1m-2025-05-04_2025-06-03.csv.gz");
        assumeTrue(Files.exists(real), "no recorded market data beside the project");
        assertThat(KlineFile.symbolOf(real)).isEqualTo(LAYER.symbol());
        assertThat(KlineFile.read(real)).hasSizeGreaterThan(40_000);
    }
}
