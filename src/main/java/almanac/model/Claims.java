package almanac.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Published tables, number by number as printed: a correlation table, regression columns, descriptives.
 *
 * @param id a short name, for example the file's
 * @param source where they were published
 * @param order variables of the correlation table, in its order
 * @param correlations the printed cells of the correlation table below the diagonal
 * @param n observations of the whole paper (correlation table and models that print none of their own)
 * @param models regression columns
 * @param legend what the stars mean
 * @param descriptives means, standard deviations and bounds of single variables
 * @param sample the sample's arithmetic, where the paper states it
 * @param notes what had to be assumed while reading
 */
public record Claims(
        String id,
        String source,
        List<String> order,
        List<Correlation> correlations,
        Optional<Printed> n,
        List<Model> models,
        StarLegend legend,
        List<Descriptive> descriptives,
        Optional<Sample> sample,
        List<String> notes) {
    public Claims {
        order = List.copyOf(order);
        correlations = List.copyOf(correlations);
        models = List.copyOf(models);
        descriptives = List.copyOf(descriptives);
        notes = List.copyOf(notes);
    }

    /**
     * A cell of the correlation table.
     *
     * @param row name of the one variable
     * @param column name of the other
     * @param value as printed
     * @param stars its stars, present and empty where the table prints stars but none here
     * @param p its p value
     */
    public record Correlation(String row, String column, Printed value, Optional<String> stars, Optional<Printed> p) {}

    /** How standard errors were computed, as far as the paper says. */
    public enum Errors {
        /** The paper says: classical. */
        CLASSICAL,
        /** The paper says: robust, clustered, ... : t is not a function of the correlations. */
        ROBUST,
        /** The paper does not say. */
        UNSAID
    }

    /**
     * A column of a regression table: ordinary least squares of {@code y} on the variables of its rows.
     *
     * @param number counted from 1 as printed
     * @param y the dependent variable, empty where the table does not say
     * @param rows one a regressor
     * @param constant its constant's row, without a variable name
     * @param r2 R squared
     * @param adjR2 adjusted R squared
     * @param f F statistic of the model
     * @param fStars its stars
     * @param n observations of this column
     * @param regressors regressors without the constant, where known: rows may leave dummies out
     * @param errors how the standard errors were computed
     * @param anova sums of squares and what comes with them
     */
    public record Model(
            int number,
            String y,
            List<Row> rows,
            Optional<Row> constant,
            Optional<Printed> r2,
            Optional<Printed> adjR2,
            Optional<Printed> f,
            Optional<String> fStars,
            Optional<Printed> n,
            OptionalInt regressors,
            Errors errors,
            Optional<Anova> anova) {
        public Model {
            rows = List.copyOf(rows);
        }

        public List<String> variables() {
            return rows.stream().map(Row::variable).toList();
        }
    }

    /**
     * A regressor's row in one column; every part may be missing.
     *
     * @param variable name as printed
     * @param coef unstandardised coefficient
     * @param beta standardised coefficient
     * @param t statistic
     * @param se standard error
     * @param p two-sided p value
     * @param ciLow lower end of the 95 % confidence interval
     * @param ciHigh its upper end
     * @param stars present and empty where the table prints stars but none here
     */
    public record Row(
            String variable,
            Optional<Printed> coef,
            Optional<Printed> beta,
            Optional<Printed> t,
            Optional<Printed> se,
            Optional<Printed> p,
            Optional<Printed> ciLow,
            Optional<Printed> ciHigh,
            Optional<String> stars) {}

    /**
     * An analysis of variance table: regression, residual, total.
     *
     * @param sumsOfSquares three, as printed
     * @param meanSquares two or three
     * @param degrees of freedom, three
     * @param errorOfEstimate standard error of the estimate
     * @param multipleR the square root of R squared
     */
    public record Anova(
            List<Printed> sumsOfSquares,
            List<Printed> meanSquares,
            List<Integer> degrees,
            Optional<Printed> errorOfEstimate,
            Optional<Printed> multipleR) {
        public Anova {
            sumsOfSquares = List.copyOf(sumsOfSquares);
            meanSquares = List.copyOf(meanSquares);
            degrees = List.copyOf(degrees);
        }
    }

    /**
     * A variable's descriptives.
     *
     * @param kind what values it can take
     * @param items how many whole numbers are averaged for one observation (scales), at least 1
     */
    public record Descriptive(
            String variable,
            Optional<Printed> mean,
            Optional<Printed> sd,
            Optional<Printed> minimum,
            Optional<Printed> maximum,
            Optional<Printed> n,
            ValueKind kind,
            int items) {}

    /** What values a variable can take. */
    public enum ValueKind {
        /** Whole numbers. */
        COUNT,
        /** 0 or 1. */
        BINARY,
        /** Any number, or not known. */
        CONTINUOUS
    }

    /**
     * The sample's arithmetic.
     *
     * @param units observed, for example 11 provinces
     * @param periods for example 18 years
     * @param used observations said to be used
     */
    public record Sample(OptionalInt units, OptionalInt periods, OptionalInt used) {}

    /**
     * What stars mean.
     *
     * @param levels from the strictest: {@code ***} below .01 ...
     * @param declared whether the paper says so, or it was assumed
     */
    public record StarLegend(List<Level> levels, boolean declared) {
        /** The legend assumed where a paper declares none: *** 1 %, ** 5 %, * 10 %. */
        public static final StarLegend ASSUMED =
                new StarLegend(List.of(new Level("***", 0.01), new Level("**", 0.05), new Level("*", 0.1)), false);

        public StarLegend {
            List<Level> sorted = new ArrayList<>(levels);
            sorted.sort(java.util.Comparator.comparingDouble(Level::p).thenComparing(Level::mark));
            levels = List.copyOf(sorted);
        }

        /** One mark: printed where p is below {@code p} and no stricter mark applies. */
        public record Level(String mark, double p) {}
    }
}
