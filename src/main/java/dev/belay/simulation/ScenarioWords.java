package dev.belay.simulation;

import dev.belay.money.NearestWord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The words of one line of a scenario, read from left to right; what makes no sense is refused with what was expected. */
final class ScenarioWords {

    private final String where;
    private final List<String> words;
    private int next;

    /** @param where file and line, for people */
    ScenarioWords(String where, String line) {
        this.where = where;
        this.words = List.of(line.strip().split("\\s+", -1));
    }

    /** The next word, without going on; "" at the end. */
    String peek() {
        return next < words.size() ? words.get(next) : "";
    }

    /** Goes on over {@code word} if it is next; says whether it was. */
    boolean skip(String word) {
        boolean isNext = peek().equals(word);
        next += isNext ? 1 : 0;
        return isNext;
    }

    /** Goes on over {@code word}, which has to be next. */
    void expect(String word) {
        if (!skip(word)) {
            throw problem("[%s] where [%s] is expected".formatted(peek(), word));
        }
    }

    /** The next word, which has to be one of {@code known}; {@code what} names them. */
    String oneOf(String what, List<String> known) {
        String word = peek();
        if (!known.contains(word)) {
            String near = NearestWord.to(word, known)
                    .map(" (did you mean %s?)"::formatted)
                    .orElse("");
            throw problem("[%s] is no %s%s; there are: %s".formatted(word, what, near, String.join(", ", known)));
        }
        next++;
        return word;
    }

    /** A time such as 90s, in milliseconds. */
    long millis() {
        String word = peek();
        try {
            long millis = PlanText.millis(word);
            next++;
            return millis;
        } catch (IllegalArgumentException nonsense) {
            throw problem(String.valueOf(nonsense.getMessage()));
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    int number(int least, int most) {
        String word = peek();
        if (word.matches("[0-9]{1,6}") && Integer.parseInt(word) >= least && Integer.parseInt(word) <= most) {
            next++;
            return Integer.parseInt(word);
        }
        throw problem("[%s] where a whole number from %d to %d is expected".formatted(word, least, most));
    }

    /** Such as +1.5%. */
    BigDecimal percent() {
        return decimal("[+-]?[0-9]{1,4}(\\.[0-9]{1,4})?%", "%", "a percentage such as 50% or -2.5%");
    }

    /** Such as 200 USDT. */
    BigDecimal money() {
        BigDecimal money = decimal("[0-9]{1,9}(\\.[0-9]{1,8})?", "", "an amount such as 200 USDT");
        expect("USDT");
        return money;
    }

    private BigDecimal decimal(String pattern, String unit, String expected) {
        String word = peek();
        if (!word.matches(pattern)) {
            throw problem("[%s] where %s is expected".formatted(word, expected));
        }
        next++;
        return new BigDecimal(word.replace(unit, ""));
    }

    /** Nothing may follow. */
    void end() {
        if (!peek().isEmpty()) {
            throw problem("[%s] where the line should end".formatted(peek()));
        }
    }

    IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(String.format(Locale.ROOT, "%s: %s", where, what));
    }
}
