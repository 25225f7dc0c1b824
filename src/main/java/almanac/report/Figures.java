package almanac.report;

import almanac.model.Coefficient;
import almanac.model.Fit;
import almanac.model.Region;
import almanac.model.Replicated;
import almanac.report.chart.CoefficientPlot;
import almanac.report.chart.HeatMap;
import almanac.report.chart.Ranking;
import almanac.report.chart.SmallMultiples;
import almanac.report.chart.TileMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The report's pictures, each with the figures behind it as CSV. */
final class Figures {
    /** A picture. {@code name} is its file name without ending. */
    record Figure(String name, String svg, String caption, String csv) {}

    private final StudyReport report;

    private Figures(StudyReport report) {
        this.report = report;
    }

    static List<Figure> of(StudyReport report) {
        Figures figures = new Figures(report);
        List<Figure> all = new ArrayList<>();
        List<String> shown =
                report.variables().stream().filter(figures::hasNumbers).toList();
        for (String variable : shown.subList(0, Math.min(2, shown.size()))) {
            all.add(figures.trends(variable));
        }
        if (!shown.isEmpty()) {
            all.add(figures.map(shown.get(0)));
            all.add(figures.ranking(shown.get(0)));
        }
        if (report.correlations().names().size() > 1 && report.loss().complete() > 2) {
            all.add(figures.heatMap());
        }
        if (report.fits().stream().anyMatch(Fit::estimated)) {
            all.add(figures.coefficients());
        }
        return all;
    }

    /** A picture of nothing is no picture. */
    private boolean hasNumbers(String variable) {
        return report.panel().regions().stream()
                .anyMatch(region -> report.panel().years().stream()
                        .anyMatch(year ->
                                report.panel().value(variable, region, year).isPresent()));
    }

    private Figure trends(String variable) {
        List<SmallMultiples.Series> series = new ArrayList<>();
        CsvText csv = new CsvText("region", "year", variable);
        for (String region : report.panel().regions()) {
            double[] values = report.panel().years().stream()
                    .mapToDouble(
                            year -> report.panel().value(variable, region, year).orElse(Double.NaN))
                    .toArray();
            series.add(new SmallMultiples.Series(name(region), values));
            for (int t = 0; t < values.length; t++) {
                csv.row(region, Integer.toString(report.panel().years().get(t)), DataTables.exact(values[t]));
            }
        }
        String title = report.label(variable) + " by region";
        return new Figure(
                "trends-" + variable,
                new SmallMultiples("trends-" + variable, title, report.panel().years(), series).svg(),
                title + ", one scale; gaps are missing marks in the books.",
                csv.text());
    }

    private Figure map(String variable) {
        int year = lastYear(variable);
        Map<String, Double> values = new TreeMap<>();
        CsvText csv = new CsvText("region", "year", variable);
        for (String region : report.panel().regions()) {
            double value = report.panel().value(variable, region, year).orElse(Double.NaN);
            values.put(region, value);
            csv.row(region, Integer.toString(year), DataTables.exact(value));
        }
        Map<String, String> names = new TreeMap<>();
        for (Region region : report.regions().values()) {
            names.put(region.code(), region.zh().replaceAll("(壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$", ""));
        }
        String title = report.label(variable) + " in " + year;
        return new Figure(
                "map-" + variable,
                new TileMap("map-" + variable, title, report.label(variable), values, names).svg(),
                title + "; a square a provincial unit, where it lies.",
                csv.text());
    }

    private Figure ranking(String variable) {
        int last = lastYear(variable);
        int first = report.panel().years().get(0);
        List<Ranking.Row> rows = new ArrayList<>();
        CsvText csv = new CsvText("region", "year", variable);
        for (String region : report.panel().regions()) {
            double before = report.panel().value(variable, region, first).orElse(Double.NaN);
            double after = report.panel().value(variable, region, last).orElse(Double.NaN);
            rows.add(new Ranking.Row(name(region), before, after));
            csv.row(region, Integer.toString(first), DataTables.exact(before));
            csv.row(region, Integer.toString(last), DataTables.exact(after));
        }
        String title = report.label(variable) + ", " + first + " and " + last;
        return new Figure(
                "ranking-" + variable,
                new Ranking(
                                "ranking-" + variable,
                                title,
                                Integer.toString(first),
                                Integer.toString(last),
                                report.label(variable),
                                false,
                                rows)
                        .svg(),
                title + ", ranked.",
                csv.text());
    }

    private int lastYear(String variable) {
        List<Integer> years = report.panel().years();
        for (int i = years.size() - 1; i > 0; i--) {
            int year = years.get(i);
            long known = report.panel().regions().stream()
                    .filter(region ->
                            report.panel().value(variable, region, year).isPresent())
                    .count();
            if (known * 2 > report.panel().regions().size()) {
                return year;
            }
        }
        return years.get(0);
    }

    private Figure heatMap() {
        return new Figure(
                "correlations",
                new HeatMap(
                                "correlations",
                                "Correlations",
                                report.correlations().names(),
                                report.correlations().r())
                        .svg(),
                "Correlations of the complete rows.",
                DataTables.correlations(report.correlations()));
    }

    private Figure coefficients() {
        Set<String> terms = new LinkedHashSet<>();
        report.fits()
                .forEach(fit -> fit.coefficients().stream()
                        .map(Coefficient::term)
                        .filter(t -> !t.equals("(Intercept)"))
                        .forEach(terms::add));
        CsvText csv = new CsvText("term", "model", "estimate", "ci_low", "ci_high", "printed");
        List<CoefficientPlot.Group> groups = new ArrayList<>();
        for (String term : terms) {
            List<CoefficientPlot.Estimate> estimates = new ArrayList<>();
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> found = report.fits().get(m).coefficient(term);
                if (found.isEmpty()) {
                    continue;
                }
                Coefficient c = found.get();
                double printed = printed(ClaimNames.figure(m + 1, "coef", term));
                estimates.add(new CoefficientPlot.Estimate(
                        report.modelNames().get(m), c.estimate(), c.ciLow(), c.ciHigh(), printed));
                csv.row(
                        term,
                        report.modelNames().get(m),
                        DataTables.exact(c.estimate()),
                        DataTables.exact(c.ciLow()),
                        DataTables.exact(c.ciHigh()),
                        DataTables.exact(printed));
            }
            groups.add(new CoefficientPlot.Group(term, estimates));
        }
        String note = "Lines are 95 % intervals"
                + (report.replicated().isEmpty() ? "." : "; diamonds are the published values.");
        return new Figure(
                "coefficients",
                new CoefficientPlot("coefficients", "Coefficients of the models", note, groups).svg(),
                "Coefficients of the models. " + note,
                csv.text());
    }

    private double printed(String claim) {
        return report.replicated().stream()
                .filter(r -> r.claim().equals(claim))
                .map(Replicated::printed)
                .filter(p -> p.matches("-?\\d*\\.?\\d+"))
                .map(Double::valueOf)
                .findFirst()
                .orElse(Double.NaN);
    }

    private String name(String region) {
        Region found = report.regions().get(region);
        return found == null || found.zh().isEmpty()
                ? report.regionName(region)
                : report.regionName(region) + " " + found.zh().replaceAll("(省|市)$", "");
    }
}
