package dev.belay.simulation;

import dev.belay.money.NearestWord;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans as people write them. Everything that makes no sense is refused with what was expected. */
public final class PlanText {

    private static final List<String> WORDS =
            Stream.of(Mishap.values()).map(Mishap::word).toList();

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private PlanText() {}

    /** Seeds {@code first} to {@code last}. */
    public record Seeds(long first, long last) {}

    /** Reads {@code 1..1000} or {@code 17}; throws {@link IllegalArgumentException}. */
    public static Seeds seeds(String text) {
        String[] ends = text.split("\\.\\.", -1);
        try {
            long first = Long.parseLong(ends[0].strip());
            long last = ends.length == 1 ? first : Long.parseLong(ends[1].strip());
            if (ends.length <= 2 && first >= 0 && first <= last) {
                return new Seeds(first, last);
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "seeds: [%s] is no range of seeds; expected A..B with whole numbers 0 <= A <= B, such as 1..1000, or one seed"
                        .formatted(text));
    }

    /** Reads words of classes, such as {@code crash,empty-positions}. */
    public static Set<Mishap> classes(String text) {
        Set<Mishap> found = EnumSet.noneOf(Mishap.class);
        for (String word : text.split(",", -1)) {
            found.add(mishap(word.strip()));
        }
        return found;
    }

    /** Reads single faults, such as {@code crash#3,event-lost#17}. */
    public static Set<Strike> strikes(String text) {
        Set<Strike> found = new HashSet<>();
        for (String one : text.split(",", -1)) {
            String[] parts = one.strip().split("#", -1);
            try {
                found.add(new Strike(mishap(parts[0]), Integer.parseInt(parts.length == 2 ? parts[1] : "")));
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException(
                        "[%s] is no single fault; expected class#number, such as crash#3".formatted(one));
            }
        }
        return found;
    }

    /** Reads {@code 1500ms}, {@code 90s} or {@code 20m} as milliseconds. */
    public static long millis(String text) {
        Matcher duration = DURATION.matcher(text.strip());
        if (!duration.matches()) {
            throw new IllegalArgumentException(
                    "[%s] is no duration; expected a whole number with ms, s, m or h, such as 90s".formatted(text));
        }
        long unit = switch (duration.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        return Math.multiplyExact(Long.parseLong(duration.group(1)), unit);
    }

    static Mishap mishap(String word) {
        return Stream.of(Mishap.values())
                .filter(mishap -> mishap.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("[%s] is no class of faults%s; there are: %s"
                        .formatted(
                                word,
                                NearestWord.to(word, WORDS)
                                        .map(near -> " (did you mean " + near + "?)")
                                        .orElse(""),
                                String.join(", ", WORDS))));
    }

    /** The one command that lives through the day of {@code plan} again. */
    public static String command(WorldPlan plan) {
        StringBuilder command = new StringBuilder("belay simulate --seeds " + plan.seed() + " --chaos "
                + plan.chaosMillis() + "ms --symbols " + plan.symbols() + " --only "
                + plan.possible().stream().sorted().map(Mishap::word).collect(Collectors.joining(",")));
        if (!plan.spared().isEmpty()) {
            command.append(" --spare ")
                    .append(plan.spared().stream()
                            .map(Strike::toString)
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        return command.toString();
    }
}
