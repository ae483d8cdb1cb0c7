package dev.belay.money;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the word that a misspelt one was probably meant to be. */
public final class NearestWord {

    private NearestWord() {}

    /** The most similar of {@code known}, if it is similar enough to be worth proposing. */
    public static Optional<String> to(String misspelt, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(misspelt, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> distance(misspelt, word) <= Math.max(2, misspelt.length() / 3));
    }

    /** How many letters must be changed, added or dropped (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                int changed = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[other.length()];
    }
}
