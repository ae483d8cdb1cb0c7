package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import dev.belay.simulator.engine.ChangeLog;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.StreamSession;
import dev.belay.simulator.wire.StreamUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about the audit are the lines that a short day writes. */
class AuditPageTest {

    private static final Path PAGE = Path.of("src/docs/simulator-audit.md");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final long START = 1_790_000_000_000L;
    private static final Credentials KEYS = new Credentials("k".repeat(64), "s".repeat(64));

    @TempDir
    private Path folder;

    private Path file;
    private long now = START;

    /** Somebody opens, a client protects, the price falls through the stop. */
    @BeforeEach
    void aShortDay() throws Exception {
        file = folder.resolve("audit.jsonl");
        List<SymbolSpec> symbols = List.of(WellKnownSymbols.find(BTC).orElseThrow());
        ScriptedPrices prices = new ScriptedPrices(symbols, START);
        try (AuditFile audit = new AuditFile(file)) {
            SimulatorCore core = new SimulatorCore(
                    SimulatorSettings.of(symbols, prices, START),
                    KEYS,
                    () -> now,
                    () -> "random",
                    ChangeLog.NONE,
                    audit);
            core.begin();
            core.opens(new StreamSession(
                    StreamUrl.parse("/market/ws/btcusdt@markPrice@1s", "").orElseThrow(), text -> {}));
            core.exchange().setLeverage(BTC, 10, ++now);
            core.exchange().place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.02"), false, "in"), ++now);
            core.settle();
            core.arm(FaultOrder.once(Fault.HTTP_503_B).at("POST /fapi/v1/order"));
            core.arm(FaultOrder.once(Fault.RESPONSE_LOST).at("POST /fapi/v1/algoOrder"));
            core.disarm(1);
            protect(core);
            core.setPrice(BTC, Price.of("94000"));
            now += 1_000;
            core.prices(prices.next());
        }
    }

    private void protect(SimulatorCore core) throws Exception {
        String query = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=95000"
                + "&workingType=MARK_PRICE&quantity=0.02&reduceOnly=true&clientAlgoId=stop&timestamp=" + ++now;
        String signed = query + "&signature=" + RestClient.sign(query, KEYS.secret());
        core.answer(new Call("POST", "/fapi/v1/algoOrder", signed, "", KEYS.key()));
        core.tell();
    }

    private static List<String> examples() throws Exception {
        return Files.readAllLines(PAGE).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("{\"n\":"))
                .toList();
    }

    @Test
    void everyExampleIsALineOfTheFile() throws Exception {
        assertThat(Files.readAllLines(file)).containsAll(examples());
    }

    @Test
    void everyKindHasAnExampleAndARowWithItsFields() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (String example : examples()) {
            shown.add(AuditReader.record(example).kind());
        }
        List<AuditRecord> records = AuditReader.all(file);
        Set<String> written = records.stream().map(AuditRecord::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(written).hasSize(13);
        String page = Files.readString(PAGE);
        for (AuditRecord line : records) {
            assertThat(page).contains("`" + line.kind() + "`");
            line.fields()
                    .fieldNames()
                    .forEachRemaining(field -> assertThat(page)
                            .as("the field %s of %s", field, line.kind())
                            .contains("`" + field + "`"));
        }
    }
}
