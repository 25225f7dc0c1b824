package almanac.study;

import almanac.model.CellInfluence;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.PrintedPage;
import almanac.model.Region;
import almanac.report.Lineage;
import almanac.report.PageNames;
import almanac.report.ReportSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The section on the printed cells that move the coefficients most. */
final class InfluenceSection {
    private InfluenceSection() {}

    static Optional<ReportSection> of(
            StudyRun run, List<CellInfluence> influence, SortedMap<String, Region> regions, List<PrintedPage> pages) {
        if (influence.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> places = PageNames.of(pages);
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> links = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (CellInfluence one : influence) {
            Observation o = one.observation();
            String place = places.getOrDefault(o.id(), "");
            rows.add(List.of(
                    one.model(),
                    one.term(),
                    Integer.toString(one.rank()),
                    name(regions, one.key().region()) + " " + one.key().year() + ", "
                            + label(run, one.key().variable()),
                    o.printed(),
                    where(o),
                    signed(one.change()),
                    one.leftOut().map(InfluenceSection::signed).orElse("not estimable"),
                    Integer.toString(one.rowsMoved())));
            links.add(List.of("", "", "", Lineage.href(one.key()), place, place, "", "", ""));
            if (one.rank() == 1 && !one.term().equals("(Intercept)")) {
                remarks.add("Model " + one.model() + ", " + one.term() + " (" + figure(one.estimate())
                        + "): moves most with "
                        + label(run, one.key().variable()) + " of "
                        + name(regions, one.key().region()) + " in "
                        + one.key().year() + ", printed " + o.printed()
                        + "; 1 % more there makes it "
                        + figure(one.estimate() + one.change())
                        + one.leftOut()
                                .map(left -> ", without that figure it is " + figure(one.estimate() + left)
                                        + (one.rowsLost() == 0
                                                ? ""
                                                : " (" + one.rowsLost() + (one.rowsLost() == 1 ? " row" : " rows")
                                                        + " fewer)"))
                                .orElse("")
                        + ".");
            }
        }
        return Optional.of(new ReportSection(
                "influence",
                "Which printed figures move the coefficients",
                "For each coefficient the printed cells that move it most, through every formula between them: logs, ratios,"
                        + " deflation, PRODY. The change is exact: the panel and the model computed anew with the figure"
                        + " 1 % higher, and without it. All of them, with first-order slopes, in data/influence.csv.",
                List.of(
                        "model",
                        "coefficient",
                        "rank",
                        "figure",
                        "printed",
                        "where",
                        "1 % more",
                        "left out",
                        "rows it enters"),
                rows,
                remarks,
                Map.of(),
                links));
    }

    private static String label(StudyRun run, String variable) {
        int axis = variable.indexOf('[');
        String name = axis < 0 ? variable : variable.substring(0, axis);
        return run.panel().variable(name).map(v -> v.en()).orElse(name)
                + (axis < 0 ? "" : " " + variable.substring(axis));
    }

    private static String name(SortedMap<String, Region> regions, String code) {
        Region region = regions.get(code);
        return region == null || region.en().isEmpty() ? code : region.en();
    }

    private static String where(Observation o) {
        return o.locator().source() + " " + (o.locator().page().chars().allMatch(Character::isDigit) ? "p." : "")
                + o.locator().page()
                + (o.locator() instanceof Locator.CellAt at ? " " + at.told() : "");
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3g", value);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
