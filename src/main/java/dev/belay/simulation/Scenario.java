package dev.belay.simulation;

import dev.belay.simulator.WellKnownSymbols;
import java.util.List;

/**
 * A story that is told line by line, without chance: who does what when, what goes wrong, and what is expected of it.
 *
 * @param name of its file
 * @param story its first line, for people
 * @param symbols how many of the well-known symbols are traded
 * @param lines in the order in which they happen
 */
public record Scenario(String name, String story, int symbols, List<Line> lines) {

    /**
     * One thing that happens.
     *
     * @param number of the line in the file
     * @param at milliseconds since the start
     */
    record Line(int number, String text, long at, Act act) {}

    public Scenario {
        lines = List.copyOf(lines);
    }

    /** The names of the symbols that a scenario of so many can speak of. */
    static List<String> symbols(int many) {
        return WellKnownSymbols.all().subList(0, many).stream()
                .map(spec -> spec.symbol().name())
                .toList();
    }

    /** When its last line happens, milliseconds since the start. */
    long lastAt() {
        return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).at();
    }
}
