package almanac.report;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Finding;
import almanac.model.Fit;
import almanac.model.Panel;
import almanac.model.Replicated;
import almanac.model.SampleLoss;
import almanac.model.Verdict;
import almanac.report.manuscript.Manuscript;
import almanac.report.manuscript.Manuscript.Block;
import almanac.report.manuscript.Manuscript.Bullets;
import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Column;
import almanac.report.manuscript.Manuscript.Grid;
import almanac.report.manuscript.Manuscript.Look;
import almanac.report.manuscript.Manuscript.Picture;
import almanac.report.manuscript.Manuscript.Section;
import almanac.report.manuscript.Manuscript.Span;
import almanac.report.manuscript.Manuscript.Text;
import almanac.report.manuscript.Manuscript.Tile;
import almanac.report.manuscript.Manuscript.Tiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Composes the {@link Manuscript} of a {@link StudyReport} in one language: what stands where, and in which words. */
final class Composer {
    private static final double[] STAR_LEVELS = {0.01, 0.05, 0.1};
    private static final String[] STARS = {"***", "**", "*"};
    private static final String INTERCEPT = "(Intercept)";
    /** Folded tables up to this many rows show at first. */
    private static final int SHORT = 40;

    private final StudyReport report;
    private final Words words;
    private final Map<String, Replicated> claims = new LinkedHashMap<>();
    private int figureCount;
    private int tableCount;

    private Composer(StudyReport report, Words words) {
        this.report = report;
        this.words = words;
        report.replicated().forEach(r -> claims.put(r.claim(), r));
    }

    /** @param figures the report's own pictures */
    static Manuscript compose(StudyReport report, Words words, List<Figures.Figure> figures) {
        return new Composer(report, words).manuscript(figures);
    }

    private Manuscript manuscript(List<Figures.Figure> figures) {
        List<Section> sections = new ArrayList<>();
        sections.add(section("answer", brief()));
        if (!report.replicated().isEmpty()) {
            sections.add(section("published", published()));
        }
        sections.add(section("tables", tables()));
        List<Block> pictures = pictures(figures, "pictures");
        if (!pictures.isEmpty()) {
            sections.add(section("pictures", pictures));
        }
        sections.add(section("sample", sample()));
        List<List<Span>> audit = audit();
        if (!audit.isEmpty()) {
            sections.add(section("audit", List.of(Text.of(words.say("audit.intro")), new Bullets(audit, false))));
        }
        report.sections().forEach(section -> sections.add(further(section, figures)));
        sections.add(section("panel", panel()));
        sections.add(section("variables", variables()));
        sections.add(section("documents", documents()));
        if (!report.diagnostics().isEmpty()) {
            sections.add(section(
                    "findings",
                    List.of(new Bullets(
                            report.diagnostics().stream()
                                    .map(d -> List.of(
                                            Span.of(d.code().id(), Look.CODE), Span.of(" " + words.tell(d.message()))))
                                    .toList(),
                            true))));
        }
        sections.add(section("check", List.of(Text.of(words.say("check.text")))));
        boolean chinese = words.chinese();
        String title = title(report.titles(), words.language());
        String other = report.titles().getOrDefault(chinese ? "en" : "zh", "");
        return new Manuscript(
                words.language(),
                title,
                other.equals(title) ? "" : other,
                words.say("kicker", report.version(), report.id(), report.date()),
                report.simulated() ? words.say("banner.simulated") : "",
                report.date(),
                sections,
                new Manuscript.Furniture(words.say("page.contents"), words.say("page.skip")));
    }

    private String title(Map<String, String> texts, String language) {
        return texts.getOrDefault(language, report.title());
    }

    private Section section(String id, List<Block> blocks) {
        return new Section(id, words.say("section." + id), blocks);
    }

    // --- in brief --------------------------------------------------------------------------------------------------

