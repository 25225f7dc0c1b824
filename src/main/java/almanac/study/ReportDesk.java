package almanac.study;

import almanac.audit.Auditor;
import almanac.model.Audit;
import almanac.model.CellInfluence;
import almanac.model.Choice;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Grid;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.PrintedPage;
import almanac.model.Region;
import almanac.model.Replicated;
import almanac.model.Source;
import almanac.panel.PanelSpec;
import almanac.report.PageNames;
import almanac.report.ReplicationBundle;
import almanac.report.ReportSection;
import almanac.report.StudyReport;
import almanac.report.Words;
import almanac.rule.RuleBook;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** From a study's name to its bundle: index what is new, compute, write. */
public final class ReportDesk {
    /**
     * What a report needs to know.
     *
     * @param study name or file
     * @param workspace whose {@code corpus} and {@code reports} are meant
     * @param store folder of the store
     * @param rules the workspace's rule folder
     * @param version of the program, shown in the report
     * @param settings keys of the study that are set anew, for example {@code trade=exports.csv}
     */
    public record Order(
            String study, Path workspace, Path store, Path rules, String version, SortedMap<String, String> settings) {
        /** The study as its document says. */
        public Order(String study, Path workspace, Path store, Path rules, String version) {
            this(study, workspace, store, rules, version, new TreeMap<>());
        }
    }

    /**
     * How the report is written.
     *
     * @param language {@code en} or {@code zh}
     * @param forms of {@code html, pdf, docx, latex, md}
     */
    public record Edition(String language, List<String> forms) {
        /** English, as one HTML page. */
        public static final Edition USUAL = new Edition("en", List.of("html"));

        /** @throws IllegalArgumentException for a language or form that there is not, in words for the user */
        public void check() {
            checked();
        }

