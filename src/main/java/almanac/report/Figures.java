package almanac.report;

import almanac.model.Coefficient;
import almanac.model.Fit;
import almanac.model.Region;
import almanac.model.Replicated;
import almanac.report.chart.Chart;
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

/** The report's pictures in one language, each with the figures behind it. Their labels are in both languages. */
final class Figures {
    /** Paths of more variables than this are left to the data. */
    private static final int TRENDS = 2;

    /**
     * A picture.
     *
     * @param section that it belongs to, {@code pictures} for the report's own
     */
    record Figure(String section, Chart chart, String caption) {
        String name() {
            return chart.id();
        }

        /** Its figures as CSV. */
        String csv() {
            CsvText csv = new CsvText(chart.data().header());
            chart.data()
                    .rows()
                    .forEach(row -> csv.row(row.stream().map(Figure::field).toList()));
            return csv.text();
        }

        private static String field(Object value) {
            return value instanceof Double number ? DataTables.exact(number) : String.valueOf(value);
        }
    }

    private final StudyReport report;
    private final Words words;

    private Figures(StudyReport report, Words words) {
        this.report = report;
        this.words = words;
    }

    static List<Figure> of(StudyReport report, Words words) {
        Figures figures = new Figures(report, words);
        List<Figure> all = new ArrayList<>();
        List<String> shown =
                report.variables().stream().filter(figures::hasNumbers).toList();
        // one year is no path
        int trends = report.panel().years().size() < 2 ? 0 : Math.min(TRENDS, shown.size());
        for (String variable : shown.subList(0, trends)) {
            all.add(figures.trends(variable));
        }
        if (!shown.isEmpty()) {
            // Hong Kong among the countries of the world is no map of provinces
            long provinces = report.panel().regions().stream()
                    .filter(region -> region.matches("CN-\\d\\d"))
                    .count();
            if (provinces * 2 > report.panel().regions().size()) {
                all.add(figures.map(shown.get(0)));
            }
            all.add(figures.ranking(shown.get(0)));
        }
        if (report.correlations().names().size() > 1 && report.loss().complete() > 2) {
            all.add(figures.heatMap());
        }
        if (report.fits().stream().anyMatch(Fit::estimated)) {
            all.add(figures.coefficients());
        }
        for (ReportSection section : report.sections()) {
            for (ReportSection.Drawing drawing : section.drawings()) {
                Chart chart = drawing.draw(report, words);
                all.add(new Figure(section.id(), chart, chart.title()));
            }
        }
        return all;
    }

    private Figure own(Chart chart, String caption) {
        return new Figure("pictures", chart, caption);
    }

    /** A picture of nothing is no picture. */
    private boolean hasNumbers(String variable) {
        return report.panel().regions().stream()
                .anyMatch(region -> report.panel().years().stream()
                        .anyMatch(year ->
                                report.panel().value(variable, region, year).isPresent()));
    }

    private String label(String variable) {
        return report.label(variable, words.language());
    }

    private Figure trends(String variable) {
        List<SmallMultiples.Series> series = new ArrayList<>();
        for (String region : report.panel().regions()) {
            double[] values = report.panel().years().stream()
                    .mapToDouble(
                            year -> report.panel().value(variable, region, year).orElse(Double.NaN))
                    .toArray();
            series.add(new SmallMultiples.Series(report.bothNames(region), values));
        }
        List<Integer> years = report.panel().years();
        return own(
                new SmallMultiples(
                        "trends-" + variable,
                        words.say("chart.trends", label(variable)),
                        words.say("chart.trends.alt", label(variable), years.get(0), years.get(years.size() - 1)),
                        report.bothLabels(variable),
                        years,
                        series),
                words.say("chart.trends.caption", label(variable)));
    }

    private Figure map(String variable) {
        int year = lastYear(variable);
        Map<String, Double> values = new TreeMap<>();
        for (String region : report.panel().regions()) {
            values.put(region, report.panel().value(variable, region, year).orElse(Double.NaN));
        }
        Map<String, String> names = new TreeMap<>();
        for (Region region : report.regions().values()) {
            names.put(region.code(), StudyReport.shortName(region));
        }
        return own(
                new TileMap(
                        "map-" + variable,
                        words.say("chart.map", label(variable), year),
                        words.say("chart.map.alt", label(variable), year),
                        report.bothLabels(variable),
                        values,
                        names),
                words.say("chart.map.caption", label(variable), year));
    }

    private Figure ranking(String variable) {
        int last = lastYear(variable);
        int first = report.panel().years().get(0);
        List<Ranking.Row> rows = new ArrayList<>();
        for (String region : report.panel().regions()) {
            double before = first == last
                    ? Double.NaN
                    : report.panel().value(variable, region, first).orElse(Double.NaN);
            double after = report.panel().value(variable, region, last).orElse(Double.NaN);
            if (!Double.isNaN(before) || !Double.isNaN(after)) {
                rows.add(new Ranking.Row(report.bothNames(region), before, after));
            }
        }
        String form = first == last ? "chart.ranking.one" : "chart.ranking";
        return own(
                new Ranking(
                        "ranking-" + variable,
                        words.say(form, label(variable), first, last),
                        words.say(form + ".alt", label(variable), first, last),
                        Integer.toString(first),
                        Integer.toString(last),
                        report.bothLabels(variable),
                        false,
                        rows),
                words.say(form + ".caption", label(variable), first, last));
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
        String title = words.say("chart.correlations");
        return own(
                new HeatMap(
                        "correlations",
                        title,
                        words.say(
                                "chart.correlations.alt",
                                String.join(", ", report.correlations().names())),
                        report.correlations().names(),
                        report.correlations().r()),
                title);
    }

    private Figure coefficients() {
        Set<String> terms = new LinkedHashSet<>();
        report.fits()
                .forEach(fit -> fit.coefficients().stream()
                        .map(Coefficient::term)
                        .filter(t -> !t.equals("(Intercept)"))
                        .forEach(terms::add));
        List<CoefficientPlot.Group> groups = new ArrayList<>();
        for (String term : terms) {
            List<CoefficientPlot.Estimate> estimates = new ArrayList<>();
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> found = report.fits().get(m).coefficient(term);
                if (found.isEmpty()) {
                    continue;
                }
                Coefficient c = found.get();
                estimates.add(new CoefficientPlot.Estimate(
                        report.modelNames().get(m),
                        c.estimate(),
                        c.ciLow(),
                        c.ciHigh(),
                        printed(ClaimNames.figure(m + 1, "coef", term))));
            }
            groups.add(new CoefficientPlot.Group(term, estimates));
        }
        String note = words.say(report.replicated().isEmpty() ? "chart.intervals" : "chart.intervals.printed");
        return own(
                new CoefficientPlot(
                        "coefficients",
                        words.say("chart.coefficients"),
                        words.say("chart.coefficients") + " " + note,
                        note,
                        groups),
                words.say("chart.coefficients") + " " + note);
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
}
