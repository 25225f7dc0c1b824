package almanac.mining;

import almanac.model.Column;
import almanac.model.Diagnostic;
import almanac.model.Frame;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Variables of regions by period: {@code values[variable][region][period]}, {@code NaN} where there is none.
 *
 * @param regions sorted; one empty label where the data have no regions
 * @param periods sorted, for example years; one empty label where the data have none
 * @param variables in the order asked for
 */
public record PanelGrid(List<String> regions, List<String> periods, List<String> variables, double[][][] values) {
    public PanelGrid {
        regions = List.copyOf(regions);
        periods = List.copyOf(periods);
        variables = List.copyOf(variables);
    }

    /** A grid, unless the frame has not the columns, and what was met. */
    public record Outcome(Optional<PanelGrid> grid, List<Diagnostic> diagnostics) {
        public Outcome {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * @param regionColumn empty for data without regions
     * @param periodColumn empty for data without periods
     * @param wanted variables; empty for all columns of numbers
     * @param source for messages
     */
    public static Outcome of(
            Frame frame, String regionColumn, String periodColumn, List<String> wanted, String source) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (String key : List.of(regionColumn, periodColumn)) {
            if (!key.isEmpty() && frame.column(key).isEmpty()) {
                return refused(source, MiningTrouble.NO_COLUMN, "no column " + key, listed(frame));
            }
        }
        List<String> variables = new ArrayList<>(wanted);
        if (variables.isEmpty()) {
            for (Column column : frame.columns()) {
                if (!(column instanceof Column.Text)
                        && !column.name().equals(regionColumn)
                        && !column.name().equals(periodColumn)) {
                    variables.add(column.name());
                }
            }
        }
        for (String variable : variables) {
            Optional<Column> column = frame.column(variable);
            if (column.isEmpty() || column.get() instanceof Column.Text) {
                return refused(
                        source,
                        MiningTrouble.NO_COLUMN,
                        column.isEmpty() ? "no column " + variable : "column " + variable + " holds no numbers",
                        listed(frame));
            }
        }
        if (variables.isEmpty() || frame.rows() == 0) {
            return refused(source, MiningTrouble.NOTHING, "there are no numbers", "name columns with --variables");
        }
        List<String> regionOf = labels(frame, regionColumn);
        List<String> periodOf = labels(frame, periodColumn);
        List<String> regions = List.copyOf(new TreeSet<>(regionOf));
        List<String> periods = List.copyOf(new TreeSet<>(periodOf));
        Map<String, Integer> regionAt = positions(regions);
        Map<String, Integer> periodAt = positions(periods);
        double[][][] values = new double[variables.size()][regions.size()][periods.size()];
        boolean[][] seen = new boolean[regions.size()][periods.size()];
        for (double[][] variable : values) {
            for (double[] row : variable) {
                Arrays.fill(row, Double.NaN);
            }
        }
        for (int i = 0; i < frame.rows(); i++) {
            int r = regionAt.getOrDefault(regionOf.get(i), 0);
            int t = periodAt.getOrDefault(periodOf.get(i), 0);
            if (seen[r][t]) {
                return refused(
                        source,
                        MiningTrouble.TWICE,
                        "two rows for " + (regionOf.get(i) + " " + periodOf.get(i)).strip(),
                        "name the columns that tell rows apart: --region COLUMN --year COLUMN");
            }
            seen[r][t] = true;
            for (int v = 0; v < variables.size(); v++) {
                values[v][r][t] = number(frame.column(variables.get(v)).orElseThrow(), i);
            }
        }
        return new Outcome(Optional.of(new PanelGrid(regions, periods, variables, values)), diagnostics);
    }

    private static String listed(Frame frame) {
        return "the columns are "
                + String.join(
                        ", ",
                        frame.names().subList(0, Math.min(20, frame.names().size())));
    }

    private static Outcome refused(String source, Diagnostic.Code code, String message, String hint) {
        return new Outcome(Optional.empty(), List.of(Diagnostic.of(code, source, message, hint)));
    }

    private static Map<String, Integer> positions(List<String> labels) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (String label : labels) {
            positions.put(label, positions.size());
        }
        return positions;
    }

    private static List<String> labels(Frame frame, String name) {
        List<String> labels = new ArrayList<>(frame.rows());
        Optional<Column> column = name.isEmpty() ? Optional.empty() : frame.column(name);
        for (int i = 0; i < frame.rows(); i++) {
            labels.add(column.isEmpty() ? "" : label(column.get(), i));
        }
        return labels;
    }

    private static String label(Column column, int row) {
        if (column instanceof Column.Text text) {
            return text.values().get(row);
        }
        double value = number(column, row);
        return Double.isNaN(value)
                ? ""
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static double number(Column column, int row) {
        if (column.missing(row)) {
            return Double.NaN;
        }
        if (column instanceof Column.Decimals decimals) {
            return decimals.at(row).map(BigDecimal::doubleValue).orElse(Double.NaN);
        }
        return column instanceof Column.Doubles doubles ? doubles.values()[row] : Double.NaN;
    }

    /** One region's path of one variable. */
    public double[] path(int variable, int region) {
        return values[variable][region];
    }

    /** Periods in a year as the labels tell: 4 for {@code 2019-Q2}, 12 for {@code 2019-07}, 2 for halves, else 1. */
    public int season() {
        String last = periods.get(periods.size() - 1);
        return last.matches("\\d{4}-Q[1-4]")
                ? 4
                : last.matches("\\d{4}-H[12]") ? 2 : last.matches("\\d{4}-\\d\\d") ? 12 : 1;
    }
}
