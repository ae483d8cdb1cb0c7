package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.audit.AuditFile;
import dev.belay.simulator.audit.AuditReader;
import dev.belay.simulator.audit.AuditRecord;
import dev.belay.simulator.audit.AuditWorld;
import dev.belay.simulator.audit.LimitCheck;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a running exchange, read back from its file. */
class AuditFileTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final long START = 1_790_000_000_000L;
    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO = "/fapi/v1/algoOrder";
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "audited",
            ConfigFactory.parseString("akka.daemonic = on").withFallback(ConfigFactory.load()));

    @TempDir
    private Path folder;

    private Path file;
    private AuditFile audit;
    private Simulator simulator;
    private RestClient client;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("audit.jsonl");
        audit = new AuditFile(file);
        SimulatorSettings settings =
                SimulatorSettings.of(WellKnownSymbols.all(), new ScriptedPrices(WellKnownSymbols.all(), START), START);
        simulator =
                Simulator.start(SYSTEM, settings, audit).toCompletableFuture().join();
        client = new RestClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
        audit.close();
    }

    private List<AuditRecord> records(String kind) throws Exception {
        return AuditReader.all(file).stream().filter(line -> line.is(kind)).toList();
    }

    private void trade() throws Exception {
        client.signed("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.02&newClientOrderId=in");
        client.signed(
                "POST",
                ALGO,
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=95000"
                        + "&workingType=MARK_PRICE&quantity=0.01&reduceOnly=true&clientAlgoId=half");
        client.signed(
                "POST",
                ALGO,
                "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=90000"
                        + "&workingType=MARK_PRICE&closePosition=true&clientAlgoId=all");
        simulator
                .control()
                .setPrice(BTC, Price.of("94000"))
                .toCompletableFuture()
                .join();
    }

    @Test
    void whatTheAccountHasCanBeReconstructedFromTheRecordsAlone() throws Exception {
        trade();
        AccountView truth = simulator.control().account().toCompletableFuture().join();
        audit.close();

        AuditWorld world = new AuditWorld();
        AuditReader.each(file, world::next);

        assertThat(world.position("main", "BTCUSDT", PositionSide.BOTH.name()))
                .isEqualByComparingTo(truth.positions().get(0).position().signedAmount())
                .isEqualByComparingTo("0.01");
        assertThat(world.openAlgoOrders())
                .extracting(line -> line.text("client"))
                .containsExactly("all");
        assertThat(records("wallet").get(records("wallet").size() - 1).decimal("wallet"))
                .isEqualByComparingTo(truth.wallet());
    }

    @Test
    void recordsAreNumberedWithoutGapsAndTheTriggeringPriceStandsBeforeItsEffect() throws Exception {
        trade();
        audit.close();
        List<AuditRecord> all = AuditReader.all(file);
        for (int index = 0; index < all.size(); index++) {
            assertThat(all.get(index).number()).isEqualTo(index);
        }
        AuditRecord triggering = all.stream()
                .filter(line -> line.text("status").equals("TRIGGERING"))
                .findFirst()
                .orElseThrow();
        AuditRecord price = all.stream()
                .filter(line -> line.is("price") && line.text("symbol").equals("BTCUSDT"))
                .filter(line -> line.number() < triggering.number())
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(price.decimal("mark")).isEqualByComparingTo("94000");
    }

    @Test
    void aRequestIsRecordedWithItsVerdictAndItsEffectButWithoutSecrets() throws Exception {
        trade();
        audit.close();
        AuditRecord request = records("request").get(0);
        assertThat(request.text("account")).isEqualTo("main");
        assertThat(request.text("path")).isEqualTo(ORDER);
        assertThat(request.fields().path("parameters").path("quantity").asText())
                .isEqualTo("0.02");
        assertThat(request.number("status")).isEqualTo(200);
        assertThat(request.number("orders")).isEqualTo(1);
        assertThat(request.fields().path("effects").path(0).asText()).startsWith("order ");
        assertThat(Files.readString(file))
                .doesNotContain(simulator.apiKey())
                .doesNotContain(simulator.secret())
                .doesNotContain("signature");
    }

    @Test
    void faultsAndSocketsAreRecorded() throws Exception {
        simulator
                .control()
                .arm(FaultOrder.once(Fault.RESPONSE_LOST).at("POST " + ORDER))
                .toCompletableFuture()
                .join();
        assertThatThrownBy(this::trade).isInstanceOf(java.io.IOException.class);
        SocketClient socket = new SocketClient(simulator.streamBase() + "/market/ws/btcusdt@markPrice");
        socket.close();
        assertThat(records("armed").get(0).text("fault")).isEqualTo("RESPONSE_LOST");
        assertThat(records("fired").get(0).text("at")).contains("POST " + ORDER);
        AuditRecord request = records("request").get(0);
        assertThat(request.number("status")).isEqualTo(200);
        assertThat(request.number("told")).isZero();
        assertThat(records("socket").get(0).fields().path("streams").path(0).asText())
                .isEqualTo("btcusdt@markPrice");
    }

    @Test
    void theFullestWindowsAreFoundFromTheRecordsAlone() throws Exception {
        for (int index = 0; index < 20; index++) {
            client.signed("GET", "/fapi/v1/openOrders", "");
        }
        trade();
        audit.close();
        LimitCheck check = new LimitCheck();
        AuditReader.each(file, check::count);
        long used = check.peaks().get(0).used();
        assertThat(used).isBetween(400L, 800L);
        assertThat(check.peaks().get(1).used()).isEqualTo(3);
        assertThat(check.highestPercent()).isEqualTo((used * 100 + 2_399) / 2_400);
    }

    @Test
    void aSecondBeginningInTheSameFileForgetsWhatTheFirstLeft() throws Exception {
        trade();
        audit.close();
        try (AuditFile again = new AuditFile(file)) {
            SimulatorSettings settings = SimulatorSettings.of(
                    WellKnownSymbols.all(), new ScriptedPrices(WellKnownSymbols.all(), START), START);
            Simulator second = Simulator.start(SYSTEM, settings, again)
                    .toCompletableFuture()
                    .join();
            new RestClient(second).signed("POST", ORDER, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.03");
            second.stop().toCompletableFuture().join();
        }
        AuditWorld world = new AuditWorld();
        AuditReader.each(file, world::next);
        assertThat(world.position("main", "BTCUSDT", "BOTH")).isEqualByComparingTo("-0.03");
        assertThat(world.openAlgoOrders("main")).isEmpty();
        assertThat(world.wallet("main")).isLessThan(new BigDecimal("10000"));
    }

    @Test
    void aFileThatWasCutOffInTheMiddleOfALineIsReadToThere() throws Exception {
        trade();
        audit.close();
        int before = AuditReader.all(file).size();
        Files.writeString(file, "{\"n\":99999,\"t\":1,\"ki", StandardOpenOption.APPEND);
        assertThat(AuditReader.all(file)).hasSize(before);
    }
}
