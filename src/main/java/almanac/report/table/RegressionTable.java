package almanac.report.table;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Fit;
import almanac.model.InfluentialRow;
import almanac.model.TestResult;
import almanac.model.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Fits side by side, descriptives and correlations as {@link ResultTable}s. */
public final class RegressionTable {
    private static final String CONSTANT = "(Intercept)";
    /** Rows of the influence table. */
    private static final int ROWS_SHOWN = 10;

    /** What stands below the estimate. */
    public enum Below {
        SE,
        T,
        P,
        CI;

        /** Reads {@code se}, {@code t}, {@code p}, {@code ci}. */
        public static Optional<Below> parse(String text) {
            for (Below below : values()) {
                if (below.name().equalsIgnoreCase(text.strip())) {
                    return Optional.of(below);
                }
            }
            return Optional.empty();
        }

        String words() {
            return switch (this) {
                case SE -> "standard errors";
                case T -> "t statistics";
                case P -> "p values";
                case CI -> "confidence intervals";
            };
        }
    }

    /**
     * How a table looks.
     *
     * @param below what stands below each estimate
     * @param brackets square brackets instead of parentheses
     * @param stars thresholds
     * @param decimals of estimates and what stands below them
     * @param beta whether standardised coefficients stand in a line of their own
     */
    public record Style(String title, Below below, boolean brackets, Stars stars, int decimals, boolean beta) {
        public static final Style PLAIN = new Style("", Below.SE, false, Stars.ECONOMICS, 3, false);

        /** The same look under another title. */
        public Style titled(String other) {
            return new Style(other, below, brackets, stars, decimals, beta);
        }
    }

    private RegressionTable() {}

    /** Estimates side by side. */
    public static ResultTable of(List<Fit> fits, Style style) {
        List<String> numbers = new ArrayList<>(List.of(""));
        List<String> dependents = new ArrayList<>(List.of("dependent"));
        for (int i = 0; i < fits.size(); i++) {
            numbers.add("(" + (i + 1) + ")");
            dependents.add(
                    fits.get(i).estimated() ? ResultTable.shown(fits.get(i).dependent()) : "refused");
        }
        Set<String> terms = new LinkedHashSet<>();
        fits.forEach(fit -> fit.coefficients().forEach(c -> terms.add(c.term())));
        boolean constant = terms.remove(CONSTANT);
        if (constant) {
            terms.add(CONSTANT);
        }
        List<ResultTable.Line> lines = new ArrayList<>();
        for (String term : terms) {
            List<String> upper = new ArrayList<>();
            List<String> lower = new ArrayList<>();
            List<String> betas = new ArrayList<>();
            for (Fit fit : fits) {
                Optional<Coefficient> c = fit.coefficient(term);
                upper.add(c.map(x -> Figures.of(x.estimate(), style.decimals())
                                + style.stars().of(x.p()))
                        .orElse(""));
                lower.add(c.map(x -> below(x, style)).orElse(""));
                betas.add(c.map(x -> Figures.of(x.beta(), style.decimals())).orElse(""));
            }
            lines.add(ResultTable.Line.of(term.equals(CONSTANT) ? "Constant" : term, upper));
            lines.add(ResultTable.Line.of("", lower));
            if (style.beta() && !term.equals(CONSTANT)) {
                lines.add(ResultTable.Line.of("  beta", betas));
            }
        }
        lines.add(ResultTable.Line.ruled());
        effects(fits, lines);
        add(lines, fits, "Estimator", fit -> fit.estimator());
        add(lines, fits, "Standard errors", fit -> fit.covariance());
        add(lines, fits, "N", fit -> Integer.toString(fit.n()));
        add(lines, fits, "Groups", fit -> fit.groups() > 0 ? Integer.toString(fit.groups()) : "");
        add(lines, fits, "Clusters", fit -> optional(fit, "clusters", 0));
        add(lines, fits, "R2", fit -> optional(fit, "r2", style.decimals()));
        add(lines, fits, "Adjusted R2", fit -> optional(fit, "adj_r2", style.decimals()));
        add(lines, fits, "R2 within", fit -> optional(fit, "r2_within", style.decimals()));
        add(lines, fits, "R2 between", fit -> optional(fit, "r2_between", style.decimals()));
        add(lines, fits, "R2 overall", fit -> optional(fit, "r2_overall", style.decimals()));
        add(
                lines,
                fits,
                "F or Wald",
                fit -> fit.f().map(f -> Figures.of(f.statistic(), 2)).orElse(""));
        add(
                lines,
                fits,
                "p (F or Wald)",
                fit -> fit.f().map(f -> Figures.p(f.p().orElse(Double.NaN))).orElse(""));
        add(lines, fits, "RMSE", fit -> optional(fit, "rmse", style.decimals()));
        add(lines, fits, "AIC", fit -> optional(fit, "aic", 1));
        add(lines, fits, "Mean of dependent", fit -> optional(fit, "mean_dependent", style.decimals()));
        return new ResultTable(style.title(), List.of(numbers, dependents), lines, notes(fits, style));
    }

