package dev.belay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTextTest {

    private static Scenario read(String... lines) {
        return ScenarioText.read("my.txt", List.of(lines));
    }

    @Test
    void theFirstCommentIsTheStory() {
        Scenario scenario = read("# once", "# more", "", "symbols 2", "at 1500ms expect flat");
        assertThat(scenario.story()).isEqualTo("once");
        assertThat(scenario.symbols()).isEqualTo(2);
        assertThat(scenario.lines())
                .containsExactly(
                        new Scenario.Line(5, "at 1500ms expect flat", 1_500, new Act.Expect(Act.Expected.FLAT, "", 0)));
    }

    @Test
    void aLineMayNameOneSymbolOrEvery() {
        List<Scenario.Line> lines = read(
                        "symbols 2", "at 1s close ETHUSDT", "at 1s close every symbol", "at 2s expect stops 0 ETHUSDT")
                .lines();
        assertThat(lines.stream().map(Scenario.Line::act))
                .containsExactly(
                        new Act.Close("ETHUSDT"), new Act.Close(""), new Act.Expect(Act.Expected.STOPS, "ETHUSDT", 0));
    }

    @Test
    void faultsComeOnceOrForAWhileAndMayNameASymbol() {
        List<Scenario.Line> lines = read(
                        "symbols 1",
                        "at 1s fault would-trigger at BTCUSDT",
                        "at 1s fault rest-down for 5s",
                        "at 2s expect flat")
                .lines();
        assertThat(lines.stream().map(Scenario.Line::act))
                .startsWith(
                        new Act.Fault(Mishap.WOULD_TRIGGER, "BTCUSDT", 0), new Act.Fault(Mishap.REST_DOWN, "", 5_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at 1s opne BTCUSDT long 200 USDT   | line 2: [opne] is no act (did you mean open?); there are: open, signal
                    in 1s kill                         | line 2: [in] where [at] is expected
                    at soon kill                       | line 2: [soon] is no duration; expected a whole number with ms, s, m or h
                    at 48h kill                        | line 2: 172800000 ms is before the line above it, at 0 ms, or later than a day
                    at 1s kill now                     | line 2: [now] where the line should end
                    at 1s close SOLUSDT                | line 2: [SOLUSDT] is no symbol that is traded here, nor [every symbol]
                    at 1s close every                  | line 2: [] where [symbol] is expected
                    at 1s open BTCUSDT lnog 200 USDT   | line 2: [lnog] is no side (did you mean long?); there are: long, short
                    at 1s open BTCUSDT long much USDT  | line 2: [much] where an amount such as 200 USDT is expected
                    at 1s open BTCUSDT long 200 EUR    | line 2: [EUR] where [USDT] is expected
                    at 1s reduce BTCUSDT 100%          | line 2: 100% of a position cannot be taken off
                    at 1s price BTCUSDT -100%          | line 2: a price cannot fall by 100%
                    at 1s price BTCUSDT up             | line 2: [up] where a percentage such as 50% or -2.5% is expected
                    at 1s fault empty-position for 2s  | line 2: [empty-position] is no fault (did you mean empty-positions?)
                    at 1s fault closed-by-hand         | line 2: [closed-by-hand] is no fault
                    at 1s fault rest-down              | line 2: rest-down lasts: expected [for TIME] at the end
                    at 1s expect protektd              | line 2: [protektd] is no expectation (did you mean protected?)
                    at 1s expect stops many            | line 2: [many] where a whole number from 0 to 1000 is expected
                    symbols 99                         | line 2: [99] where a whole number from 1 to 16 is expected
                    """)
    void whatMakesNoSenseIsRefusedWithItsLineAndWhatWasExpected(String line, String problem) {
        assertThatThrownBy(() -> read("symbols 2", line, "at 9s expect flat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.txt " + problem);
    }

    @Test
    void timeGoesOnFromLineToLine() {
        assertThatThrownBy(() -> read("symbols 1", "at 5s kill", "at 4s start"))
                .hasMessage("my.txt line 3: 4000 ms is before the line above it, at 5000 ms, or later than a day");
    }

    @Test
    void theSymbolsComeFirst() {
        assertThatThrownBy(() -> read("at 5s kill"))
                .hasMessageStartingWith("my.txt line 1: [at] where [symbols N] is expected");
    }

    @Test
    void aScenarioThatExpectsNothingIsNone() {
        assertThatThrownBy(() -> read("symbols 1", "at 5s kill")).hasMessageStartingWith("my.txt: it expects nothing");
    }
}
