package almanac.study;

import almanac.model.Column;
import almanac.model.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Which rows of a panel enter the models: the study's treatment of what is missing. */
enum StudySample {
    /** A row that lacks one variable of any model or correlation is left out of all. */
    LISTWISE,
    /** Each model uses every row that is complete for its own variables. */
    PER_MODEL,
    /** A region that lacks anything in any of its years is left out altogether: the panel stays balanced. */
    BALANCED;

    /** The name studies use. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rows that are complete in every column, of a balanced sample those of regions without any gap. */
    Frame complete(Frame frame) {
        Set<String> broken = new HashSet<>();
        if (this == BALANCED && frame.column("region").orElse(null) instanceof Column.Text regions) {
            IntStream.range(0, frame.rows())
                    .filter(row -> gap(frame, row))
                    .forEach(row -> broken.add(regions.values().get(row)));
            return rows(
                    frame,
                    IntStream.range(0, frame.rows())
                            .filter(row -> !broken.contains(regions.values().get(row)))
                            .toArray());
        }
        return rows(
                frame,
                IntStream.range(0, frame.rows()).filter(row -> !gap(frame, row)).toArray());
    }

    /** What the models are given: they drop incomplete rows themselves where each has a sample of its own. */
    Frame forModels(Frame frame) {
        return this == PER_MODEL ? frame : complete(frame);
    }

    private static boolean gap(Frame frame, int row) {
        return frame.columns().stream().anyMatch(column -> column.missing(row));
    }

    /** Some rows of a frame, in the order given. */
    static Frame rows(Frame frame, int[] rows) {
        List<Column> columns = new ArrayList<>();
        for (Column column : frame.columns()) {
            if (column instanceof Column.Text text) {
                columns.add(new Column.Text(
                        text.name(),
                        IntStream.of(rows).mapToObj(text.values()::get).toList()));
            } else if (column instanceof Column.Doubles doubles) {
                boolean[] present = new boolean[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    present[i] = doubles.present()[rows[i]];
                }
                columns.add(new Column.Doubles(
                        doubles.name(),
                        IntStream.of(rows)
                                .mapToDouble(row -> doubles.values()[row])
                                .toArray(),
                        present));
            }
        }
        return new Frame(columns);
    }
}
