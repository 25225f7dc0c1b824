package almanac.study;

import almanac.complexity.table.CsvFile;
import almanac.complexity.table.JsonText;
import almanac.mining.Clusters;
import almanac.mining.MiningTrouble;
import almanac.mining.OutlierSearch;
import almanac.mining.PanelGrid;
import almanac.mining.RegionFeatures;
import almanac.mining.RegressionTree;
import almanac.mining.StructuralBreaks;
import almanac.mining.forecast.BackTest;
import almanac.mining.forecast.Forecasting;
import almanac.mining.forecast.PanelIntervals;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Frame;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.report.chart.TreeChart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** Outliers, clusters, segments and forecasts of a panel: what the commands {@code mine ...} do. */
public final class MiningDesk {
    /** The printed text and place of a number of the panel, empty where it has none (it was computed, or is a file's). */
    @FunctionalInterface
    public interface PrintedCell {
        String of(String region, String period, String variable);
    }

    /**
     * What is mined.
     *
     * @param regionColumn empty for none
     * @param periodColumn empty for none
     * @param source for messages
     */
    public record Material(Frame frame, String regionColumn, String periodColumn, String source, PrintedCell printed) {}

    /**
     * What came out.
     *
     * @param found whether there is anything to report (outliers, breaks): not whether it went well
     * @param header of the table
     * @param rows of texts and numbers
     * @param remarks in words
     * @param json the whole
     * @param tree how the regions join, where they were grouped
     * @param diagnostics what stood in the way
     */
    public record Outcome(
            boolean found,
            List<String> header,
            List<List<Object>> rows,
            List<String> remarks,
            Map<String, Object> json,
            Optional<TreeChart> tree,
            List<Diagnostic> diagnostics) {
        public Outcome {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether nothing could be computed. */
        public boolean refused() {
            return diagnostics.stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        }

        /** The rows for people: numbers rounded. */
        public List<List<String>> shownRows() {
            return rows.stream()
                    .map(row -> row.stream().map(Outcome::shown).toList())
                    .toList();
        }

        /** The table for a terminal of eighty columns, then the remarks. */
        public String text() {
            return NarrowTable.of(header, shownRows(), remarks);
        }

        private static String shown(Object value) {
            if (value instanceof Double number) {
                double size = Math.abs(number);
                return number.isNaN()
                        ? ""
                        : size != 0 && (size < 1e-3 || size >= 1e7)
                                ? String.format(Locale.ROOT, "%.4g", number)
                                : String.format(Locale.ROOT, size >= 1000 ? "%.1f" : "%.3f", number);
            }
            return value.toString();
        }

        /** The table as CSV: numbers exact, labels safe for spreadsheets. */
        public String csv() {
            StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
            for (List<Object> row : rows) {
                for (int j = 0; j < row.size(); j++) {
                    csv.append(j == 0 ? "" : ",");
                    if (row.get(j) instanceof Double number) {
                        csv.append(number.isNaN() ? "" : number.toString());
                    } else {
                        csv.append(new String(CsvFile.cell(row.get(j).toString()), StandardCharsets.UTF_8));
                    }
                }
                csv.append('\n');
            }
            return csv.toString();
        }

        /** Everything as JSON. */
        public String jsonText() {
            return JsonText.of(json);
        }
    }

    private static final List<String> REGIONS =
            List.of("region", "location", "country", "province", "state", "firm", "place", "id");
    private static final List<String> PERIODS = List.of("year", "period", "date", "time");

    private MiningDesk() {}

    /**
     * The material of a CSV file.
     *
     * @param region column of the regions; by default one of the usual names, else none
     * @param period column of the periods, likewise
     * @return empty when the file cannot be read; then the diagnostics say why
     */
    public static Optional<Material> file(
            Path data, Optional<String> region, Optional<String> period, List<Diagnostic> diagnostics) {
        FrameReader.Data read = FrameReader.read(data);
        diagnostics.addAll(read.diagnostics());
        return read.frame().map(frame -> {
            String time = period.orElseGet(() -> usual(frame, PERIODS));
            return new Material(
                    frame,
                    region.orElseGet(() -> tellingApart(frame, time)),
                    time,
                    String.valueOf(data.getFileName()),
                    (place, when, variable) -> "");
        });
    }

    /**
     * The panel of a study, as the store has it; each finding leads to its printed cells.
     *
     * @param study name or file, workspace, store and rules
     */
    public static Material study(ReportDesk.Order study, Consumer<Diagnostic> taker) {
        return panel(ReportDesk.run(study, taker).panel(), study.study());
    }

    /** A panel as it is. */
    static Material panel(Panel panel, String name) {
        return new Material(
                panel.frame(panel.variables().stream().map(Panel.Variable::name).toList()),
                "region",
                "year",
                name,
                (region, period, variable) -> printed(panel, region, period, variable));
    }

    /** The printed texts that a cell of the panel rests on, with document, page and cell. */
    private static String printed(Panel panel, String region, String period, String variable) {
        if (!period.matches("\\d{1,4}")) {
            return "";
        }
        List<String> cells = new ArrayList<>();
        List<Observation> sources =
                new ArrayList<>(panel.sources(new Panel.Key(variable, region, Integer.parseInt(period))));
        // of a ratio to the nation or of an EXPY the region's own figures are looked at first
        sources.sort(Comparator.comparing(
                (Observation source) -> !source.region().id().equals(Optional.of(region))));
        for (Observation source : sources) {
            String place = source.locator() instanceof Locator.CellAt cell ? " " + cell.told() : "";
            String page = source.locator().page();
            boolean number = page.chars().allMatch(Character::isDigit);
            cells.add("\"" + source.reading().raw().strip() + "\" "
                    + source.locator().source() + (number ? " p." : " ") + page + place);
        }
        return String.join("; ", cells.subList(0, Math.min(4, cells.size())))
                + (cells.size() > 4 ? " and " + (cells.size() - 4) + " more" : "");
    }

    /** The first usual region column that, with the periods, tells all rows apart. */
    private static String tellingApart(Frame frame, String period) {
        for (String name : REGIONS) {
            if (frame.column(name).isPresent()
                    && PanelGrid.of(frame, name, period, List.of(), "").diagnostics().stream()
                            .noneMatch(d -> d.code().equals(MiningTrouble.TWICE))) {
                return name;
            }
        }
        return usual(frame, REGIONS);
    }

    private static String usual(Frame frame, List<String> names) {
        return names.stream()
                .filter(name -> frame.column(name).isPresent())
                .findFirst()
                .orElse("");
    }

    private static Outcome stopped(List<Diagnostic> diagnostics) {
        return new Outcome(false, List.of(), List.of(), List.of(), Map.of(), Optional.empty(), diagnostics);
    }

    private static List<Object> row(Object... cells) {
        return List.of(cells);
    }

    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Writes {@code result.csv}, {@code result.json} and the pictures. */
    public static void write(Path folder, Outcome outcome) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("result.csv"), outcome.csv(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("result.json"), outcome.jsonText(), StandardCharsets.UTF_8);
            if (outcome.tree().isPresent()) {
                Files.writeString(
                        folder.resolve("dendrogram.svg"), outcome.tree().get().svg(), StandardCharsets.UTF_8);
            }
        } catch (IOException full) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            MiningTrouble.NOT_WRITTEN,
                            folder.toString(),
                            "the result cannot be written: " + EnvironmentTrouble.reason(full),
                            "check the folder and the space on the disk"),
                    full);
        }
    }

    // ---- outliers

    /**
     * Numbers that do not fit, each with its printed cell where there is one.
     *
     * @param kinds of {@code robust-z, trend, jump, joint}; empty for all
     * @param threshold in robust standard deviations
     */
    public static Outcome outliers(
            Material material, List<String> variables, List<String> kinds, double threshold, long seed) {
        PanelGrid.Outcome made = grid(material, variables);
        if (made.grid().isEmpty()) {
            return stopped(made.diagnostics());
        }
        List<String> known = List.of("robust-z", "trend", "jump", "joint");
        for (String kind : kinds) {
            if (!known.contains(kind)) {
                throw new IllegalArgumentException("--kind is one of " + String.join(", ", known) + ", not " + kind);
            }
        }
        List<OutlierSearch.Finding> findings =
                OutlierSearch.of(made.grid().get(), kinds.isEmpty() ? known : kinds, threshold, seed);
        List<List<Object>> rows = new ArrayList<>();
        List<Object> json = new ArrayList<>();
        List<String> header = List.of(
                "kind", "region", "period", "variable", "value", "expected", "score", "shape", "remark", "printed");
        for (OutlierSearch.Finding finding : findings) {
            List<Object> row = row(
                    finding.kind(),
                    finding.region(),
                    finding.period(),
                    finding.variable(),
                    finding.value(),
                    finding.expected(),
                    finding.score(),
                    finding.shape(),
                    finding.remark(),
                    material.printed().of(finding.region(), finding.period(), finding.variable()));
            rows.add(row);
            json.add(named(header, row));
        }
        List<String> remarks = new ArrayList<>();
        remarks.add(findings.isEmpty() ? "no outliers" : findings.size() + " findings");
        if (!findings.isEmpty()) {
            remarks.add(
                    "a spike goes back in the next period (often a misprint), a shift stays (often an event or a new"
                            + " definition): look at the printed cell");
        }
        return new Outcome(
                !findings.isEmpty(),
                header,
                rows,
                remarks,
                ordered("threshold", threshold, "findings", json),
                Optional.empty(),
                made.diagnostics());
    }

    private static PanelGrid.Outcome grid(Material material, List<String> variables) {
        return PanelGrid.of(
                material.frame(), material.regionColumn(), material.periodColumn(), variables, material.source());
    }

    private static Map<String, Object> named(List<String> names, List<Object> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    // ---- clusters

    /**
     * Groups of regions.
     *
     * @param paths whether whole paths over time are compared, else levels
     * @param k 0 to choose
     */
    public static Outcome clusters(Material material, List<String> variables, boolean paths, int k, long seed) {
        PanelGrid.Outcome made = grid(material, variables);
        if (made.grid().isEmpty()) {
            return stopped(made.diagnostics());
        }
        List<Diagnostic> diagnostics = new ArrayList<>(made.diagnostics());
        PanelGrid grid = made.grid().get();
        RegionFeatures features = paths ? RegionFeatures.paths(grid) : RegionFeatures.levels(grid);
        if (!features.leftOut().isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    MiningTrouble.LEFT_OUT,
                    material.source(),
                    features.leftOut().size() + " regions lack numbers and were left out: "
                            + ComplexityNotes.named(features.leftOut()),
                    paths ? "nothing is filled in; --on levels needs less" : "nothing is filled in"));
        }
        if (features.regions().size() < Clusters.LEAST) {
            diagnostics.add(Diagnostic.of(
                    MiningTrouble.NOTHING,
                    material.source(),
                    "regions with all numbers: " + features.regions().size() + "; groups need " + Clusters.LEAST,
                    "choose fewer variables, or name the region column: --region COLUMN"));
            return stopped(diagnostics);
        }
        Clusters clusters = Clusters.of(features, k, seed);
        List<String> header = List.of("region", "cluster", "tree_cluster", "silhouette");
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < clusters.regions().size(); i++) {
            rows.add(row(
                    clusters.regions().get(i),
                    clusters.labels()[i] + 1,
                    clusters.treeLabels()[i] + 1,
                    clusters.silhouettes()[i]));
        }
        List<String> remarks = new ArrayList<>();
        List<Object> choices = new ArrayList<>();
        for (Clusters.Choice choice : clusters.choices()) {
            choices.add(ordered(
                    "k",
                    choice.k(),
                    "silhouette",
                    choice.silhouette(),
                    "gap",
                    choice.gap(),
                    "gap_se",
                    choice.gapError()));
        }
        double silhouette = Arrays.stream(clusters.silhouettes()).average().orElse(Double.NaN);
        remarks.add(String.format(
                Locale.ROOT,
                "k = %d%s; mean silhouette %.2f; the gap statistic says %d%s",
                clusters.k(),
                k > 0 ? " as asked" : " by the silhouette",
                silhouette,
                clusters.gapK(),
                clusters.gapK() == 1 ? ": perhaps there are no groups" : ""));
        for (int c = 0; c < clusters.k(); c++) {
            double stability = clusters.stability()[c];
            remarks.add(String.format(
                    Locale.ROOT,
                    "cluster %d: stability %.2f (%s)",
                    c + 1,
                    stability,
                    stability >= 0.85 ? "high" : stability >= 0.6 ? "a pattern" : "do not rely on it"));
        }
        List<Object> merges = new ArrayList<>();
        clusters.tree()
                .merges()
                .forEach(merge -> merges.add(ordered(
                        "left", merge.left(), "right", merge.right(), "height", merge.height(), "size", merge.size())));
        List<Object> regions = new ArrayList<>();
        rows.forEach(one -> regions.add(named(header, one)));
        Map<String, Object> json = ordered(
                "k",
                clusters.k(),
                "gap_k",
                clusters.gapK(),
                "on",
                paths ? "paths" : "levels",
                "variables",
                grid.variables(),
                "regions",
                regions,
                "left_out",
                clusters.leftOut(),
                "choices",
                choices,
                "stability",
                numbers(clusters.stability()),
                "tree",
                merges);
        String title = "Regions by " + String.join(", ", grid.variables());
        TreeChart tree = new TreeChart(
                "dendrogram",
                title,
                title,
                "distance (Ward)",
                clusters.regions(),
                Arrays.stream(clusters.tree().order()).boxed().toList(),
                clusters.tree().merges().stream()
                        .map(m -> new TreeChart.Join(m.left(), m.right(), m.height()))
                        .toList());
        return new Outcome(true, header, rows, remarks, json, Optional.of(tree), diagnostics);
    }

    // ---- segments

    /** Breaks of every region's path of every variable. */
    public static Outcome breaks(Material material, List<String> variables, boolean trend, boolean log, long seed) {
        PanelGrid.Outcome made = grid(material, variables);
        if (made.grid().isEmpty()) {
            return stopped(made.diagnostics());
        }
        PanelGrid grid = made.grid().get();
        List<Diagnostic> diagnostics = new ArrayList<>(made.diagnostics());
        List<String> header = List.of("region", "variable", "from", "stability", "before", "after", "agreed");
        List<List<Object>> rows = new ArrayList<>();
        List<Object> json = new ArrayList<>();
        List<String> tooShort = new ArrayList<>();
        DoubleUnaryOperator scale = log ? Math::log : DoubleUnaryOperator.identity();
        int looked = 0;
        for (int v = 0; v < grid.variables().size(); v++) {
            for (int r = 0; r < grid.regions().size(); r++) {
                double[] path = grid.path(v, r);
                int start = firstOfLastRun(path);
                int end = start;
                while (end < path.length && !Double.isNaN(path[end])) {
                    end++;
                }
                double[] series = Arrays.stream(path, start, end).map(scale).toArray();
                String name = (grid.regions().get(r) + " " + grid.variables().get(v)).strip();
                if (series.length < StructuralBreaks.LEAST
                        || Arrays.stream(series).anyMatch(x -> Double.isNaN(x) || Double.isInfinite(x))) {
                    tooShort.add(name);
                    continue;
                }
                looked++;
                StructuralBreaks found = StructuralBreaks.of(series, trend, seed);
                int agreed = smallest(found.lwz());
                for (int b = 0; b < found.breaks().length; b++) {
                    int at = found.breaks()[b];
                    rows.add(row(
                            grid.regions().get(r),
                            grid.variables().get(v),
                            grid.periods().get(start + at),
                            found.stability()[b],
                            found.fitted()[at - 1],
                            found.fitted()[at],
                            agreed >= found.breaks().length ? "yes" : "BIC only"));
                }
                json.add(ordered(
                        "region",
                        grid.regions().get(r),
                        "variable",
                        grid.variables().get(v),
                        "breaks",
                        Arrays.stream(found.breaks())
                                .mapToObj(at -> grid.periods().get(start(path) + at))
                                .toList(),
                        "stability",
                        numbers(found.stability()),
                        "bic",
                        numbers(found.bic()),
                        "lwz",
                        numbers(found.lwz()),
                        "fitted",
                        numbers(found.fitted())));
            }
        }
        if (!tooShort.isEmpty()) {
            diagnostics.add(tooFew(material, tooShort, StructuralBreaks.LEAST, log));
        }
        List<String> remarks = List.of(rows.size() + " breaks in " + looked + " series ("
                + (trend ? "level and trend" : "level") + (log ? " of logs" : "")
                + "); stability is the share of resamples with a break within one period; \"BIC only\": the stricter"
                + " criterion of Liu, Wu and Zidek finds fewer");
        return new Outcome(
                !rows.isEmpty(), header, rows, remarks, ordered("series", json), Optional.empty(), diagnostics);
    }

    private static int start(double[] path) {
        return firstOfLastRun(path);
    }

    private static int smallest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] < values[best] ? i : best;
        }
        return best;
    }

    private static Diagnostic tooFew(Material material, List<String> names, int least, boolean log) {
        return Diagnostic.of(
                MiningTrouble.TOO_FEW,
                material.source(),
                names.size() + " series have fewer than " + least + " numbers without a gap"
                        + (log ? ", or numbers without a log" : "") + " and were left out: "
                        + ComplexityNotes.named(names),
                "nothing is filled in");
    }

    private static int firstOfLastRun(double[] path) {
        int end = path.length;
        while (end > 0 && Double.isNaN(path[end - 1])) {
            end--;
        }
        int start = end;
        while (start > 0 && !Double.isNaN(path[start - 1])) {
            start--;
        }
        return start;
    }

    /** A regression tree of the first variable on the others. */
    public static Outcome tree(Material material, String outcome, List<String> predictors, long seed) {
        List<String> variables = new ArrayList<>(List.of(outcome));
        variables.addAll(predictors);
        PanelGrid.Outcome made = grid(material, predictors.isEmpty() ? List.of() : variables);
        if (made.grid().isEmpty()) {
            return stopped(made.diagnostics());
        }
        PanelGrid grid = made.grid().get();
        int target = grid.variables().indexOf(outcome);
        if (target < 0) {
            return stopped(List.of(Diagnostic.of(
                    MiningTrouble.NO_COLUMN,
                    material.source(),
                    "no column of numbers " + outcome,
                    "the columns are " + String.join(", ", grid.variables()))));
        }
        List<String> names = new ArrayList<>(grid.variables());
        names.remove(target);
        List<double[]> rows = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int r = 0; r < grid.regions().size(); r++) {
            for (int t = 0; t < grid.periods().size(); t++) {
                double[] row = new double[names.size()];
                boolean whole = !Double.isNaN(grid.values()[target][r][t]);
                for (int v = 0, j = 0; v < grid.variables().size(); v++) {
                    if (v != target) {
                        row[j++] = grid.values()[v][r][t];
                        whole &= !Double.isNaN(grid.values()[v][r][t]);
                    }
                }
                if (whole) {
                    rows.add(row);
                    values.add(grid.values()[target][r][t]);
                }
            }
        }
        if (rows.size() < RegressionTree.LEAST || names.isEmpty()) {
            return stopped(List.of(Diagnostic.of(
                    MiningTrouble.NOTHING,
                    material.source(),
                    rows.size() + " complete rows; a tree needs " + RegressionTree.LEAST
                            + " and a variable to split by",
                    "choose variables with fewer gaps")));
        }
        RegressionTree tree = RegressionTree.of(
                values.stream().mapToDouble(Double::doubleValue).toArray(), rows.toArray(new double[0][]), names, seed);
        List<List<Object>> table = new ArrayList<>();
        list(tree.root(), 0, "all", table);
        List<String> remarks = new ArrayList<>();
        remarks.add(String.format(
                Locale.ROOT,
                "%d rows; cross-validated error %.4g, of the mean alone %.4g%s",
                rows.size(),
                tree.error(),
                tree.meanError(),
                tree.root().split().isEmpty() ? ": no split improves on the mean" : ""));
        tree.rootShares()
                .forEach((name, share) -> remarks.add(String.format(
                        Locale.ROOT, "first split on %s in %.0f %% of the resamples", name, 100 * share)));
        return new Outcome(
                tree.root().split().isPresent(),
                List.of("node", "rows", "mean", "rmse"),
                table,
                remarks,
                ordered(
                        "outcome",
                        outcome,
                        "rows",
                        rows.size(),
                        "error",
                        tree.error(),
                        "mean_error",
                        tree.meanError(),
                        "first_split",
                        tree.rootShares(),
                        "tree",
                        node(tree.root())),
                Optional.empty(),
                made.diagnostics());
    }

    private static void list(RegressionTree.Node node, int depth, String label, List<List<Object>> table) {
        table.add(row(". ".repeat(depth) + label, node.count(), node.mean(), Math.sqrt(node.squares() / node.count())));
        node.split().ifPresent(split -> {
            String at = String.format(Locale.ROOT, "%.6g", split.at());
            list(split.below(), depth + 1, split.variable() + " < " + at, table);
            list(split.above(), depth + 1, split.variable() + " >= " + at, table);
        });
    }

    private static Map<String, Object> node(RegressionTree.Node node) {
        Map<String, Object> map = ordered("mean", node.mean(), "count", node.count());
        node.split().ifPresent(split -> {
            map.put("variable", split.variable());
            map.put("at", split.at());
            map.put("below", node(split.below()));
            map.put("above", node(split.above()));
        });
        return map;
    }

    // ---- forecasts

    /** Forecasts of every region's path of every variable, with their back-tests. */
    public static Outcome forecast(Material material, List<String> variables, int horizon) {
        PanelGrid.Outcome made = grid(material, variables);
        if (made.grid().isEmpty()) {
            return stopped(made.diagnostics());
        }
        PanelGrid grid = made.grid().get();
        List<Diagnostic> diagnostics = new ArrayList<>(made.diagnostics());
        List<String> header = List.of(
                "region",
                "variable",
                "period",
                "model",
                "mean",
                "low80",
                "high80",
                "low95",
                "high95",
                "mase",
                "naive_mase");
        List<List<Object>> rows = new ArrayList<>();
        List<Object> json = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<Object> groups = new ArrayList<>();
        List<String> tooShort = new ArrayList<>();
        int beaten = 0;
        int all = 0;
        double inside80 = 0;
        double inside95 = 0;
        double compared = 0;
        for (int v = 0; v < grid.variables().size(); v++) {
            List<Integer> regions = new ArrayList<>();
            List<Integer> starts = new ArrayList<>();
            List<Forecasting> single = new ArrayList<>();
            for (int r = 0; r < grid.regions().size(); r++) {
                Optional<Forecasting> forecast = Forecasting.of(grid.path(v, r), grid.season(), horizon);
                if (forecast.isPresent()) {
                    regions.add(r);
                    starts.add(firstOfLastRun(grid.path(v, r)));
                    single.add(forecast.get());
                } else {
                    tooShort.add((grid.regions().get(r) + " " + grid.variables().get(v)).strip());
                }
            }
            if (single.isEmpty()) {
                continue;
            }
            PanelIntervals panel = PanelIntervals.of(single, starts);
            double due = single.stream().mapToInt(f -> f.own().forecasts()).sum();
            inside80 += panel.coverage80() * due;
            inside95 += panel.coverage95() * due;
            compared += due;
            String variable = grid.variables().get(v);
            String end = grid.periods().get(starts.get(0) + single.get(0).used() - 1);
            if (panel.factor80() > 1 || panel.factor95() > 1) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%s: the errors of all %d regions' back-tests stretch the 80 %% intervals by %.2f, the 95 %% ones"
                                + " by %.2f",
                        variable,
                        single.size(),
                        panel.factor80(),
                        panel.factor95()));
            }
            panel.together().ifPresent(mean -> groups.add(together(variable, panel, mean, end, remarks)));
            for (int place = 0; place < regions.size(); place++) {
                int r = regions.get(place);
                double[] path = grid.path(v, r);
                String name = (grid.regions().get(r) + " " + grid.variables().get(v)).strip();
                Forecasting forecast = panel.forecasts().get(place);
                all++;
                beaten += forecast.beatsNaive() ? 1 : 0;
                BackTest own = forecast.own();
                double naive = forecast.tests().stream()
                        .filter(test -> test.model().equals("naive"))
                        .mapToDouble(BackTest::mase)
                        .findFirst()
                        .orElse(Double.NaN);
                int last = firstOfLastRun(path) + forecast.used() - 1;
                List<Object> steps = new ArrayList<>();
                for (Forecasting.Step step : forecast.steps()) {
                    String period = after(grid.periods().get(last), step.ahead());
                    rows.add(row(
                            grid.regions().get(r),
                            grid.variables().get(v),
                            period,
                            forecast.model(),
                            step.mean(),
                            step.low80(),
                            step.high80(),
                            step.low95(),
                            step.high95(),
                            own.mase(),
                            naive));
                    steps.add(step(period, step));
                }
                List<Object> tests = new ArrayList<>();
                forecast.tests()
                        .forEach(test -> tests.add(ordered(
                                "model",
                                test.model(),
                                "origins",
                                test.origins(),
                                "forecasts",
                                test.forecasts(),
                                "mase",
                                test.mase(),
                                "rmse",
                                test.rmse(),
                                "coverage80",
                                test.coverage80(),
                                "coverage95",
                                test.coverage95())));
                json.add(ordered(
                        "region",
                        grid.regions().get(r),
                        "variable",
                        grid.variables().get(v),
                        "used",
                        forecast.used(),
                        "model",
                        forecast.model(),
                        "beats_naive",
                        forecast.beatsNaive(),
                        "verdict",
                        forecast.verdict(),
                        "steps",
                        steps,
                        "tests",
                        tests));
                if (all <= 12) {
                    remarks.add((name.isEmpty() ? "" : name + ": ") + forecast.verdict());
                }
            }
        }
        if (!tooShort.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    all == 0 ? MiningTrouble.NOTHING : MiningTrouble.TOO_FEW,
                    material.source(),
                    tooShort.size() + " series have fewer than " + Forecasting.LEAST
                            + " numbers without a gap, or never change, and were left out: "
                            + ComplexityNotes.named(tooShort),
                    "nothing is filled in"));
        }
        if (all > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%d of %d series have a model that beats the simple ones; in the back-tests %.0f %% of the values"
                            + " fell into the 80 %% intervals and %.0f %% into the 95 %% ones",
                    beaten,
                    all,
                    100 * inside80 / compared,
                    100 * inside95 / compared));
        }
        return new Outcome(
                false,
                header,
                rows,
                remarks,
                ordered("horizon", horizon, "series", json, "together", groups, "beaten", beaten, "of", all),
                Optional.empty(),
                diagnostics);
    }

    private static Map<String, Object> step(String period, Forecasting.Step step) {
        return ordered(
                "period",
                period,
                "mean",
                step.mean(),
                "low80",
                step.low80(),
                "high80",
                step.high80(),
                "low95",
                step.low95(),
                "high95",
                step.high95());
    }

    /** The mean of all regions, in words and as JSON. */
    private static Map<String, Object> together(
            String variable, PanelIntervals panel, List<Forecasting.Step> mean, String end, List<String> remarks) {
        int regions = panel.forecasts().size();
        remarks.add(String.format(
                Locale.ROOT,
                "%s: errors of one year have a correlation of %.2f between regions (%d years); the interval of their mean"
                        + " keeps it; a shock unlike those of these years is in no interval",
                variable,
                panel.correlation(),
                panel.years()));
        List<Object> steps = new ArrayList<>();
        for (Forecasting.Step step : mean) {
            String period = after(end, step.ahead());
            steps.add(step(period, step));
            remarks.add(String.format(
                    Locale.ROOT,
                    "mean of all %d regions in %s: %s (80 %% interval %s to %s, 95 %% interval %s to %s)",
                    regions,
                    period,
                    Outcome.shown(step.mean()),
                    Outcome.shown(step.low80()),
                    Outcome.shown(step.high80()),
                    Outcome.shown(step.low95()),
                    Outcome.shown(step.high95())));
        }
        return ordered(
                "variable",
                variable,
                "regions",
                regions,
                "correlation",
                panel.correlation(),
                "years",
                panel.years(),
                "steps",
                steps);
    }

    /** The label {@code steps} periods after {@code period}. */
    static String after(String period, int steps) {
        if (period.matches("-?\\d{1,4}")) {
            return Integer.toString(Integer.parseInt(period) + steps);
        }
        if (period.matches("\\d{4}-[QH]\\d")) {
            int in = period.charAt(5) == 'Q' ? 4 : 2;
            int count = Integer.parseInt(period.substring(0, 4)) * in + period.charAt(6) - '1' + steps;
            return count / in + "-" + period.charAt(5) + (count % in + 1);
        }
        if (period.matches("\\d{4}-\\d\\d")) {
            int count =
                    Integer.parseInt(period.substring(0, 4)) * 12 + Integer.parseInt(period.substring(5)) - 1 + steps;
            return String.format(Locale.ROOT, "%04d-%02d", count / 12, count % 12 + 1);
        }
        return "+" + steps;
    }
}
