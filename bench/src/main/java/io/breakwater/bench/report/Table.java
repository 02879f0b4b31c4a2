package io.breakwater.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns line up. Rows are printed together, at the end; without rows nothing is. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("Each row has a cell for each head");
        }
        rows.add(List.of(cells));
    }

    /** The latest row alone, for who waits for the table. */
    public void tellLatest(PrintStream out) {
        out.println(String.join(" | ", rows.getLast()));
    }

    public void print(PrintStream out) {
        if (rows.size() == 1) {
            return;
        }
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(1))
                .toArray();
        out.println();
        for (var i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths, ' '));
            if (i == 0) {
                out.println(line(rows.getFirst().stream().map(_ -> "").toList(), widths, '-'));
            }
        }
        out.println();
    }

    /** {@code 1,234}. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** {@code 1.2}. */
    public static String tenths(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }

    /** {@code 1.23}. */
    public static String hundredths(double number) {
        return String.format(Locale.ROOT, "%,.2f", number);
    }

    private static String line(List<String> cells, int[] widths, char filler) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + String.valueOf(filler)
                                .repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
