package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalReader;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import dev.belay.simulator.AccountView;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.SimulatedTrade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of exchange time in which streams, keys and answers fail at random while people trade by hand, through the
 * whole running system over real sockets; then Belay's fills are compared with the exchange's own ledger one by one.
 * {@code -Dseed=…} repeats one.
 */
@Timeout(300)
class StreamChaosTest {

    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT");

    /** A fill as both sides know it, written so that a difference can be read. */
    private record Fill(
            long id,
            long orderId,
            String side,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal profit,
            BigDecimal fee,
            boolean maker,
            long at) {

        static Fill of(LegEvent.Filled fill) {
            return new Fill(
                    fill.tradeId(),
                    fill.orderId(),
                    fill.side().name(),
                    plain(fill.quantity().decimal()),
                    plain(fill.price().decimal()),
                    rounded(fill.realizedProfit()),
                    rounded(fill.commission()),
                    fill.maker(),
                    fill.tradedAt());
        }

        static Fill of(SimulatedTrade trade) {
            return new Fill(
                    trade.id(),
                    trade.orderId(),
                    trade.side().name(),
                    plain(trade.quantity().decimal()),
                    plain(trade.price().decimal()),
                    rounded(trade.realized()),
                    rounded(trade.commission()),
                    trade.maker(),
                    trade.at());
        }

        /** The wire has eight decimals. */
        private static BigDecimal rounded(BigDecimal money) {
            return plain(money.setScale(8, java.math.RoundingMode.HALF_EVEN));
        }

        private static BigDecimal plain(BigDecimal value) {
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    @TempDir
    Path home;

    @Test
    void noFillIsLostAndNoneIsCountedTwice() throws Exception {
        long seed = Long.getLong("seed", 21);
        System.out.println("chaos with -Dseed=" + seed);
        Settings settings = TestSettings.paper(home, TestSettings.generated(0, SYMBOLS.toArray(String[]::new)));
        AccountView account;
        Chaos chaos;
        try (Node node = Node.start(settings, SimulatorAudit.NONE)) {
            Simulator simulator = node.simulator().orElseThrow();
            chaos = new Chaos(simulator, SYMBOLS, seed);
            chaos.start();
            await().atMost(Duration.ofSeconds(280)).until(chaos::isOver);
            account = simulator.control().account().toCompletableFuture().get();
            System.out.printf("%s, %d stalls%n", chaos, simulator.clock().overruns());
            assertThat(simulator.clock().overruns()).isZero();
        }
        JournalReader reader = new JournalDatabase(
                        settings.database().url(),
                        settings.database().user(),
                        settings.database().password())
                .reader();
        int fills = 0;
        for (String symbol : SYMBOLS) {
            fills += compare(reader, account, new Symbol(symbol));
        }
        System.out.println("fills compared: " + fills);
        assertThat(fills).isGreaterThan(50);
    }

    private static int compare(JournalReader reader, AccountView account, Symbol symbol) {
        var id = new LegId(new Account("main"), symbol, PositionSide.BOTH);
        List<Fill> counted = reader.events(id, 1, Integer.MAX_VALUE).stream()
                .map(dev.belay.journal.JournalEntry::event)
                .filter(LegEvent.Filled.class::isInstance)
                .map(LegEvent.Filled.class::cast)
                .map(Fill::of)
                .sorted(Comparator.comparingLong(Fill::id))
                .toList();
        List<Fill> made = account.trades().stream()
                .filter(trade -> trade.symbol().equals(symbol))
                .map(Fill::of)
                .sorted(Comparator.comparingLong(Fill::id))
                .toList();
        assertThat(differences(made, counted)).as("fills of %s", symbol).isEmpty();
        assertThat(counted).as("fills of %s, none twice", symbol).hasSameSizeAs(made);
        checkPosition(reader.stateAt(id, Long.MAX_VALUE), account, symbol);
        return made.size();
    }

    /** One line for each trade that the two do not know alike. */
    private static List<String> differences(List<Fill> made, List<Fill> counted) {
        Map<Long, Fill> known = new TreeMap<>();
        counted.forEach(fill -> known.put(fill.id(), fill));
        List<String> all = new ArrayList<>();
        for (Fill fill : made) {
            Fill own = known.remove(fill.id());
            if (!fill.equals(own)) {
                all.add("made %s, counted %s".formatted(fill, own));
            }
        }
        known.values().forEach(fill -> all.add("never made " + fill));
        return all;
    }

    private static void checkPosition(Leg leg, AccountView account, Symbol symbol) {
        BigDecimal real = account.positions().stream()
                .filter(report -> report.position().key().symbol().equals(symbol))
                .map(report ->
                        dev.belay.money.FixedPoint.decimal(report.position().amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal known = leg.open()
                .map(open -> open.quantity()
                        .decimal()
                        .multiply(BigDecimal.valueOf(open.direction().sign())))
                .orElse(BigDecimal.ZERO);
        assertThat(known).as("position of %s", symbol).isEqualByComparingTo(real);
        assertThat(leg.fills().net()).as("net of the fills of %s", symbol).isEqualByComparingTo(real);
        if (real.signum() != 0) {
            assertThat(Protection.of(leg).covered())
                    .as("a proven stop closes the whole of %s", leg)
                    .isNotNull();
        }
    }
}
