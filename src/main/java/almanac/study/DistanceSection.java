package almanac.study;

import almanac.model.Coefficient;
import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.Panel;
import almanac.report.Lineage;
import almanac.report.ReportSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Of a cross-section with one regressor: who stands above the line and who below, with the picture. */
final class DistanceSection {
    private DistanceSection() {}

    static Optional<ReportSection> of(StudyRun run) {
        Fit fit = run.fits().get(0);
        List<String> slopes = fit.coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals("(Intercept)"))
                .toList();
        Frame frame = run.study().sample().forModels(run.frame());
        if (run.panel().years().size() != 1
                || slopes.size() != 1
                || !(frame.column(slopes.get(0)).orElse(null) instanceof Column.Doubles x)
                || !(frame.column(fit.dependent()).orElse(null) instanceof Column.Doubles y)
                || !(frame.column("region").orElse(null) instanceof Column.Text regions)
                || fit.residuals().length != fit.rows().length) {
            return Optional.empty();
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, fit.rows().length).boxed().toList());
        order.sort(
                Comparator.comparingDouble((Integer i) -> -fit.residuals()[i]).thenComparing(i -> i));
        int year = run.panel().years().get(0);
        String line = Lineage.modelHref(1, "");
        LinkedRows rows = new LinkedRows();
        for (int i : order) {
            int row = fit.rows()[i];
            String region = regions.values().get(row);
            String across = Lineage.href(new Panel.Key(x.name(), region, year));
            String up = Lineage.href(new Panel.Key(y.name(), region, year));
            rows.add(
                    List.of("", "", across, up, line, SampleList.rowHref(frame, row)),
                    List.of(
                            Integer.toString(rows.size() + 1),
                            region,
                            FurtherSections.number(x.values()[row]),
                            FurtherSections.number(y.values()[row]),
                            FurtherSections.number(fit.fitted()[i]),
                            String.format(Locale.ROOT, "%+.4f", fit.residuals()[i])));
        }
        String model = run.study().models().get(0).name();
        return Optional.of(rows.section(
                "distances",
                "Who stands above the line",
                "The regions by their distance from the line of model " + model + ": those first have more " + y.name()
                        + " than their " + x.name() + " suggests, those last have less.",
                List.of("rank", "region", x.name(), y.name(), "on the line", "distance"),
                List.of(),
                List.of((report, words) -> SectionCharts.line(x, y, regions, fit, report, words))));
    }
}
