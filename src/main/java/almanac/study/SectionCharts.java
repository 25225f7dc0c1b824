package almanac.study;

import almanac.complexity.ProductSpace;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.InfluentialRow;
import almanac.model.Panel;
import almanac.report.StudyReport;
import almanac.report.Words;
import almanac.report.chart.Chart;
import almanac.report.chart.FanChart;
import almanac.report.chart.ScatterPlot;
import almanac.report.chart.SpecificationCurve;
import almanac.report.chart.TreeChart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pictures of a report's further sections, drawn when the language is known. */
final class SectionCharts {
    /** Points that carry their names. */
    private static final int NAMED = 8;

    private SectionCharts() {}

    /** @param variants whose kind is still their English name */
    static Chart specifications(
            String term, String model, List<SpecificationCurve.Variant> variants, StudyReport report, Words words) {
        List<SpecificationCurve.Variant> named = variants.stream()
                .map(v -> new SpecificationCurve.Variant(
                        words.say("chart.kind." + kind(v.name())),
                        place(v.name(), report, words),
                        v.estimate(),
                        v.low(),
                        v.high()))
                .toList();
        return new SpecificationCurve(
                "robustness-specifications",
                words.say("chart.specifications", term, model),
                words.say("chart.specifications.alt", term),
                report.bothLabels(term),
                named.isEmpty() ? "" : named.get(0).name(),
                named);
    }

    private static String kind(String variant) {
        return variant.startsWith("standard errors")
                ? "errors"
                : variant.startsWith("effects")
                        ? "effects"
                        : variant.matches("without \\d+")
                                ? "year"
                                : variant.startsWith("without ") ? "region" : "other";
    }

    /** {@code without CN-31} with the region's name. */
    private static String place(String variant, StudyReport report, Words words) {
        String start = "without ";
        return variant.startsWith(start)
                ? words.tell(start + report.regionName(variant.substring(start.length()), words.language()))
                : words.tell(variant);
    }

    static Chart residuals(Fit fit, Frame sample, String model, StudyReport report, Words words) {
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (int i = 0; i < fit.residuals().length; i++) {
            points.add(new ScatterPlot.Point(
                    row(sample, fit.rows()[i], report),
                    fit.fitted()[i],
                    fit.residuals()[i],
                    Math.abs(fit.residuals()[i])));
        }
        return new ScatterPlot(
                "residuals-fitted",
                words.say("chart.residuals", model),
                words.say("chart.residuals.alt"),
                words.say("chart.fitted"),
                words.say("chart.residual"),
                List.of(),
                List.of(0.0),
                NAMED,
                points);
    }

    private static String row(Frame sample, int row, StudyReport report) {
        return text(sample, "region", row)
                .map(report::bothNames)
                .flatMap(region -> text(sample, "year", row).map(year -> region + " " + year))
                .orElse(Integer.toString(row + 1));
    }

    private static java.util.Optional<String> text(Frame sample, String column, int row) {
        return sample.column(column)
                .filter(Column.Text.class::isInstance)
                .map(c -> ((Column.Text) c).values().get(row));
    }

    /** A cross-section: one variable against another, those furthest from the line named. */
    static Chart line(
            Column.Doubles x, Column.Doubles y, Column.Text regions, Fit fit, StudyReport report, Words words) {
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (int i = 0; i < fit.rows().length; i++) {
            int row = fit.rows()[i];
            points.add(new ScatterPlot.Point(
                    report.regionName(regions.values().get(row), words.language()),
                    x.values()[row],
                    y.values()[row],
                    Math.abs(fit.residuals()[i])));
        }
        String across = report.label(x.name(), words.language());
        String up = report.label(y.name(), words.language());
        String title = up + " / " + across;
        return new ScatterPlot(
                "distances-" + y.name(), title, title, across, up, List.of(), List.of(), 2 * NAMED, points);
    }

