package almanac.mining.forecast;

import java.util.Optional;

/** A way to go on with a series. */
interface Forecaster {
    String name();

    /** Fits to {@code series} (no gaps); empty when it is too short or does not fit. */
    Optional<Fitted> fit(double[] series);

    /** The same with its form (orders) chosen on {@code series} once for all, where choosing is dear. */
    default Forecaster settled(double[] series) {
        return this;
    }

    /** A fitted model. */
    interface Fitted {
        /** What was chosen, in words: {@code ETS(A,Ad,N)}, {@code ARIMA(1,1,0) with drift}. */
        String description();

        /** The next {@code horizon} values. */
        Path ahead(int horizon);
    }

    /**
     * Expected values and their standard errors, one for each step.
     *
     * @param degrees of freedom of the spread, for intervals by Student's t: short series have wide ones
     */
    record Path(double[] mean, double[] error, double degrees) {}
}