    private interface Cell {
        String of(Fit fit);
    }

    private static void add(List<ResultTable.Line> lines, List<Fit> fits, String label, Cell cell) {
        List<String> cells =
                fits.stream().map(fit -> fit.estimated() ? cell.of(fit) : "").toList();
        if (cells.stream().anyMatch(c -> !c.isEmpty())) {
            lines.add(ResultTable.Line.of(label, cells));
        }
    }

    private static String optional(Fit fit, String name, int decimals) {
        return fit.figure(name).isPresent()
                ? decimals == 0
                        ? Figures.whole(fit.figure(name).getAsDouble())
                        : Figures.of(fit.figure(name).getAsDouble(), decimals)
                : "";
    }

    private static String below(Coefficient c, Style style) {
        String inner = switch (style.below()) {
            case SE -> Figures.of(c.standardError(), style.decimals());
            case T -> Figures.of(c.statistic(), 2);
            case P -> Figures.p(c.p());
            case CI -> Figures.of(c.ciLow(), style.decimals()) + ", " + Figures.of(c.ciHigh(), style.decimals());
        };
        return style.brackets() ? "[" + inner + "]" : "(" + inner + ")";
    }

    /** A line for each absorbed effect; dummies written out with i() are ordinary terms. */
    private static void effects(List<Fit> fits, List<ResultTable.Line> lines) {
        Set<String> names = new LinkedHashSet<>();
        fits.forEach(fit -> names.addAll(absorbed(fit)));
        for (String name : names) {
            lines.add(ResultTable.Line.of(
                    name + " effects",
                    fits.stream()
                            .map(fit -> !fit.estimated() ? "" : absorbed(fit).contains(name) ? "Yes" : "No")
                            .toList()));
        }
    }

    private static List<String> absorbed(Fit fit) {
        if (!fit.effects().isEmpty()) {
            return List.copyOf(fit.effects().keySet());
        }
        String formula = fit.spec().formula();
        int bar = formula.indexOf('|');
        if (bar < 0 || fit.estimator().startsWith("iv") && formula.indexOf('~', bar) < 0 && !formula.contains("(")) {
            return List.of();
        }
        String part = formula.substring(bar + 1).split("\\|")[0];
        return part.contains("~") || !fit.estimator().equals("fe")
                ? List.of()
                : List.of(part.strip().split("\\s*[+]\\s*"));
    }

