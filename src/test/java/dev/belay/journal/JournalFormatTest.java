package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.trailing.StopPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every released event stays readable: the files of {@code journal/v1} are what the first release wrote and are never
 * edited. {@code -Dexamples=write} writes files that are missing.
 */
class JournalFormatTest {

    private static final Path STORED = Path.of("src/test/resources/journal/v1");

    static Stream<LegEvent> events() {
        return SampleEvents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatTheFirstReleaseWroteAndWritesTheSame(LegEvent event) throws IOException {
        isStoredAs(JournalFormat.nameOf(event), event);
    }

    @ParameterizedTest
    @MethodSource("laterExamples")
    void readsWhatLaterReleasesWroteAndWritesTheSame(String example, LegEvent event) throws IOException {
        isStoredAs(example, event);
    }

    static Stream<Arguments> laterExamples() {
        return SampleEvents.later().entrySet().stream()
                .map(example -> Arguments.of(example.getKey(), example.getValue()));
    }

    private static void isStoredAs(String example, LegEvent event) throws IOException {
        String name = JournalFormat.nameOf(event);
        Path file = STORED.resolve(example + ".json");
        if (!Files.exists(file) && "write".equals(System.getProperty("examples"))) {
            Files.write(file, JournalFormat.write(event));
        }

        byte[] stored = Files.readAllBytes(file);

        assertThat(JournalFormat.read(name, stored)).isEqualTo(event);
        assertThat(new String(JournalFormat.write(event), StandardCharsets.UTF_8))
                .isEqualTo(new String(stored, StandardCharsets.UTF_8));
    }

    @Test
    void everyKindOfEventHasAnExample() {
        Set<Class<?>> sampled =
                SampleEvents.all().stream().<Class<?>>map(Object::getClass).collect(Collectors.toSet());

        Set<Class<?>> kinds = kindsOf(LegEvent.class).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(kinds);
        assertThat(JournalFormat.names()).hasSize(kinds.size());
    }

    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(JournalFormatTest::kindsOf);
    }

    @Test
    void aSnapshotComesBackAsItWas() {
        Leg leg = Leg.flat(LegId.parse("main:BTCUSDT:BOTH")).after(opening());

        byte[] json = JournalFormat.write(leg);

        assertThat(JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, json)).isEqualTo(leg);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"entryPrice\":\"95218.9\"");
    }

    @Test
    void aSnapshotOfAPolicyOfEveryRuleAndAnOverrideComesBackAsItWas() {
        Leg leg = Leg.flat(LegId.parse("main:BTCUSDT:BOTH")).after(opening());
        for (LegEvent event : SampleEvents.all()) {
            boolean changes = event instanceof LegEvent.PolicyChanged || event instanceof LegEvent.LevelOverridden;
            leg = changes ? leg.after(event) : leg;
        }

        byte[] json = JournalFormat.write(leg);

        assertThat(JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, json)).isEqualTo(leg);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"loosenedFrom\":\"96217.6\"", "\"rule\":\"profit-lock\"", "\"revision\":2");
    }

    @Test
    void whatThePolicyOfTheFirstReleaseDidNotSayIsWhatItLivedBy() throws IOException {
        byte[] stored = Files.readAllBytes(STORED.resolve("position-opened.json"));

        var opened = (LegEvent.PositionOpened) JournalFormat.read("position-opened", stored);

        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("rules", "name", "revision");
        assertThat(opened.policy()).isEqualTo(StopPolicy.DEFAULT);
        assertThat(opened.trail().revision()).isZero();
    }

    @Test
    void aSnapshotOfStopsByTheLastPriceComesBackAsItWas() {
        Leg leg = Leg.flat(LegId.parse("main:BTCUSDT:BOTH"))
                .after(SampleEvents.later().get("position-opened.last"))
                .after(SampleEvents.later().get("stop-intended.last"));

        byte[] json = JournalFormat.write(leg);

        assertThat(JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, json)).isEqualTo(leg);
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"triggeredBy\":\"LAST\"", "\"price\":\"LAST\"");
    }

    @Test
    void whatTheStopsOfTheFirstReleaseDidNotSayIsTheMarkPrice() throws IOException {
        byte[] intended = Files.readAllBytes(STORED.resolve("stop-intended.json"));
        byte[] changed = Files.readAllBytes(STORED.resolve("policy-changed.json"));

        assertThat(((LegEvent.StopIntended) JournalFormat.read("stop-intended", intended)).triggeredBy())
                .isEqualTo(PriceKind.MARK);
        assertThat(((LegEvent.PolicyChanged) JournalFormat.read("policy-changed", changed))
                        .policy()
                        .price())
                .isEqualTo(PriceKind.MARK);
    }

    @Test
    void aSnapshotFromBeforeThereWereFillsIsRead() {
        Leg leg = Leg.flat(LegId.parse("main:BTCUSDT:BOTH")).after(opening());
        String json = new String(JournalFormat.write(leg), StandardCharsets.UTF_8);
        String former = json.replaceFirst(",\"fills\":\\{.*}}$", "}");

        assertThat(former).doesNotContain("fills");
        assertThat(JournalFormat.readSnapshot("leg-1", former.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(leg);
    }

    private static List<LegEvent> opening() {
        LegEvent.PositionOpened sample = SampleEvents.all().stream()
                .filter(LegEvent.PositionOpened.class::isInstance)
                .map(LegEvent.PositionOpened.class::cast)
                .findFirst()
                .orElseThrow();
        var opened = new LegEvent.PositionOpened(
                1,
                sample.direction(),
                sample.quantity(),
                sample.entryPrice(),
                sample.liquidationPrice(),
                sample.evidenceAt(),
                sample.policy(),
                sample.trail(),
                sample.ownEntry(),
                sample.proof(),
                sample.at());
        LegEvent intended = SampleEvents.all().stream()
                .filter(LegEvent.StopIntended.class::isInstance)
                .findFirst()
                .orElseThrow();
        return Arrays.asList(opened, intended);
    }

    @Test
    void refusesAnEventOfANewerVersionAndSaysSo() {
        assertThatThrownBy(() -> JournalFormat.read("stop-teleported", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableJournal.class)
                .hasMessageContaining("stop-teleported")
                .hasMessageContaining("newer");
    }

    @Test
    void refusesAnEventWithAFieldThatItDoesNotKnow() {
        byte[] json = "{\"id\":\"x\",\"at\":1,\"why\":\"?\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JournalFormat.read("stop-doubted", json))
                .isInstanceOf(UnreadableJournal.class)
                .hasMessageContaining("why");
    }

    @Test
    void neverTakesAMissingFieldForZero() {
        byte[] json = "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JournalFormat.read("stop-doubted", json)).isInstanceOf(UnreadableJournal.class);
    }
}
