package almanac.study;

import almanac.model.CellInfluence;
import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Panel.Key;
import almanac.panel.PanelChange;
import almanac.regression.CoefficientGradient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * For each coefficient of a study the printed cells that move it most, through logs, ratios, deflation and PRODY down to
 * the figure in the book.
 *
 * <pre>
 *   slope_o  = sum over rows i, variables v of  db / dz_iv * dz_iv / dx_o * x_o / 100
 *   change_o = b(x_o * 1.01) - b(x_o)
 * </pre>
 *
 * {@code slope} of all observations comes from one pass backwards; those with the largest are then
 * computed exactly, panel and model anew, and ranked by that.
 */
final class PrintedInfluence {
    /** Observations of a coefficient that are computed exactly beyond those shown, lest curvature change the order. */
    private static final int SPARE = 4;

    /** A printed figure and where it stands in the panel: a nation's figure may serve all regions. */
    private record Figure(Observation observation, List<Key> keys, double value) {}

    private final StudyRun run;
    private final PanelChange change;
    private final List<String> variables;
    private final Set<String> sampleRows = new HashSet<>();
    private final Map<Key, Figure> figures = new HashMap<>();
    private final Map<String, Map<Key, Optional<Double>>> panels = new HashMap<>();
    private final Map<String, Map<String, Double>> fits = new HashMap<>();
    private final Map<String, Integer> lost = new HashMap<>();

    private PrintedInfluence(StudyRun run) {
        this.run = run;
        this.change = new PanelChange(run.study().panel(), run.panel(), StudyRun.SOPHISTICATION);
        this.variables = run.study().modelVariables();
        for (int row = 0; row < run.sample().rows(); row++) {
            sampleRows.add(text(run.sample(), "region", row) + " " + text(run.sample(), "year", row));
        }
        Map<String, List<Key>> keys = new TreeMap<>();
        Map<String, Observation> observations = new TreeMap<>();
        run.panel().cells().forEach((key, cell) -> {
            if (cell.origin() instanceof Panel.Origin.Printed printed) {
                Observation kept = printed.choice().kept();
                keys.computeIfAbsent(kept.id(), k -> new ArrayList<>()).add(key);
                observations.put(kept.id(), kept);
            }
        });
        keys.forEach((id, places) -> {
            Observation observation = observations.get(id);
            if (observation != null) {
                Key first = places.get(0);
                double value = run.panel()
                        .value(first.variable(), first.region(), first.year())
                        .orElse(0.0);
                Figure figure = new Figure(observation, List.copyOf(places), value);
                places.forEach(place -> figures.put(place, figure));
            }
        });
    }

    /**
     * The cells that move each coefficient of each model most.
     *
     * @param most how many a coefficient
     */
    static List<CellInfluence> of(StudyRun run, int most) {
        if (most <= 0 || run.fits().stream().noneMatch(Fit::estimated)) {
            return List.of();
        }
        PrintedInfluence influence = new PrintedInfluence(run);
        List<CellInfluence> all = new ArrayList<>();
        for (int m = 0; m < run.fits().size(); m++) {
            if (run.fits().get(m).estimated()) {
                all.addAll(influence.model(m, most));
            }
        }
        return all;
    }

    private List<CellInfluence> model(int m, int most) {
        ModelSpec spec = run.fits().get(m).spec();
        Frame frame = run.study().sample().forModels(run.frame());
        Optional<CoefficientGradient> gradient = CoefficientGradient.of(spec, frame, variables);
        if (gradient.isEmpty()) {
            return List.of();
        }
        List<CellInfluence> found = new ArrayList<>();
        for (int j = 0; j < gradient.get().terms().size(); j++) {
            String term = gradient.get().terms().get(j);
            Optional<Coefficient> coefficient = run.fits().get(m).coefficient(term);
            if (coefficient.isPresent()) {
                found.addAll(coefficient(m, coefficient.get(), seeds(gradient.get(), j, frame), most));
            }
        }
        return found;
    }

    private static Map<Key, Double> seeds(CoefficientGradient gradient, int j, Frame frame) {
        Map<Key, Double> seeds = new HashMap<>();
        gradient.slopes().forEach((variable, slopes) -> {
            for (int i = 0; i < gradient.rows().length; i++) {
                if (slopes[j][i] != 0 && Double.isFinite(slopes[j][i])) {
                    seeds.merge(key(frame, variable, gradient.rows()[i]), slopes[j][i], Double::sum);
                }
            }
        });
        return seeds;
    }

    private static Key key(Frame frame, String variable, int row) {
        return new Key(variable, text(frame, "region", row), Integer.parseInt(text(frame, "year", row)));
    }

