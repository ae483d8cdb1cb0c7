package dev.belay.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of plain text: two spaces between columns, numbers to the right. */
final class TextTable {

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    /** A head that begins with {@code >} makes a column whose values stand to the right. */
    TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(heads.stream()
                .map(head -> isRight(head) ? head.substring(1) : head)
                .toList());
        all.addAll(rows);
        int[] widths = IntStream.range(0, heads.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> cell(row.get(column), widths[column], isRight(heads.get(column))))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String cell(String text, int width, boolean right) {
        String space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }

    private static boolean isRight(String head) {
        return head.startsWith(">");
    }
}
