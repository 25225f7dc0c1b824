package almanac.study;

import almanac.mining.OutlierSearch;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.report.Lineage;
import almanac.report.ReportSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which figures do not fit, which regions go together, when paths bend, what comes next: each outlier leads to its printed
 * cell, each figure of a group, a break or a forecast to the path it is computed from.
 */
final class MiningSections {
    /** Steps ahead of the forecasts: a fifth of a usual panel's length. */
    private static final int HORIZON = 3;

    private static final long SEED = 1;

    private final StudyRun run;
    private final Map<String, String> places;
    private final List<String> variables;
    private final List<ReportSection> sections = new ArrayList<>();

    private MiningSections(StudyRun run, Map<String, String> places) {
        this.run = run;
        this.places = places;
        this.variables = run.study().modelVariables();
    }

    /** @param places observation id to the page of the bundle that shows it */
    static List<ReportSection> of(StudyRun run, Map<String, String> places) {
        MiningSections made = new MiningSections(run, places);
        if (!made.variables.isEmpty()) {
            made.all();
        }
        return List.copyOf(made.sections);
    }

    /** Where the fields of a row lead. */
    @FunctionalInterface
    private interface Links {
        List<String> of(List<Object> row);
    }

    private void all() {
        MiningDesk.Material material = MiningDesk.panel(run.panel(), run.study().id());
        String first = variables.get(0);
        add(
                "outliers",
                "What does not fit",
                "Figures far from their region's path or from the others, each with the printed cells behind it, so that a"
                        + " slip in a book can be told from an event.",
                MiningDesk.outliers(material, variables, List.of(), OutlierSearch.THRESHOLD, SEED),
                this::outlier,
                List.of());
        MiningDesk.Outcome clusters = MiningDesk.clusters(material, variables, false, 0, SEED);
        add(
                "clusters",
                "Which regions go together",
                "Clusters of regions by the levels of all variables; the number of clusters by silhouette and gap.",
                clusters,
                row -> all(row, Lineage.regionHref(row.get(0).toString())),
                clusters.tree()
                        .map(tree -> List.<ReportSection.Drawing>of(
                                (report, words) -> SectionCharts.tree(tree, variables, report, words)))
                        .orElse(List.of()));
        MiningDesk.Outcome breaks = MiningDesk.breaks(material, List.of(first), true, false, SEED);
        if (!breaks.rows().isEmpty() || run.panel().years().size() > 1) {
            add(
                    "breaks",
                    "When paths bend",
                    "Structural breaks in " + first
                            + " after Bai and Perron (1998), with their stability under resampling.",
                    breaks,
                    this::bend,
                    List.of());
        }
        MiningDesk.Outcome forecast = MiningDesk.forecast(material, List.of(first), HORIZON);
        add(
                "forecast",
                "What comes next",
                "Forecasts of " + first + " with a rolling-origin back-test; a method that does not beat the last value"
                        + " carried forward is said not to.",
                forecast,
                row -> all(row, series(row, 0, 1)),
                List.of((report, words) -> SectionCharts.fans(forecast, first, run.panel(), report, words)));
    }

    private void add(
            String id,
            String title,
            String intro,
            MiningDesk.Outcome outcome,
            Links links,
            List<ReportSection.Drawing> drawings) {
        if (outcome.refused()) {
            return;
        }
        LinkedRows rows = new LinkedRows();
        List<List<String>> shown = outcome.shownRows();
        for (int r = 0; r < shown.size(); r++) {
            rows.add(links.of(outcome.rows().get(r)), shown.get(r));
        }
        sections.add(rows.section(id, title, intro, outcome.header(), outcome.remarks(), drawings));
    }

    /** Numbers and periods lead; names do not. */
    private static List<String> all(List<Object> row, String href) {
        return row.stream()
                .map(field -> field instanceof String text && !text.matches("\\d+") ? "" : href)
                .toList();
    }

    private static String series(List<Object> row, int region, int variable) {
        return Lineage.seriesHref(row.get(variable).toString(), row.get(region).toString());
    }

    /** {@code kind, region, period, variable, value, expected, score, shape, remark, printed}. */
    private List<String> outlier(List<Object> row) {
        String region = row.get(1).toString();
        Panel.Key key = new Panel.Key(
                row.get(3).toString(), region, Integer.parseInt(row.get(2).toString()));
        String cell = Lineage.href(key);
        String path = Lineage.seriesHref(key.variable(), region);
        // one printed cell is led to; of several the value leads to the panel cell that names them all
        List<Observation> sources = run.panel().sources(key);
        String printed =
                sources.size() == 1 ? places.getOrDefault(sources.get(0).id(), cell) : "";
        return List.of("", "", cell, "", cell, path, path, "", "", printed);
    }

    /** {@code region, variable, from, stability, before, after, agreed}. */
    private List<String> bend(List<Object> row) {
        String path = series(row, 0, 1);
        int from = Integer.parseInt(row.get(2).toString());
        String region = row.get(0).toString();
        String variable = row.get(1).toString();
        int at = run.panel().years().indexOf(from);
        return List.of(
                "",
                "",
                Lineage.href(new Panel.Key(variable, region, from)),
                path,
                Lineage.href(new Panel.Key(variable, region, run.panel().years().get(Math.max(0, at - 1)))),
                Lineage.href(new Panel.Key(variable, region, from)),
                "");
    }
}
