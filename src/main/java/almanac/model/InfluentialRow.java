package almanac.model;

import java.util.List;

/**
 * How much one row of the data counts in a model.
 *
 * @param row data row from 1
 * @param label its unit and period, empty where they are not declared
 * @param leverage diagonal of the projection
 * @param studentised residual over its standard error without the row
 * @param cook Cook's distance
 * @param dffits change of the fitted value in standard errors
 * @param dfbetas change of each coefficient in standard errors, in the order of the coefficients
 */
public record InfluentialRow(
        int row, String label, double leverage, double studentised, double cook, double dffits, List<Double> dfbetas) {
    public InfluentialRow {
        dfbetas = List.copyOf(dfbetas);
    }
}