    private List<Block> brief() {
        List<Block> blocks = new ArrayList<>();
        String question = report.question()
                .getOrDefault(words.language(), report.question().getOrDefault("en", ""));
        if (!question.isEmpty()) {
            blocks.add(new Text(List.of(Span.of(question, Look.STRONG)), false));
        }
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(count(report.documents().size()), words.say("tile.documents")));
        tiles.add(new Tile(count(observationCount()), words.say("tile.observations")));
        tiles.add(new Tile(report.loss().complete() + " / " + report.loss().design(), words.say("tile.complete")));
        if (!report.replicated().isEmpty()) {
            tiles.add(new Tile(
                    count(Replicated.Kind.REPRODUCED) + count(Replicated.Kind.WITHIN) + " / "
                            + report.replicated().size(),
                    words.say("tile.reproduced")));
        }
        blocks.add(new Tiles(tiles));
        List<String> lines = briefLines();
        if (!lines.isEmpty()) {
            blocks.add(new Bullets(
                    lines.stream().map(line -> List.of(Span.of(line))).toList(), false));
        }
        return blocks;
    }

    /** What a reader in a hurry should know, in sentences made from the figures. */
    private List<String> briefLines() {
        List<String> lines = new ArrayList<>();
        if (!report.replicated().isEmpty()) {
            List<Replicated> correlations = report.replicated().stream()
                    .filter(r -> r.claim().contains("corr") || r.claim().startsWith("table1"))
                    .toList();
            lines.add(words.say(
                            "brief.verdicts",
                            report.replicated().size(),
                            count(Replicated.Kind.REPRODUCED),
                            count(Replicated.Kind.WITHIN),
                            count(Replicated.Kind.DIFFERS))
                    + (correlations.isEmpty()
                            ? words.say("brief.stop")
                            : words.say(
                                    "brief.correlations",
                                    correlations.size(),
                                    correlations.stream()
                                            .filter(r -> r.kind() == Replicated.Kind.REPRODUCED)
                                            .count())));
        }
        firstRegressor().ifPresent(term -> {
            List<String> significant = new ArrayList<>();
            List<String> not = new ArrayList<>();
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> coefficient = report.fits().get(m).coefficient(term);
                if (coefficient.isPresent()) {
                    (coefficient.get().p() < 0.05 ? significant : not)
                            .add(report.modelNames().get(m));
                }
            }
            String joint = words.say("list.joint");
            String key =
                    significant.isEmpty() ? "brief.insignificant" : not.isEmpty() ? "brief.significant" : "brief.both";
            lines.add(words.say(key, label(term), String.join(joint, significant), String.join(joint, not)));
        });
        if (!report.loss().losses().isEmpty()) {
            lines.add(words.say(
                    perModel() ? "brief.loss.models" : byRule() ? "brief.loss.rule" : "brief.loss",
                    report.loss().losses().size(),
                    report.loss().design()));
        }
        return lines;
    }

    /** The regressor that stands in every model: what the study is about. */
    private Optional<String> firstRegressor() {
        if (report.fits().isEmpty()) {
            return Optional.empty();
        }
        return report.fits().get(0).coefficients().stream()
                .map(Coefficient::term)
                .filter(term -> !term.equals(INTERCEPT))
                .filter(term -> report.fits().stream()
                        .allMatch(fit -> fit.coefficient(term).isPresent()))
                .findFirst();
    }

    private int count(Replicated.Kind kind) {
        return (int) report.replicated().stream().filter(r -> r.kind() == kind).count();
    }

    /** A count as the language groups digits: Chinese prose writes 12345 without a comma. */
    private String count(long number) {
        return words.chinese() ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }

    // --- published against reproduced ------------------------------------------------------------------------------

    private List<Block> published() {
        List<Block> blocks = new ArrayList<>();
        Map<String, String> places = recomputedFrom();
        blocks.add(Text.of(report.paper()));
        List<Span> legend = new ArrayList<>();
        for (Replicated.Kind kind : Replicated.Kind.values()) {
            legend.add(Span.of(legend.isEmpty() ? "" : " · "));
            legend.add(Span.of(words.say("verdict." + kind.word()), look(kind)));
            legend.add(Span.of(" " + words.say("verdict.meaning." + kind.word(), count(kind))));
        }
        blocks.add(new Text(legend, true));
        List<Replicated> differing = report.replicated().stream()
                .filter(r -> r.kind() == Replicated.Kind.DIFFERS || r.kind() == Replicated.Kind.CANNOT_TELL)
                .toList();
        if (!differing.isEmpty()) {
            blocks.add(grid(
                    words.say("published.differing"),
                    List.of(column("figure"), numbers("printed"), numbers("recomputed"), column("why")),
                    differing.stream()
                            .map(r -> List.of(
                                    claim(r),
                                    Cell.number(r.printed()).to(places.getOrDefault(r.claim(), "")),
                                    Cell.number(value(r)).to(places.getOrDefault(r.claim(), "")),
                                    Cell.of(words.tell(r.why()))))
                            .toList(),
                    "",
                    true));
        }
        blocks.add(grid(
                words.say("published.caption"),
                List.of(
                        column("figure"),
                        numbers("printed"),
                        numbers("recomputed"),
                        numbers("range"),
                        column("verdict")),
                report.replicated().stream()
                        .map(r -> List.of(
                                claim(r),
                                Cell.number(r.printed()).to(places.getOrDefault(r.claim(), "")),
                                Cell.number(value(r)).to(places.getOrDefault(r.claim(), "")),
                                Cell.number(r.range()
                                        .map(i -> words.say("range", significant(i.low()), significant(i.high())))
                                        .orElse("")),
                                Cell.of(words.say("verdict." + r.kind().word())).as(look(r.kind()))))
                        .toList(),
                words.say("published.all", report.replicated().size()),
                false));
        return blocks;
    }

    /** Where the figure that stands beside a published one is explained. */
    private Map<String, String> recomputedFrom() {
        Map<String, String> places = new LinkedHashMap<>();
        for (int m = 0; m < report.fits().size(); m++) {
            for (String figure : List.of("N", "R2", "adjR2", "F")) {
                places.put(ClaimNames.figure(m + 1, figure, ""), Lineage.modelHref(m + 1, ""));
            }
            for (Coefficient coefficient : report.fits().get(m).coefficients()) {
                String term = coefficient.term();
                boolean constant = term.equals(INTERCEPT);
                String href = Lineage.modelHref(m + 1, term);
                places.put(ClaimNames.figure(m + 1, constant ? "const" : "coef", constant ? "" : term), href);
                places.put(ClaimNames.figure(m + 1, constant ? "const_t" : "t", constant ? "" : term), href);
            }
        }
        for (String one : report.correlations().names()) {
            for (String other : report.correlations().names()) {
                places.put(ClaimNames.correlation(one, other), Lineage.variableHref(other));
            }
        }
        return places;
    }

    private static Cell claim(Replicated r) {
        return Cell.of(r.claim());
    }

    private static String value(Replicated r) {
        return r.value().isPresent() ? significant(r.value().getAsDouble()) : "–";
    }

    private static Look look(Replicated.Kind kind) {
        return switch (kind) {
            case REPRODUCED -> Look.REPRODUCED;
            case WITHIN -> Look.WITHIN;
            case DIFFERS -> Look.DIFFERS;
            case CANNOT_TELL -> Look.CANNOT_TELL;
        };
    }

    /** A table with its number. */
    private Grid grid(String caption, List<Column> columns, List<List<Cell>> rows, String fold, boolean open) {
        return grid(caption, columns, rows, fold, open, "data/");
    }

    /** @param file where all its rows stand */
    private Grid grid(
            String caption, List<Column> columns, List<List<Cell>> rows, String fold, boolean open, String file) {
        return new Grid(
                words.say("page.table", ++tableCount, caption),
                columns,
                rows,
                fold,
                open,
                words.say("table.cut", rows.size() - Grid.PRINTED, file));
    }

    private Column column(String key) {
        return new Column(words.say("column." + key), false);
    }

    private Column numbers(String key) {
        return new Column(words.say("column." + key), true);
    }

    // --- tables ----------------------------------------------------------------------------------------------------

    private List<Block> tables() {
        List<Block> blocks = new ArrayList<>();
        boolean replicates = !report.replicated().isEmpty();
        Correlations table = report.correlations();
        if (!table.names().isEmpty()) {
            blocks.add(correlations(table, replicates));
        }
        if (!report.fits().isEmpty()) {
            blocks.add(regressions(replicates));
            blocks.add(Text.small(words.say("stars")));
        }
        if (!report.descriptions().isEmpty()) {
            blocks.add(descriptives());
        }
        return blocks;
    }

    private Grid correlations(Correlations table, boolean replicates) {
        List<Column> columns = new ArrayList<>(List.of(column("variable")));
        table.names().forEach(name -> columns.add(new Column(name, true)));
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < table.names().size(); r++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(table.names().get(r))));
            for (int c = 0; c < table.names().size(); c++) {
                row.add(
                        c > r
                                ? Cell.number("")
                                : c == r
                                        ? Cell.number("1")
                                        : cell(
                                                        fixed(table.r()[r][c], 4),
                                                        correlationClaim(
                                                                table.names().get(r),
                                                                table.names().get(c)))
                                                .to(Lineage.variableHref(
                                                        table.names().get(c))));
            }
            rows.add(row);
        }
        return grid(
                words.say(
                        replicates ? "tables.correlations.printed" : "tables.correlations",
                        report.loss().complete()),
                columns,
                rows,
                "",
                true);
    }

    private Optional<Replicated> correlationClaim(String one, String other) {
        return Optional.ofNullable(claims.get(ClaimNames.correlation(one, other)))
                .or(() -> Optional.ofNullable(claims.get(ClaimNames.correlation(other, one))));
    }

    private static Cell cell(String value, Optional<Replicated> claim) {
        return new Cell(
                value,
                true,
                "",
                claim.map(Replicated::printed).orElse(""),
                claim.map(c -> look(c.kind())).orElse(Look.PLAIN),
                "");
    }

    private Grid regressions(boolean replicates) {
        Set<String> terms = new LinkedHashSet<>();
        report.fits()
                .forEach(fit -> fit.coefficients().stream()
                        .map(Coefficient::term)
                        .filter(t -> !t.equals(INTERCEPT))
                        .forEach(terms::add));
        terms.add(INTERCEPT);
        List<Column> columns = new ArrayList<>(List.of(column("variable")));
        report.modelNames().forEach(name -> columns.add(new Column(name, true)));
        List<List<Cell>> rows = new ArrayList<>();
        for (String term : terms) {
            boolean constant = term.equals(INTERCEPT);
            List<Cell> estimates = new ArrayList<>(List.of(Cell.of(constant ? words.say("tables.constant") : term)));
            List<Cell> statistics = new ArrayList<>(List.of(Cell.of("")));
            for (int m = 0; m < report.fits().size(); m++) {
                Optional<Coefficient> coefficient = report.fits().get(m).coefficient(term);
                estimates.add(cell(
                                coefficient
                                        .map(c -> significant(c.estimate()) + stars(c.p()))
                                        .orElse(""),
                                claimOf(ClaimNames.figure(m + 1, constant ? "const" : "coef", constant ? "" : term)))
                        .to(coefficient.isPresent() ? Lineage.modelHref(m + 1, term) : ""));
                statistics.add(cell(
                                coefficient
                                        .map(c -> "(" + fixed(c.statistic(), 2) + ")")
                                        .orElse(""),
                                claimOf(ClaimNames.figure(m + 1, constant ? "const_t" : "t", constant ? "" : term)))
                        .to(coefficient.isPresent() ? Lineage.modelHref(m + 1, term) : ""));
            }
            rows.add(estimates);
            rows.add(statistics);
        }
        rows.add(figures("N", "N", fit -> OptionalDouble.of(fit.n()), 0));
        rows.add(figures("R²", "R2", fit -> fit.figure("r2"), 4));
        rows.add(figures(words.say("tables.adjR2"), "adjR2", fit -> fit.figure("adj_r2"), 4));
        List<String> effects = report.fits().stream()
                .map(fit -> fit.spec().formula())
                .map(formula -> formula.contains("|")
                        ? formula.substring(formula.indexOf('|') + 1).strip()
                        : "")
                .toList();
        if (effects.stream().anyMatch(effect -> !effect.isEmpty())) {
            rows.add(said("tables.effects", effects));
        }
        List<String> errors = report.fits().stream().map(Fit::covariance).toList();
        if (errors.stream().anyMatch(kind -> !kind.equals("classical"))) {
            rows.add(said("tables.errors", errors));
        }
        return grid(
                words.say(replicates ? "tables.regressions.printed" : "tables.regressions"), columns, rows, "", true);
    }

    private List<Cell> said(String label, List<String> texts) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(words.say(label))));
        texts.forEach(text -> cells.add(Cell.number(words.tell(text))));
        return cells;
    }

    /** Whether models rest on rows that are not complete for all variables. */
    private boolean perModel() {
        return report.fits().stream().anyMatch(fit -> fit.n() > report.loss().complete());
    }

    private List<Cell> figures(String label, String name, Function<Fit, OptionalDouble> figure, int decimals) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(label)));
        for (int m = 0; m < report.fits().size(); m++) {
            OptionalDouble value = figure.apply(report.fits().get(m));
            cells.add(cell(
                            value.isPresent() ? fixed(value.getAsDouble(), decimals) : "",
                            claimOf(ClaimNames.figure(m + 1, name, "")))
                    .to(value.isPresent() ? Lineage.modelHref(m + 1, "") : ""));
        }
        return cells;
    }

    /** Whether rows are left out that lack nothing themselves. */
    private boolean byRule() {
        return report.loss().losses().stream()
                .anyMatch(row -> row.missing().keySet().stream()
                        .noneMatch(name -> report.panel().variable(name).isPresent()));
    }

    private Optional<Replicated> claimOf(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    private Grid descriptives() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Description d : report.descriptions()) {
            String link = Lineage.variableHref(d.name());
            rows.add(List.of(
                    Cell.of(d.name()).softly(label(d.name())),
                    Cell.number(Integer.toString(d.n())).to(link),
                    Cell.number(fixed(d.mean(), 3)).to(link),
                    Cell.number(fixed(d.sd(), 3)).to(link),
                    Cell.number(fixed(d.min(), 3)).to(link),
                    Cell.number(fixed(d.median(), 3)).to(link),
                    Cell.number(fixed(d.max(), 3)).to(link)));
        }
        return grid(
                words.say("tables.descriptives"),
                List.of(
                        column("variable"),
                        numbers("n"),
                        numbers("mean"),
                        numbers("sd"),
                        numbers("min"),
                        numbers("median"),
                        numbers("max")),
                rows,
                "",
                true);
    }

    // --- pictures and sample ---------------------------------------------------------------------------------------

    private List<Block> pictures(List<Figures.Figure> figures, String section) {
        List<Block> blocks = new ArrayList<>();
        for (Figures.Figure figure : figures) {
            if (figure.section().equals(section)) {
                blocks.add(new Picture(
                        figure.name(),
                        figure.chart().svg(),
                        true,
                        words.say("page.figure", ++figureCount, figure.caption()),
                        figure.caption()));
            }
        }
        return blocks;
    }

    private List<Block> sample() {
        List<Block> blocks = new ArrayList<>();
        long filled = report.panel().cells().values().stream()
                .filter(cell -> cell.origin() instanceof Panel.Origin.Interpolated)
                .count();
        blocks.add(Text.of(words.say(
                        perModel() ? "sample.text.models" : "sample.text",
                        report.loss().design(),
                        report.panel().regions().size(),
                        report.panel().years().size(),
                        report.loss().complete())
                + (words.chinese() ? "" : " ")
                + words.say(filled == 0 ? "sample.nothing" : "sample.filled", filled)));
        List<List<Cell>> lacking = new ArrayList<>();
        report.loss()
                .rowsLacking(report.variables())
                .forEach((name, rows) -> lacking.add(List.of(
                        Cell.of(name).softly(label(name)),
                        Cell.number(Integer.toString(rows)).to(Lineage.variableHref(name)))));
        if (!lacking.isEmpty()) {
            blocks.add(grid(
                    words.say("sample.lacking"), List.of(column("variable"), numbers("lacking")), lacking, "", true));
        }
        List<List<Cell>> losses = new ArrayList<>();
        for (SampleLoss.Loss loss : report.loss().losses()) {
            loss.missing()
                    .forEach((variable, reason) -> losses.add(List.of(
                            Cell.of(region(loss.region())),
                            Cell.number(Integer.toString(loss.year())).to(lacking(loss, variable)),
                            Cell.of(report.panel().variable(variable).isPresent() ? variable : words.tell(variable))
                                    .to(lacking(loss, variable)),
                            Cell.of(told(reason)))));
        }
        if (!losses.isEmpty()) {
            blocks.add(grid(
                    words.say("sample.caption"),
                    List.of(column("region"), numbers("year"), column("variable"), column("reason")),
                    losses,
                    words.say("sample.all", losses.size()),
                    false));
        }
        return blocks;
    }

    /** The cell without a number, which says why; a row that a rule leaves out lacks none. */
    private String lacking(SampleLoss.Loss loss, String variable) {
        Panel.Key key = new Panel.Key(variable, loss.region(), loss.year());
        return report.panel().cells().containsKey(key) ? Lineage.href(key) : "";
    }

    // --- audit and further sections --------------------------------------------------------------------------------

    private List<List<Span>> audit() {
        List<List<Span>> findings = new ArrayList<>();
        report.audit().ifPresent(audit -> {
            audit.cells().stream()
                    .filter(v -> v.kind() == Verdict.Kind.IMPOSSIBLE)
                    .forEach(v -> findings.add(finding(
                            "impossible",
                            Look.DIFFERS,
                            words.say(
                                    "audit.cell",
                                    words.tell(v.claim().place()),
                                    v.claim().printed(),
                                    words.tell(v.why())),
                            v.check())));
            for (Finding finding : audit.findings()) {
                findings.add(finding(
                        finding.severity().word(),
                        finding.severity() == Finding.Severity.CONTRADICTION ? Look.DIFFERS : Look.WITHIN,
                        words.tell(finding.text()),
                        words.tell(finding.check())));
            }
        });
        return findings;
    }

    private List<Span> finding(String severity, Look look, String text, String check) {
        return List.of(
                Span.of(words.say("severity." + severity), look),
                Span.of(" " + text + " "),
                Span.of("(" + check + ")", Look.SOFT));
    }

    private Section further(ReportSection section, List<Figures.Figure> figures) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Text.of(words.tell(section.intro())));
        blocks.addAll(pictures(figures, section.id()));
        section.pictures()
                .forEach((name, svg) -> blocks.add(new Picture(
                        section.id() + "-" + name.replaceFirst("\\.svg$", ""),
                        svg,
                        false,
                        words.say("page.figure", ++figureCount, words.tell(section.title())),
                        words.tell(section.title()))));
        if (!section.rows().isEmpty()) {
            List<Column> columns = new ArrayList<>();
            boolean[] regions = new boolean[section.header().size()];
            boolean[] prose = new boolean[regions.length];
            for (int j = 0; j < regions.length; j++) {
                int at = j;
                boolean number = section.rows().stream()
                        .map(row -> row.get(at))
                        .allMatch(text -> text.isEmpty() || text.equals("–") || number(text));
                regions[j] = Set.of("region", "name").contains(section.header().get(j));
                prose[j] = !number;
                columns.add(new Column(words.tell(section.header().get(j)), number));
            }
            List<List<Cell>> rows = new ArrayList<>();
            for (int r = 0; r < section.rows().size(); r++) {
                List<String> row = section.rows().get(r);
                List<Cell> cells = new ArrayList<>();
                for (int j = 0; j < regions.length; j++) {
                    String text = row.get(j);
                    // a year among names stands where the names stand
                    Cell cell = !prose[j]
                            ? Cell.number(text)
                            : Cell.of(regions[j] ? region(text) : prose[j] ? told(text) : text);
                    cells.add(cell.to(section.link(r, j)));
                }
                rows.add(cells);
            }
            blocks.add(grid(
                    words.tell(section.title()),
                    columns,
                    rows,
                    words.say("rows", rows.size()),
                    rows.size() <= SHORT,
                    "tables/" + section.id() + ".csv"));
        }
        section.remarks().forEach(remark -> blocks.add(Text.small(told(remark))));
        return new Section(section.id(), words.tell(section.title()), blocks);
    }

    private static boolean number(String text) {
        return text.matches("[-+]?\\d[\\d.]*(e[-+]?\\d+)?");
    }

    // --- panel, variables, documents -------------------------------------------------------------------------------

    private List<Block> panel() {
        List<Column> columns = new ArrayList<>(List.of(column("region"), numbers("year")));
        report.variables().forEach(name -> columns.add(new Column(name, true)));
        List<List<Cell>> rows = new ArrayList<>();
        for (String region : report.panel().regions()) {
            for (int year : report.panel().years()) {
                List<Cell> cells =
                        new ArrayList<>(List.of(Cell.of(region(region)), Cell.number(Integer.toString(year))));
                for (String name : report.variables()) {
                    Optional<Double> value = report.panel().value(name, region, year);
                    cells.add(Cell.number(value.map(v -> fixed(v, 4)).orElse("–"))
                            .as(value.isEmpty() ? Look.GAP : Look.PLAIN)
                            .to(Lineage.href(new Panel.Key(name, region, year))));
                }
                rows.add(cells);
            }
        }
        return List.of(
                Text.of(words.say("panel.text")),
                grid(words.say("panel.caption"), columns, rows, words.say("rows", rows.size()), true));
    }

    private List<Block> variables() {
        List<List<Cell>> rows = new ArrayList<>();
        for (Panel.Variable v : report.panel().variables()) {
            rows.add(List.of(
                    Cell.of(v.name()),
                    Cell.of(words.chinese() ? first(v.zh(), v.en()) : first(v.en(), v.zh()))
                            .softly(words.chinese() ? second(v.zh(), v.en()) : second(v.en(), v.zh())),
                    Cell.of(v.definition().startsWith("EXPY of ") ? words.tell(v.definition()) : v.definition())
                            .as(Look.CODE),
                    Cell.of(unit(v.unit()))));
        }
        return List.of(grid(
                words.say("variables.caption"),
                List.of(column("name"), column("meaning"), column("definition"), column("unit")),
                rows,
                "",
                true));
    }

    private static String first(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }

    private static String second(String preferred, String other) {
        return preferred.isEmpty() || preferred.equals(other) ? "" : other;
    }

    /** A unit's id in words: {@code CNY_1e8} is 100 million yuan, 亿元. Ids without words are shown as they are. */
    private String unit(String id) {
        return id.isEmpty() ? "" : words.tell("unit " + id).replaceFirst("^unit ", "");
    }

    private List<Block> documents() {
        List<List<Cell>> rows = new ArrayList<>();
        for (StudyReport.DocumentRead document : report.documents()) {
            String hash = document.source().sha256();
            rows.add(List.of(
                    Cell.of(document.source().path())
                            .softly(document.source().simulated() ? words.say("documents.simulated") : ""),
                    Cell.of(document.source().publisher().orElse("")),
                    Cell.number(document.source().vintage().orElse("")),
                    Cell.number(Integer.toString(document.observations())),
                    Cell.number(Integer.toString(document.used())),
                    Cell.of(hash.substring(0, Math.min(12, hash.length())) + "…")
                            .as(Look.CODE)));
        }
        return List.of(
                Text.of(words.say(
                        "documents.text",
                        count(report.documents().size()),
                        count(observationCount()),
                        count(report.documents().stream()
                                .mapToInt(StudyReport.DocumentRead::used)
                                .sum()))),
                grid(
                        words.say("documents.caption"),
                        List.of(
                                column("document"),
                                column("publisher"),
                                numbers("edition"),
                                numbers("observations"),
                                numbers("used"),
                                new Column("sha256", false)),
                        rows,
                        "",
                        true));
    }

    private long observationCount() {
        return report.documents().stream()
                .mapToLong(StudyReport.DocumentRead::observations)
                .sum();
    }

    /** What a stage says, with the names of regions for their codes. */
    private String told(String english) {
        return report.named(words.tell(english), words.language());
    }

    private String region(String code) {
        return report.regionName(code, words.language());
    }

    private String label(String variable) {
        return report.label(variable, words.language());
    }

    // --- numbers ---------------------------------------------------------------------------------------------------

    static String stars(double p) {
        for (int i = 0; i < STAR_LEVELS.length; i++) {
            if (p < STAR_LEVELS[i]) {
                return STARS[i];
            }
        }
        return "";
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Four significant digits, without an exponent for ordinary sizes. */
    static String significant(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e4) {
            return Long.toString((long) value);
        }
        java.math.BigDecimal rounded = java.math.BigDecimal.valueOf(value).round(new java.math.MathContext(4));
        return Math.abs(value) < 1e-6 || Math.abs(value) >= 1e9
                ? rounded.toString()
                : (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
