package almanac.model;

import java.util.Optional;

/**
 * One number (or mark) that a published table prints, and where it stands.
 *
 * @param model the column of the regression table, from 1; empty for the correlation table and descriptives
 * @param cell what it is: {@code coef, t, se, stars, const, const_t, R2, adjR2, F, N, corr} and a few more
 *     ({@code beta, p, ci, const_se, const_p, SEE, mean, sd})
 * @param variable the row it stands in ({@code LE}; {@code LE ~ lnFDI} in a correlation table), empty for a figure of
 *     the whole model
 * @param printed as printed
 */
public record Claim(Optional<Integer> model, String cell, Optional<String> variable, String printed) {
    /** In words: {@code adjR2 of model 1}, {@code t of LE in model 2}. */
    public String place() {
        StringBuilder place = new StringBuilder(
                switch (cell) {
                    case "coef" -> "coefficient";
                    case "adjR2" -> "adjusted R2";
                    case "corr" -> "correlation";
                    case "const" -> "constant";
                    case "const_t" -> "t of the constant";
                    case "const_se" -> "standard error of the constant";
                    case "const_p" -> "p of the constant";
                    case "se" -> "standard error";
                    default -> cell;
                });
        variable.ifPresent(v -> place.append(" of ").append(v));
        model.ifPresent(m ->
                place.append(variable.isPresent() ? " in model " : " of model ").append(m));
        return place.toString();
    }
}
