package almanac.model;

import java.util.Optional;

/**
 * How far one printed cell moves one coefficient, through every formula between them.
 *
 * @param model name of the model
 * @param term of the coefficient
 * @param estimate of the coefficient as it is
 * @param rank from 1, by the size of {@code change}
 * @param key the panel cell that holds the printed figure
 * @param observation the printed figure
 * @param change exact: the coefficient with this figure 1 % higher, everything computed anew, minus the coefficient
 * @param slope first order: one hundredth of the derivative with respect to the figure's logarithm
 * @param lastDigit first order: the change when the last printed digit is one higher
 * @param leftOut exact: the coefficient without this figure (rows that need it fall out of the sample, a country without
 *     income out of PRODY), minus the coefficient; empty when nothing could be estimated then
 * @param rowsMoved rows of the sample that the figure enters
 * @param rowsLost rows that the sample loses without it
 */
public record CellInfluence(
        String model,
        String term,
        double estimate,
        int rank,
        Panel.Key key,
        Observation observation,
        double change,
        double slope,
        double lastDigit,
        Optional<Double> leftOut,
        int rowsMoved,
        int rowsLost) {}
