package dev.belay.simulation;

import dev.belay.money.Direction;
import dev.belay.simulator.WellKnownSymbols;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Scenarios as people write them: {@code # story} first, {@code symbols N}, then lines {@code at TIME ACT}. An
 * {@link IllegalArgumentException} names file, line and word of what makes no sense, and what was expected.
 */
public final class ScenarioText {

    private static final List<String> ACTS = List.of(
            "open", "signal", "reduce", "close", "flip", "cancel-stops", "price", "fault", "kill", "start", "expect");
    private static final List<String> FAULTS = Arrays.stream(Mishap.values())
            .filter(mishap -> mishap.occasion() != Mishap.Occasion.PERSON)
            .map(Mishap::word)
            .toList();
    private static final List<String> EXPECTED =
            Arrays.stream(Act.Expected.values()).map(ScenarioText::word).toList();
    private static final List<String> DIRECTIONS = List.of("long", "short");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST = WellKnownSymbols.all().size();
    private static final long LONGEST_MILLIS = 24L * 3_600_000;

    private final String name;
    private final List<Scenario.Line> lines = new ArrayList<>();
    private String story = "";
    private int symbols;

    private ScenarioText(String name) {
        this.name = name;
    }

    /** Reads the {@code lines} of the file {@code name}. */
    public static Scenario read(String name, List<String> lines) {
        var text = new ScenarioText(name);
        for (int number = 1; number <= lines.size(); number++) {
            text.line(number, lines.get(number - 1).strip());
        }
        if (text.lines.stream().noneMatch(line -> line.act() instanceof Act.Expect)) {
            throw new IllegalArgumentException(
                    name + ": it expects nothing; there has to be a line such as: at 60s expect protected");
        }
        return new Scenario(name, text.story, text.symbols, text.lines);
    }

    private void line(int number, String line) {
        if (line.startsWith("#")) {
            story = story.isEmpty() ? line.substring(1).strip() : story;
        } else if (!line.isEmpty()) {
            var words = new ScenarioWords("%s line %d".formatted(name, number), line);
            if (words.skip("symbols")) {
                symbols = words.number(1, MOST);
            } else {
                lines.add(timed(number, line, words));
            }
            words.end();
        }
    }

    private Scenario.Line timed(int number, String line, ScenarioWords words) {
        if (symbols == 0) {
            throw words.problem("[%s] where [symbols N] is expected: the first line says how many are traded"
                    .formatted(words.peek()));
        }
        words.expect("at");
        long at = words.millis();
        long before = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).at();
        if (at < before || at > LONGEST_MILLIS) {
            throw words.problem(
                    "%d ms is before the line above it, at %d ms, or later than a day".formatted(at, before));
        }
        return new Scenario.Line(number, line, at, act(words));
    }

    private Act act(ScenarioWords words) {
        return switch (words.oneOf("act", ACTS)) {
            case "open" -> new Act.Open(symbol(words), direction(words), words.money());
            case "signal" -> new Act.Signal(symbol(words), direction(words), words.money());
            case "reduce" -> new Act.Reduce(symbol(words), part(words));
            case "close" -> new Act.Close(symbol(words));
            case "flip" -> new Act.Flip(symbol(words));
            case "cancel-stops" -> new Act.CancelStops(symbol(words));
            case "price" -> new Act.Price(symbol(words), change(words));
            case "fault" -> fault(words);
            case "kill" -> new Act.Kill();
            case "start" -> new Act.Start();
            default -> expectation(words);
        };
    }

    /** {@code every symbol}, or one of those that are traded. */
    private String symbol(ScenarioWords words) {
        if (words.skip("every")) {
            words.expect("symbol");
            return "";
        }
        return words.oneOf("symbol that is traded here, nor [every symbol]", Scenario.symbols(symbols));
    }

    private static Direction direction(ScenarioWords words) {
        return words.oneOf("side", DIRECTIONS).equals("long") ? Direction.LONG : Direction.SHORT;
    }

    private static BigDecimal part(ScenarioWords words) {
        BigDecimal percent = words.percent();
        if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
            throw words.problem("%s%% of a position cannot be taken off; expected more than 0%% and less than 100%%"
                    .formatted(percent.toPlainString()));
        }
        return percent;
    }

    private static BigDecimal change(ScenarioWords words) {
        BigDecimal percent = words.percent();
        if (percent.add(HUNDRED).signum() <= 0) {
            throw words.problem("a price cannot fall by %s%%; expected more than -100%%"
                    .formatted(percent.negate().toPlainString()));
        }
        return percent;
    }

    private Act fault(ScenarioWords words) {
        Mishap mishap = PlanText.mishap(words.oneOf("fault", FAULTS));
        String symbol = words.skip("at") ? symbol(words) : "";
        long millis = words.skip("for") ? words.millis() : 0;
        if (mishap.occasion() == Mishap.Occasion.SPELL && millis == 0) {
            throw words.problem("%s lasts: expected [for TIME] at the end, such as for 20s".formatted(mishap.word()));
        }
        return new Act.Fault(mishap, symbol, millis);
    }

    private Act expectation(ScenarioWords words) {
        String word = words.oneOf("expectation", EXPECTED);
        Act.Expected what = Act.Expected.valueOf(word.toUpperCase(Locale.ROOT));
        boolean counts = what == Act.Expected.POSITIONS || what == Act.Expected.STOPS;
        int number = counts ? words.number(0, 1_000) : 0;
        return new Act.Expect(what, words.peek().isEmpty() ? "" : symbol(words), number);
    }

    private static String word(Act.Expected what) {
        return what.name().toLowerCase(Locale.ROOT);
    }
}