    static Chart leverage(List<InfluentialRow> rows, String model, StudyReport report, Words words) {
        double mean =
                rows.stream().mapToDouble(InfluentialRow::leverage).average().orElse(0);
        return new ScatterPlot(
                "residuals-leverage",
                words.say("chart.leverage", model),
                words.say("chart.leverage.alt"),
                words.say("chart.leverage.x"),
                words.say("chart.leverage.y"),
                // twice the mean leverage is the usual mark for a row that stands apart (Hoaglin and Welsch, 1978)
                List.of(2 * mean),
                List.of(-2.0, 0.0, 2.0),
                NAMED,
                rows.stream()
                        .map(r -> new ScatterPlot.Point(
                                named(r.label(), report), r.leverage(), r.studentised(), r.cook()))
                        .toList());
    }

    /** {@code CN-31 2004} with the region's names. */
    static String named(String label, StudyReport report) {
        int space = label.indexOf(' ');
        return space < 0
                ? report.bothNames(label)
                : report.bothNames(label.substring(0, space)) + label.substring(space);
    }

    static Chart tree(TreeChart tree, List<String> variables, StudyReport report, Words words) {
        String of = variables.stream()
                .map(v -> report.label(v, words.language()))
                .collect(Collectors.joining(words.say("list.joint")));
        return new TreeChart(
                "clusters-tree",
                words.say("chart.tree", of),
                words.say("chart.tree.alt"),
                words.say("chart.tree.unit"),
                tree.labels().stream().map(report::bothNames).toList(),
                tree.order(),
                tree.joins());
    }

    /** The forecasts of one variable with the paths that they continue. */
    static Chart fans(MiningDesk.Outcome outcome, String variable, Panel panel, StudyReport report, Words words) {
        Map<String, List<List<Object>>> byRegion = new LinkedHashMap<>();
        outcome.rows()
                .forEach(row -> byRegion.computeIfAbsent(row.get(0).toString(), key -> new ArrayList<>())
                        .add(row));
        List<FanChart.Fan> fans = new ArrayList<>();
        byRegion.forEach((region, rows) -> {
            List<String> periods =
                    new ArrayList<>(panel.years().stream().map(String::valueOf).toList());
            List<Double> known = panel.years().stream()
                    .map(year -> panel.value(variable, region, year).orElse(Double.NaN))
                    .toList();
            List<FanChart.Step> steps = new ArrayList<>();
            for (List<Object> row : rows) {
                periods.add(row.get(2).toString());
                steps.add(new FanChart.Step(
                        number(row, 4), number(row, 5), number(row, 6), number(row, 7), number(row, 8)));
            }
            fans.add(new FanChart.Fan(report.bothNames(region), periods, known, steps));
        });
        return new FanChart(
                "forecast-fans",
                words.say("chart.fans", report.label(variable, words.language())),
                words.say("chart.fans.alt"),
                report.bothLabels(variable),
                fans);
    }

    /**
     * The products of a study's world trade.
     *
     * @param size one number a column of the presence matrix
     * @param value likewise, NaN for none
     */
    static Chart space(
            String id,
            String title,
            String description,
            String unit,
            ProductSpace space,
            double[] size,
            double[] value) {
        List<almanac.report.chart.ProductSpace.Product> products = new ArrayList<>();
        for (int i = 0; i < space.products().size(); i++) {
            int column = space.columns()[i];
            products.add(new almanac.report.chart.ProductSpace.Product(
                    space.products().get(i), space.x()[i], space.y()[i], size[column], value[column]));
        }
        return new almanac.report.chart.ProductSpace(
                id,
                title,
                description,
                unit,
                products,
                space.links().stream()
                        .map(l -> new almanac.report.chart.ProductSpace.Link(l.from(), l.to(), l.proximity(), l.tree()))
                        .toList());
    }

    private static double number(List<Object> row, int column) {
        return row.get(column) instanceof Double value ? value : Double.NaN;
    }
}