        private ReplicationBundle.Edition checked() {
            Set<ReplicationBundle.Form> known = EnumSet.noneOf(ReplicationBundle.Form.class);
            for (String form : forms) {
                known.add(Arrays.stream(ReplicationBundle.Form.values())
                        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(form.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--format is one or more of html, pdf, docx, latex, md, not \"" + form + "\"")));
            }
            if (!Words.LANGUAGES.contains(language)) {
                throw new IllegalArgumentException(
                        "--lang is one of " + String.join(", ", Words.LANGUAGES) + ", not \"" + language + "\"");
            }
            return new ReplicationBundle.Edition(Words.of(language), known);
        }
    }

    /**
     * What came of it.
     *
     * @param bundle where it was written
     * @param reports the report in each form asked for
     * @param complete rows of the sample
     * @param design rows of the design
     * @param verdicts published figure counts by verdict
     * @param diagnostics of panel and models
     */
    public record Outcome(
            Path bundle,
            List<Path> reports,
            int complete,
            int design,
            Map<String, Integer> verdicts,
            List<Diagnostic> diagnostics) {}

    /** A study with everything it was computed from. */
    record Computed(
            StudyDocument study,
            RuleBook rules,
            SortedMap<String, String> ruleTexts,
            StudyRun run,
            Map<String, Source> sources,
            List<StoredDocument> documents,
            Map<String, List<Grid>> grids,
            List<Diagnostic> findings) {}

    private ReportDesk() {}

    /**
     * Writes a study's bundle.
     *
     * @param out its folder, default {@code reports/<study>} of the workspace
     * @param edition the report's language and forms
     * @param taker is handed everything met on the way
     */
    public static Outcome report(
            Order order, Optional<Path> out, Edition edition, Indexing.Progress progress, Consumer<Diagnostic> taker) {
        ReplicationBundle.Edition checked = edition.checked();
        RuleBook rules = RuleBook.load(Workspace.ruleFolders(order.rules()));
        Path file = StudyDesk.find(order.study(), Workspace.ruleFolders(order.rules()));
        StudyDocument study = StudyDesk.read(file, rules, order.settings(), taker);
        corpus(order, study).ifPresent(corpus -> index(corpus, order, progress, taker));
        Computed computed = compute(order, study, rules, true);
        Path bundle = out.orElseGet(() -> order.workspace().resolve("reports").resolve(study.id()));
        StudyReport report = describe(computed, order.version());
        Map<String, byte[]> more = new TreeMap<>();
        more.put(
                "data/observations.csv",
                ObservationCsv.write(report.observations().values(), computed.sources())
                        .getBytes(StandardCharsets.UTF_8));
        ReplicationBundle.write(report, more, checked, bundle).ifPresent(taker);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Replicated replicated : computed.run().replicated()) {
            verdicts.merge(replicated.kind().word(), 1, Integer::sum);
        }
        return new Outcome(
                bundle,
                checked.files().stream().map(bundle::resolve).toList(),
                computed.run().loss().complete(),
                computed.run().loss().design(),
                verdicts,
                computed.run().diagnostics());
    }

    /** The folder of the study's documents; one named on the command line may be relative to where the user is. */
    private static Optional<Path> corpus(Order order, StudyDocument study) {
        return study.corpus().map(name -> {
            Path here = Path.of(name).toAbsolutePath().normalize();
            return order.settings().containsKey("corpus") && Files.isDirectory(here)
                    ? here
                    : order.workspace().resolve(name).toAbsolutePath().normalize();
        });
    }

    /** Reads what is new in the corpus; an empty or absent corpus is trouble, a broken document in it is not. */
    private static void index(Path corpus, Order order, Indexing.Progress progress, Consumer<Diagnostic> taker) {
        if (!Files.isDirectory(corpus)) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    Workspace.UNUSABLE,
                    corpus.toString(),
                    "the study's corpus is no folder",
                    "make it and put documents into it, or name another with the study's key \"corpus\""));
        }
        Indexing.Options usual = Indexing.Options.DEFAULT;
        Indexing.Options options = new Indexing.Options(
                usual.workers(), false, true, false, usual.contained(), usual.megabytes(), usual.limits());
        Indexing.Summary summary =
                Indexing.index(List.of(corpus), order.store(), Workspace.ruleFolders(order.rules()), options, progress);
        summary.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code().severity() == Diagnostic.Severity.ERROR)
                .forEach(taker);
        if (summary.nothingRead()) {
            throw new EnvironmentTrouble(Diagnostic.of(
                    Workspace.UNUSABLE,
                    corpus.toString(),
                    "nothing could be read in the study's corpus",
                    "put yearbooks (PDF, XLS, XLSX, DOCX, HTML, CSV, TXT) into it"));
        }
    }

    /** Computes a study on what the store holds. */
    public static StudyRun run(Order order, Consumer<Diagnostic> taker) {
        return computed(order, taker).run();
    }

    /** The same with what it was computed from; nothing is checked, described or written. */
    static Computed computed(Order order, Consumer<Diagnostic> taker) {
        RuleBook rules = RuleBook.load(Workspace.ruleFolders(order.rules()));
        Path file = StudyDesk.find(order.study(), Workspace.ruleFolders(order.rules()));
        return compute(order, StudyDesk.read(file, rules, order.settings(), taker), rules, false);
    }

    /** The rule documents as the bundle keeps them: {@code rules/1/...} the program's, {@code rules/2/...} one's own. */
    private static SortedMap<String, String> ruleTexts(List<Path> folders) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (int i = 0; i < folders.size(); i++) {
            String prefix = "rules/" + (i + 1) + "/";
            String name = folders.get(i).getFileName() + "/";
            RuleBook.load(List.of(folders.get(i)))
                    .texts()
                    .forEach((path, text) ->
                            texts.put(prefix + (path.startsWith(name) ? path.substring(name.length()) : path), text));
        }
        return texts;
    }

    /**
     * What is read from the store: the indicators of the study; those of no other place than the sample, its nation and the
     * places that variables name, where nothing else is asked for.
     */
    private static List<ObservationFilter> filters(StudyDocument study, boolean everything) {
        List<String> indicators = StudyRun.indicators(study);
        if (everything || study.panel().regions().isEmpty()) {
            // a sample that is found in the books has no limits of place
            return List.of(ObservationFilter.ofIndicators(indicators));
        }
        Set<String> regions = new TreeSet<>(study.panel().regions());
        regions.add(study.panel().nation());
        Set<String> everywhere = new TreeSet<>();
        for (PanelSpec.VariableSpec variable : study.panel().variables()) {
            if (variable instanceof PanelSpec.Printed printed) {
                printed.region().ifPresent(regions::add);
                if (printed.everywhere()) {
                    everywhere.add(printed.indicator());
                }
            }
        }
        List<String> here =
                indicators.stream().filter(id -> !everywhere.contains(id)).toList();
        List<ObservationFilter> filters = new ArrayList<>();
        if (!here.isEmpty()) {
            filters.add(ObservationFilter.ofIndicators(here).inRegions(List.copyOf(regions)));
        }
        if (!everywhere.isEmpty()) {
            filters.add(ObservationFilter.ofIndicators(List.copyOf(everywhere)));
        }
        return filters;
    }

    /**
     * Computes a study.
     *
     * @param checked whether it is for a report: the checks are run too, for which a sum's other parts are read that no
     *     variable needs, and the texts of the rules are kept
     */
    private static Computed compute(Order order, StudyDocument study, RuleBook rules, boolean checked) {
        List<Observation> observations = new ArrayList<>();
        Map<String, Source> sources = new TreeMap<>();
        List<StoredDocument> documents = new ArrayList<>();
        Map<String, List<Grid>> grids = new TreeMap<>();
        for (LongTable.Input input : study.inputs()) {
            LongTable.Content content = LongTable.read(input, order.workspace(), rules.lexicon());
            observations.addAll(content.observations());
            sources.put(content.source().id(), content.source());
            grids.put(content.source().id(), content.grids());
            documents.add(new StoredDocument(
                    content.source(),
                    content.root().toString(),
                    "",
                    "",
                    true,
                    1,
                    1,
                    0,
                    content.observations().size(),
                    0,
                    "",
                    0));
        }
        List<Diagnostic> findings = new ArrayList<>();
        Optional<Path> corpus = corpus(order, study);
        if (corpus.isPresent()) {
            try (Warehouse warehouse = Warehouse.open(order.store())) {
                List<StoredDocument> inside = inside(corpus.get(), warehouse.documents());
                Set<String> ids = new TreeSet<>();
                inside.forEach(document -> ids.add(document.source().id()));
                for (ObservationFilter filter : filters(study, checked)) {
                    warehouse.observations(filter).stream()
                            .filter(o -> ids.contains(o.locator().source()))
                            .forEach(observations::add);
                }
                sources.putAll(warehouse.sources());
                documents.addAll(inside);
                if (checked) {
                    findings.addAll(CheckDesk.findings(rules, warehouse, observations, study.resolved(observations)));
                }
            }
        }
        StudyRun run = StudyRun.of(study, observations, sources);
        return new Computed(
                run.study(),
                rules,
                checked ? ruleTexts(Workspace.ruleFolders(order.rules())) : new TreeMap<>(),
                run,
                sources,
                documents,
                grids,
                findings);
    }

    /** The documents of the study's corpus; where the store has none of them, all that it has. */
    private static List<StoredDocument> inside(Path corpus, List<StoredDocument> documents) {
        List<StoredDocument> inside = documents.stream()
                .filter(document -> !document.root().isEmpty()
                        && Path.of(document.root(), document.source().path())
                                .normalize()
                                .startsWith(corpus))
                .toList();
        return inside.isEmpty() ? documents : inside;
    }

    /** What was set on the command line, files and folders by their last name: where they lie is nobody's business. */
    private static Optional<String> settings(StudyDocument study) {
        if (study.settings().isEmpty()) {
            return Optional.empty();
        }
        Set<String> files = new TreeSet<>(Set.of("corpus"));
        study.inputs().forEach(input -> files.addAll(Set.of(input.name(), input.name() + ".file")));
        StringBuilder json = new StringBuilder("{");
        study.settings().forEach((key, value) -> {
            String shown = files.contains(key) ? String.valueOf(Path.of(value).getFileName()) : value;
            json.append(json.length() > 1 ? "," : "")
                    .append("\n  ")
                    .append(JsonNodeFactory.instance.textNode(key))
                    .append(": ")
                    .append(JsonNodeFactory.instance.textNode(shown));
        });
        return Optional.of(json.append("\n}\n").toString());
    }

    static StudyReport describe(Computed computed, String version) {
        StudyRun run = computed.run();
        SortedMap<String, Observation> observations = new TreeMap<>();
        Map<String, Integer> used = new TreeMap<>();
        for (Panel.Cell cell : run.panel().cells().values()) {
            choice(cell).ifPresent(choice -> {
                if (observations.put(choice.kept().id(), choice.kept()) == null) {
                    used.merge(choice.kept().locator().source(), 1, Integer::sum);
                }
                choice.rivals().forEach(rival -> observations.put(rival.id(), rival));
            });
        }
        List<StudyReport.DocumentRead> documents = new ArrayList<>();
        for (StoredDocument document : computed.documents()) {
            documents.add(new StudyReport.DocumentRead(
                    document.source(),
                    document.observations(),
                    used.getOrDefault(document.source().id(), 0)));
        }
        SortedMap<String, Region> regions = new TreeMap<>();
        run.panel()
                .cells()
                .keySet()
                .forEach(key -> computed.rules()
                        .lexicon()
                        .regionByCode(key.region())
                        .ifPresent(region -> regions.put(region.code(), region)));
        // the tile map names the study's neighbours too
        computed.rules().lexicon().regions().stream()
                .filter(region -> region.code().matches("CN-\\d\\d"))
                .forEach(region -> regions.put(region.code(), region));
        SortedMap<String, String> files = new TreeMap<>();
        files.put("study/" + computed.study().id() + ".yaml", computed.study().text());
        settings(computed.study()).ifPresent(text -> files.put("study/settings.json", text));
        files.putAll(computed.ruleTexts());
        Optional<Audit> audit = computed.study()
                .claims()
                .flatMap(claims -> Claiming.claims(computed.study().id(), claims))
                .map(Auditor::audit);
        List<CellInfluence> influence =
                PrintedInfluence.of(run, computed.study().outputs().influence());
        List<PrintedPage> pages = PrintedPages.of(
                observations.values(),
                computed.documents(),
                computed.grids(),
                computed.study().outputs().pictures());
        SampleList samples = SampleList.of(run);
        List<ReportSection> sections =
                new ArrayList<>(FurtherSections.of(run, computed.findings(), samples, PageNames.of(pages)));
        InfluenceSection.of(run, influence, regions, pages).ifPresent(sections::add);
        return new StudyReport(
                computed.study().id(),
                computed.study().titles(),
                computed.study().question(),
                computed.study().limits(),
                computed.study().date(),
                version,
                documents,
                regions,
                run.panel(),
                run.loss(),
                computed.study().modelVariables(),
                run.descriptions(),
                run.correlations(),
                computed.study().models().stream()
                        .map(StudyDocument.Model::name)
                        .toList(),
                run.fits(),
                computed.study()
                        .claims()
                        .map(StudyDocument.PublishedClaims::paper)
                        .orElse(""),
                run.replicated(),
                audit,
                sections,
                samples.all(),
                influence,
                pages,
                run.diagnostics(),
                observations,
                files);
    }

    private static Optional<Choice> choice(Panel.Cell cell) {
        if (cell.origin() instanceof Panel.Origin.Printed printed) {
            return Optional.of(printed.choice());
        }
        if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
            return filled.mark();
        }
        return cell.origin() instanceof Panel.Origin.None none ? none.choice() : Optional.empty();
    }
}
