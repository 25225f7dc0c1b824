package almanac.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What regions are compared by: their levels (the mean of each variable over time) or their paths (every period of
 * every variable, each variable on one scale, so that the shape over time counts). Standardised.
 *
 * @param regions those with all numbers
 * @param leftOut those without: nothing is filled in
 * @param rows one for each region
 */
public record RegionFeatures(List<String> regions, List<String> leftOut, double[][] rows) {
    public RegionFeatures {
        regions = List.copyOf(regions);
        leftOut = List.copyOf(leftOut);
    }

    /** Means over time; a region needs at least one number of every variable. */
    public static RegionFeatures levels(PanelGrid grid) {
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < grid.regions().size(); r++) {
            double[] row = new double[grid.variables().size()];
            for (int v = 0; v < row.length; v++) {
                row[v] =
                        Arrays.stream(Robust.present(grid.path(v, r))).average().orElse(Double.NaN);
            }
            rows.add(row);
        }
        return complete(grid.regions(), rows, 1);
    }

    /** Whole paths; a region needs every number. */
    public static RegionFeatures paths(PanelGrid grid) {
        int periods = grid.periods().size();
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < grid.regions().size(); r++) {
            double[] row = new double[grid.variables().size() * periods];
            for (int v = 0; v < grid.variables().size(); v++) {
                System.arraycopy(grid.path(v, r), 0, row, v * periods, periods);
            }
            rows.add(row);
        }
        return complete(grid.regions(), rows, periods);
    }

    /** Keeps complete rows and standardises blocks of {@code width} columns together. */
    private static RegionFeatures complete(List<String> regions, List<double[]> rows, int width) {
        List<String> kept = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<double[]> full = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            boolean whole = Arrays.stream(rows.get(r)).noneMatch(Double::isNaN);
            (whole ? kept : leftOut).add(regions.get(r));
            if (whole) {
                full.add(rows.get(r).clone());
            }
        }
        double[][] data = full.toArray(new double[0][]);
        int columns = data.length == 0 ? 0 : data[0].length;
        for (int from = 0; from < columns; from += width) {
            double sum = 0;
            double squares = 0;
            for (double[] row : data) {
                for (int j = from; j < from + width; j++) {
                    sum += row[j];
                }
            }
            double mean = sum / (data.length * width);
            for (double[] row : data) {
                for (int j = from; j < from + width; j++) {
                    squares += (row[j] - mean) * (row[j] - mean);
                }
            }
            // the whole of a path weighs as much as one level
            double scale = Math.sqrt(squares / (data.length * width)) * Math.sqrt(width);
            for (double[] row : data) {
                for (int j = from; j < from + width; j++) {
                    row[j] = scale > 0 ? (row[j] - mean) / scale : 0;
                }
            }
        }
        return new RegionFeatures(kept, leftOut, data);
    }
}