    private static String text(Frame frame, String column, int row) {
        return frame.column(column).orElseThrow() instanceof Column.Text text
                ? text.values().get(row)
                : "";
    }

    private List<CellInfluence> coefficient(int m, Coefficient coefficient, Map<Key, Double> seeds, int most) {
        Map<Figure, Double> slopes = new HashMap<>();
        change.gradient(seeds).forEach((key, slope) -> {
            Figure figure = figures.get(key);
            if (figure != null) {
                slopes.merge(figure, slope * figure.value() / 100, Double::sum);
            }
        });
        Comparator<Map.Entry<Figure, Double>> largest = Comparator.comparingDouble(e -> -Math.abs(e.getValue()));
        List<CellInfluence> exact = slopes.entrySet().stream()
                .filter(e -> e.getValue() != 0 && Double.isFinite(e.getValue()))
                .sorted(largest.thenComparing(e -> e.getKey().observation().id()))
                .limit(most + (long) SPARE)
                .map(e -> exact(m, coefficient, e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble((CellInfluence i) -> -Math.abs(i.change()))
                        .thenComparing(i -> i.observation().id()))
                .limit(most)
                .toList();
        List<CellInfluence> ranked = new ArrayList<>();
        for (CellInfluence one : exact) {
            Figure figure = figures.get(one.key());
            Optional<Double> without = figure == null
                    ? Optional.empty()
                    : Optional.ofNullable(anew(m, figure, false).get(coefficient.term()))
                            .map(estimate -> estimate - coefficient.estimate());
            ranked.add(new CellInfluence(
                    one.model(),
                    one.term(),
                    one.estimate(),
                    ranked.size() + 1,
                    one.key(),
                    one.observation(),
                    one.change(),
                    one.slope(),
                    one.lastDigit(),
                    without,
                    one.rowsMoved(),
                    lost.getOrDefault(one.observation().id(), 0)));
        }
        return ranked;
    }

    private CellInfluence exact(int m, Coefficient coefficient, Figure figure, double slope) {
        Observation observation = figure.observation();
        double higher = anew(m, figure, true).getOrDefault(coefficient.term(), Double.NaN);
        double printed = observation.value().map(BigDecimal::doubleValue).orElse(Double.NaN);
        double digit = observation.value().map(v -> v.ulp().doubleValue()).orElse(Double.NaN);
        return new CellInfluence(
                run.study().models().get(m).name(),
                coefficient.term(),
                coefficient.estimate(),
                0,
                figure.keys().get(0),
                observation,
                higher - coefficient.estimate(),
                slope,
                slope * 100 * digit / printed,
                Optional.empty(),
                rowsMoved(figure),
                0);
    }

    /** Rows of the sample that hold a cell which depends on the figure. */
    private int rowsMoved(Figure figure) {
        Set<String> rows = new HashSet<>();
        for (Key key : panel(figure, true).keySet()) {
            if (variables.contains(key.variable())) {
                rows.add(key.region() + " " + key.year());
            }
        }
        rows.retainAll(sampleRows);
        return rows.size();
    }

    private Map<Key, Optional<Double>> panel(Figure figure, boolean higher) {
        return panels.computeIfAbsent(figure.observation().id() + higher, k -> {
            Map<Key, Optional<Double>> changes = new HashMap<>();
            figure.keys()
                    .forEach(key -> changes.put(key, higher ? Optional.of(figure.value() * 1.01) : Optional.empty()));
            return change.with(changes);
        });
    }

    /** The model with the figure 1 % higher, or without it. */
    private Map<String, Double> anew(int m, Figure figure, boolean higher) {
        return fits.computeIfAbsent(m + " " + figure.observation().id() + higher, k -> {
            Map<Key, Optional<Double>> changed = panel(figure, higher);
            Frame full = run.frame();
            List<Column> columns = new ArrayList<>();
            for (Column column : full.columns()) {
                if (column instanceof Column.Doubles doubles) {
                    double[] values = doubles.values().clone();
                    boolean[] present = doubles.present().clone();
                    for (int row = 0; row < values.length; row++) {
                        Optional<Double> value = changed.get(key(full, doubles.name(), row));
                        if (value != null) {
                            values[row] = value.orElse(0.0);
                            present[row] = value.isPresent();
                        }
                    }
                    columns.add(new Column.Doubles(doubles.name(), values, present));
                } else {
                    columns.add(column);
                }
            }
            Frame sample = run.study().sample().forModels(new Frame(columns));
            if (!higher) {
                lost.put(
                        figure.observation().id(),
                        run.sample().rows()
                                - StudySample.LISTWISE.complete(sample).rows());
            }
            return CoefficientGradient.estimates(run.fits().get(m).spec(), sample);
        });
    }
}