    private static List<String> notes(List<Fit> fits, Style style) {
        List<String> notes = new ArrayList<>();
        notes.add(style.stars().note() + ". " + capital(style.below().words()) + " in "
                + (style.brackets() ? "brackets" : "parentheses") + ".");
        Set<String> kinds = new LinkedHashSet<>();
        for (Fit fit : fits) {
            fit.notes().stream()
                    .filter(note -> !note.startsWith("solved in double-double"))
                    .forEach(kinds::add);
        }
        kinds.forEach(kind -> notes.add(capital(kind) + "."));
        Set<String> dropped = new LinkedHashSet<>();
        for (int i = 0; i < fits.size(); i++) {
            Fit fit = fits.get(i);
            int column = i + 1;
            fit.dropped().stream()
                    .filter(d -> d.kind().equals("term"))
                    .forEach(
                            d -> dropped.add("(" + column + ") " + d.what() + " " + d.reason() + " and was left out."));
            long rows =
                    fit.dropped().stream().filter(d -> d.kind().equals("row")).count();
            if (rows > 0) {
                dropped.add("(" + column + ") " + rows + " rows left out for missing values.");
            }
        }
        notes.addAll(dropped);
        return notes;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The tests of one fit. */
    public static ResultTable tests(Fit fit, String title) {
        List<ResultTable.Line> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (TestResult test : fit.tests().values()) {
            String df = test.df().isPresent() ? Figures.whole(test.df().getAsDouble()) : "";
            if (test.df2().isPresent()) {
                df += ", " + Figures.whole(test.df2().getAsDouble());
            }
            lines.add(ResultTable.Line.of(
                    test.name(),
                    List.of(
                            Figures.of(test.statistic(), 3),
                            df,
                            test.p().isPresent() ? Figures.p(test.p().getAsDouble()) : "")));
            notes.add(test.name() + ": " + test.title() + (test.note().isEmpty() ? "" : "; " + test.note()) + ".");
        }
        return new ResultTable(title, List.of(List.of("test", "statistic", "df", "p")), lines, notes);
    }

    /** Average marginal effects, a column a model. */
    public static ResultTable margins(List<Fit> margins, Style style) {
        Set<String> terms = new LinkedHashSet<>();
        margins.forEach(fit -> fit.coefficients().forEach(c -> terms.add(c.term())));
        List<String> head = new ArrayList<>(List.of(""));
        margins.forEach(fit -> head.add(ResultTable.shown(fit.dependent())));
        List<ResultTable.Line> lines = new ArrayList<>();
        for (String term : terms) {
            lines.add(ResultTable.Line.of(
                    term,
                    margins.stream()
                            .map(fit -> fit.coefficient(term)
                                    .map(c -> Figures.of(c.estimate(), style.decimals())
                                            + style.stars().of(c.p()))
                                    .orElse(""))
                            .toList()));
            lines.add(ResultTable.Line.of(
                    "",
                    margins.stream()
                            .map(fit -> fit.coefficient(term)
                                    .map(c -> below(c, style))
                                    .orElse(""))
                            .toList()));
        }
        return new ResultTable(
                "Average marginal effects",
                List.of(head),
                lines,
                List.of(style.stars().note() + ". Delta method, "
                        + style.below().words() + " below."));
    }

    /** Variants of the first model, a line each; of a specification curve the term of interest alone. */
    public static ResultTable variants(List<Variant> variants, Optional<String> term, Style style) {
        boolean curve = variants.get(0).kind().equals("specification");
        Set<String> terms = new LinkedHashSet<>();
        variants.forEach(v -> v.fit().coefficients().forEach(c -> terms.add(c.term())));
        terms.remove(CONSTANT);
        if (curve && term.isPresent()) {
            terms.retainAll(List.of(term.get()));
        }
        List<String> head = new ArrayList<>(List.of(curve ? "controls" : "left out"));
        terms.forEach(t -> {
            head.add(t);
            head.add(style.below().name().toLowerCase(Locale.ROOT));
        });
        head.add("N");
        List<ResultTable.Line> lines = new ArrayList<>();
        int positive = 0;
        int starred = 0;
        for (Variant variant : variants) {
            List<String> cells = new ArrayList<>();
            for (String t : terms) {
                Optional<Coefficient> c = variant.fit().coefficient(t);
                cells.add(c.map(x -> Figures.of(x.estimate(), style.decimals())
                                + style.stars().of(x.p()))
                        .orElse(""));
                cells.add(c.map(x -> below(x, style)).orElse(""));
                positive += c.filter(x -> x.estimate() > 0).isPresent() ? 1 : 0;
                starred += c.filter(x -> x.p() < 0.05).isPresent() ? 1 : 0;
            }
            cells.add(Integer.toString(variant.fit().n()));
            lines.add(ResultTable.Line.of(variant.label(), cells));
        }
        List<String> notes = new ArrayList<>(List.of(style.stars().note() + "."));
        if (curve) {
            notes.add(variants.size() + " specifications, " + positive + " with a positive estimate, " + starred
                    + " with p < 0.05.");
        }
        return new ResultTable(
                curve ? "Specification curve of " + term.orElse("") : "Leaving one out", List.of(head), lines, notes);
    }

    /** The rows that count most, by Cook's distance. */
    public static ResultTable influence(List<InfluentialRow> rows, Fit fit) {
        List<ResultTable.Line> lines = new ArrayList<>();
        for (InfluentialRow row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
            int most = 0;
            for (int j = 1; j < row.dfbetas().size(); j++) {
                most = Math.abs(row.dfbetas().get(j)) > Math.abs(row.dfbetas().get(most)) ? j : most;
            }
            lines.add(ResultTable.Line.of(
                    row.row() + (row.label().isEmpty() ? "" : " (" + row.label() + ")"),
                    List.of(
                            Figures.of(row.cook(), 3),
                            Figures.of(row.leverage(), 3),
                            Figures.of(row.studentised(), 2),
                            Figures.of(row.dffits(), 2),
                            Figures.of(row.dfbetas().get(most), 2),
                            fit.coefficients().get(most).term())));
        }
        return new ResultTable(
                "Rows that count most",
                List.of(List.of("data row", "Cook", "leverage", "student.", "DFFITS", "DFBETAS", "of")),
                lines,
                List.of("By Cook's distance; the largest DFBETAS of each row. The JSON has every row."));
    }

    /** Means and spreads. */
    public static ResultTable of(List<Description> descriptions, String title) {
        List<ResultTable.Line> lines = new ArrayList<>();
        for (Description d : descriptions) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(d.n())));
            for (double value : new double[] {d.mean(), d.sd(), d.min(), d.p25(), d.median(), d.p75(), d.max()}) {
                cells.add(Figures.of(value, Math.abs(value) >= 1000 ? 1 : 3));
            }
            lines.add(ResultTable.Line.of(d.name(), cells));
        }
        List<String> notes = new ArrayList<>(List.of("sd with n - 1; quartiles by linear interpolation."));
        descriptions.stream()
                .filter(d -> d.missing() > 0)
                .forEach(d -> notes.add(d.name() + ": " + d.missing() + " missing."));
        return new ResultTable(
                title, List.of(List.of("", "N", "mean", "sd", "min", "p25", "median", "p75", "max")), lines, notes);
    }

    /** The lower triangle of a correlation matrix with stars. */
    public static ResultTable of(Correlations c, Style style) {
        List<String> head = new ArrayList<>(List.of(""));
        List<ResultTable.Line> lines = new ArrayList<>();
        int k = c.names().size();
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int i = 0; i < k; i++) {
            head.add("(" + (i + 1) + ")");
            List<String> cells = new ArrayList<>();
            List<String> below = new ArrayList<>();
            for (int j = 0; j < k; j++) {
                least = Math.min(least, c.n()[i][j]);
                most = Math.max(most, c.n()[i][j]);
                cells.add(
                        j > i
                                ? ""
                                : j == i
                                        ? "1"
                                        : Figures.of(c.r()[i][j], 3)
                                                + style.stars().of(c.p()[i][j]));
                below.add(j >= i ? "" : "(" + Figures.p(c.p()[i][j]) + ")");
            }
            lines.add(ResultTable.Line.of("(" + (i + 1) + ") " + c.names().get(i), cells));
            if (style.below() == Below.P && i > 0) {
                lines.add(ResultTable.Line.of("", below));
            }
        }
        String rows = least == most ? "N = " + most : "N from " + least + " to " + most;
        return new ResultTable(
                style.title(),
                List.of(head),
                lines,
                List.of(
                        capital(c.kind()) + " correlations, "
                                + (c.listwise() ? "rows complete in all variables" : "pairwise") + ", " + rows + ".",
                        style.stars().note() + "."));
    }
}
