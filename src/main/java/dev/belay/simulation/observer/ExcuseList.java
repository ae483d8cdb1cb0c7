package dev.belay.simulation.observer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in which nobody could protect anything, as somebody wrote them down beside an audit. */
public final class ExcuseList {

    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\S.*)");

    private final List<Change> changes;
    private final Map<String, Integer> depths = new HashMap<>();
    private int next;

    private record Change(long at, boolean begins, String why) {}

    /** Nothing is excused. */
    public static ExcuseList none() {
        return new ExcuseList(List.of());
    }

    private ExcuseList(List<Change> changes) {
        this.changes = changes;
    }

    /**
     * Reads lines of {@code FROM UNTIL WHY}, times in epoch milliseconds; empty ones do not count. Throws {@link
     * IllegalArgumentException} with the number of a line that makes no sense.
     */
    public static ExcuseList read(Path file) throws IOException {
        List<Change> changes = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(changes, lines.get(i).strip(), i + 1);
            }
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparing(Change::begins, Comparator.reverseOrder()));
        return new ExcuseList(changes);
    }

    private static void add(List<Change> changes, String line, int number) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("line %d: [%s] is not FROM UNTIL WHY".formatted(number, line));
        }
        long from = Long.parseLong(parts.group(1));
        long until = Long.parseLong(parts.group(2));
        if (until < from) {
            throw new IllegalArgumentException("line %d: [%s] ends before it begins".formatted(number, line));
        }
        String why = parts.group(3);
        changes.add(new Change(from, true, why));
        changes.add(new Change(until, false, why));
    }

    /** Tells {@code judge} what begins and ends until {@code at}. */
    void tell(ExchangeJudge judge, long at) {
        while (next < changes.size() && changes.get(next).at() <= at) {
            Change change = changes.get(next++);
            int depth = depths.merge(change.why(), change.begins() ? 1 : -1, Integer::sum);
            if (change.begins() && depth == 1) {
                judge.excuse(change.why(), change.at());
            } else if (depth == 0) {
                judge.excuseOver(change.why(), change.at());
            }
        }
    }
}
