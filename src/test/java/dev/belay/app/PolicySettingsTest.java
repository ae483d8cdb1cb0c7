package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.StopRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies and templates as they are written in a file, and what is said of those that make no sense. */
class PolicySettingsTest {

    @TempDir
    private Path directory = Path.of("");

    private SettingsSource source(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("own.conf"), text);
        return new SettingsSource(Optional.empty(), Optional.of(file), List.of());
    }

    private Policies read(String text) throws IOException {
        return SettingsReader.forClient(source(text)).policies();
    }

    private List<SettingsProblem> refused(String text) throws IOException {
        SettingsSource source = source(text);
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.forClient(source))
                .problems();
    }

    private void refused(String text, String place, String what, String remedy) throws IOException {
        List<SettingsProblem> problems = refused(text);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).place()).endsWith(place);
        assertThat(problems.get(0).what()).isEqualTo(what);
        assertThat(problems.get(0).remedy()).contains(remedy);
    }

    @Test
    void aPolicyNeedsOnlyWhatDiffersFromTheDefault() throws IOException {
        Policies policies = read("""
                belay.policies.careful { callback = "0.3 %" }
                belay.policies.default.disaster = "7 %"
                """);

        StopPolicy careful = policies.find("careful").orElseThrow();
        assertThat(careful.callback()).isEqualTo(Percent.of("0.3"));
        assertThat(careful.disaster()).isEqualTo(Percent.of("7"));
        assertThat(careful.initialStop()).isEqualTo(Percent.of("2"));
        assertThat(policies.names()).containsExactly("careful", "default");
    }

    @Test
    void aPolicyFollowsTheMarkPriceUnlessItSaysOtherwise() throws IOException {
        Policies policies = read("belay.policies.trades { price = last }");

        assertThat(policies.find("trades").orElseThrow().price()).isEqualTo(PriceKind.LAST);
        assertThat(policies.find("default").orElseThrow().price()).isEqualTo(PriceKind.MARK);
    }

    @Test
    void everyRuleCanBeSwitchedOn() throws IOException {
        Policies policies = read("""
                belay.policies.full {
                  callback = off
                  callback-ticks = 150
                  atr { multiple = 2.5, periods = 10, bar = 1 m }
                  break-even { gain = "1 %", offset = "0.1 %", taker-fee = "0.04 %" }
                  profit-lock = ["3 % = 50 %", "6=70"]
                  age { tighten-after = 24 h, callback = "1 %", close-after = 72 h }
                }
                """);

        StopPolicy full = policies.find("full").orElseThrow();
        assertThat(full.callback().isZero()).isTrue();
        assertThat(full.rules())
                .containsExactly(
                        new StopRule.TrailByTicks(150),
                        new StopRule.TrailByRange(new BigDecimal("2.5"), 10, Duration.ofMinutes(1)),
                        new StopRule.BreakEven(Percent.of("1"), Percent.of("0.1"), Percent.of("0.04")),
                        new StopRule.ProfitLock(List.of(
                                new StopRule.Tier(Percent.of("3"), Percent.of("50")),
                                new StopRule.Tier(Percent.of("6"), Percent.of("70")))),
                        new StopRule.TightenByAge(Duration.ofHours(24), Percent.of("1")),
                        new StopRule.CloseByAge(Duration.ofHours(72)));
    }

    @Test
    void templatesAreWrittenAsLegsAre() throws IOException {
        Policies policies = read("""
                belay.policies { careful {}, tight {}, other {} }
                belay.templates = ["btcusdt:long = careful", "other:*:* = other", "*:SHORT=tight", "ETHUSDT = careful"]
                """);

        assertThat(name(policies, "main:BTCUSDT:BOTH", Direction.LONG)).isEqualTo("careful");
        assertThat(name(policies, "main:BTCUSDT:BOTH", Direction.SHORT)).isEqualTo("tight");
        assertThat(name(policies, "other:BTCUSDT:BOTH", Direction.SHORT)).isEqualTo("other");
        assertThat(name(policies, "main:ETHUSDT:LONG", Direction.LONG)).isEqualTo("careful");
        assertThat(name(policies, "main:SOLUSDT:LONG", Direction.LONG)).isEqualTo("default");
    }

    private static String name(Policies policies, String leg, Direction direction) {
        return policies.of(LegId.parse(leg), direction).name();
    }

    @Test
    void aPolicyThatCouldLoosenIsRefusedWithPlaceValueAndWhatWasExpected() throws IOException {
        refused(
                "belay.policies.careful {\n  profit-lock = [\"3 % = 50 %\", \"6 % = 40 %\"]\n}",
                "own.conf:2",
                "belay.policies.careful.profit-lock = [3 % = 50 %, 6 % = 40 %]",
                "expected at least the share of the tier below: from 6 % gain on 40 % would be kept");
        refused(
                "belay.policies.careful.callback = \"5 %\"",
                "own.conf:1",
                "belay.policies.careful.callback = 5 %",
                "expected a smaller one: with activation = 1.5 %");
        refused(
                "belay.policies.careful {\n  age.tighten-after = 24 h\n  age.callback = \"1 %\"\n}",
                "own.conf:3", "belay.policies.careful.age.callback = 1 %", "expected at most callback, which is 0.5 %");
        refused(
                "belay.policies.careful.initial-stop = \"6 %\"",
                "belay.conf (shipped):" + lineOfDisaster(),
                "belay.policies.careful.disaster = 5 %",
                "more than belay.policies.careful.initial-stop, which is 6 %");
    }

    private static int lineOfDisaster() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("conf/belay.conf"));
        return 1 + lines.indexOf("      disaster = \"5 %\"");
    }

    @Test
    void aValueThatIsNoneIsRefusedWithAnExample() throws IOException {
        refused(
                "belay.policies.careful.profit-lock = [\"3 % = 100 %\"]",
                "own.conf:1",
                "belay.policies.careful.profit-lock = [3 % = 100 %]",
                "shares in percent below 100 %. Example: profit-lock = [\"3 % = 50 %\", \"6 % = 70 %\"]");
        refused(
                "belay.policies.careful.callback-ticks = 0",
                "own.conf:1",
                "belay.policies.careful.callback-ticks = 0",
                "expected off, or a whole number from 1 to 1000000");
        refused(
                "belay.policies.careful {\n  price = index\n}",
                "own.conf:2",
                "belay.policies.careful.price = index",
                "expected one of mark, last. Example: price = last");
    }

    @Test
    void aMisspeltKeyOfAPolicyIsFound() throws IOException {
        refused(
                "belay.policies.careful.calback = \"0.3 %\"",
                "own.conf:1", "belay.policies.careful.calback", "Did you mean belay.policies.careful.callback?");
    }

    @Test
    void aPolicyIsNamedPlainly() throws IOException {
        refused(
                "belay.policies.\"My Policy\" { callback = \"0.3 %\", disaster = \"6 %\" }",
                "own.conf:1", "belay.policies.My Policy", "a letter first");
    }

    @Test
    void theFormerKeysOfTheOnePolicySayWhereTheyAreNow() throws IOException {
        refused(
                "belay.policy.callback = \"0.3 %\"",
                "own.conf:1", "belay.policy.callback", "Write belay.policies.default.callback");
    }

    @Test
    void templatesThatCannotBeMeantAreRefused() throws IOException {
        refused(
                "belay.policies.careful {}\nbelay.templates = [\"BTCUSDT = carefull\"]",
                "own.conf:2",
                "belay.templates = [BTCUSDT = carefull]",
                "no policy is named carefull; there are default, careful. Did you mean careful?");
        refused(
                "belay.policies.careful {}\nbelay.templates = [\"* = careful\", \"BTCUSDT = default\"]",
                "own.conf:2",
                "belay.templates = [* = careful, BTCUSDT = default]",
                "number 2 never applies");
        refused(
                "belay.templates = [\"BTCUSDT:UP = default\"]",
                "own.conf:1",
                "belay.templates = [BTCUSDT:UP = default]",
                "expected a list of LEG=POLICY");
    }
}
