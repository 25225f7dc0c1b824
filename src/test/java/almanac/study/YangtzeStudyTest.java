package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Replicated;
import almanac.report.ReplicationBundle;
import almanac.report.StudyReport;
import almanac.report.Words;
import almanac.rule.RuleBook;
import almanac.warehouse.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The founding study on the true figures of the simulated corpus: tables, verdicts, bundle, verification. */
class YangtzeStudyTest {
    private static StudyRun run;
    private static StudyReport report;
    private static Map<String, byte[]> observations;

    @TempDir
    Path folder;

    @BeforeAll
    static void compute() throws IOException {
        RuleBook rules = RuleBook.load(List.of(Path.of("rules")));
        StudyDocument study = StudyReader.read(Path.of("rules/studies/yangtze.yaml"), StudyDesk.lexicon(rules))
                .study()
                .orElseThrow();
        TruthObservations truth = TruthObservations.read(Path.of("corpus/truth.csv"), rules);
        run = StudyRun.of(study, truth.observations(), truth.sources());
        List<StoredDocument> documents = truth.sources().values().stream()
                .map(source -> new StoredDocument(source, "", "", "", true, 1, 1, 0, 10, 0, "", 1))
                .toList();
        SortedMap<String, String> texts = new TreeMap<>();
        rules.texts().forEach((name, text) -> texts.put("rules/1/" + name.replaceFirst("^rules/", ""), text));
        report = ReportDesk.describe(
                new ReportDesk.Computed(study, rules, texts, run, truth.sources(), documents, Map.of(), List.of()),
                "test");
        observations = Map.of(
                "data/observations.csv",
                ObservationCsv.write(report.observations().values(), truth.sources())
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keeps166Of198RowsAndNamesTheMarkBehindEachLoss() {
        assertThat(run.loss().design()).isEqualTo(198);
        assertThat(run.loss().complete()).isEqualTo(166);
        assertThat(run.loss().losses())
                .hasSize(32)
                .allSatisfy(loss -> assertThat(loss.missing().values())
                        .allMatch(reason -> reason.contains("printed") || reason.contains("stands in no document")));
    }

    @Test
    void reproducesEveryCorrelation() {
        assertThat(run.replicated().stream().filter(r -> r.claim().startsWith("table1")))
                .hasSize(15)
                .allMatch(r -> r.kind() == Replicated.Kind.REPRODUCED);
    }

    @Test
    void givesAVerdictForEachOf65FiguresAndReproducesAtLeast52() {
        assertThat(run.replicated()).hasSize(65);
        assertThat(run.replicated().stream()
                        .filter(r -> r.kind() == Replicated.Kind.REPRODUCED || r.kind() == Replicated.Kind.WITHIN))
                .hasSizeGreaterThanOrEqualTo(52);
    }

    @Test
    void saysThatTheAdjustedR2OfModel1CannotBe() {
        Optional<Replicated> adjusted = run.replicated().stream()
                .filter(r -> r.claim().equals("table2.model1.adjR2"))
                .findFirst();
        assertThat(adjusted).hasValueSatisfying(r -> {
            assertThat(r.kind()).isEqualTo(Replicated.Kind.DIFFERS);
            assertThat(r.range().orElseThrow().low()).isBetween(0.0215, 0.0216);
        });
    }

    @Test
    void writesTheSameBytesTwiceAndVerifies() throws IOException {
        ReplicationBundle.Edition every =
                new ReplicationBundle.Edition(Words.of("en"), EnumSet.allOf(ReplicationBundle.Form.class));
        ReplicationBundle.write(report, observations, every, folder.resolve("a"));
        ReplicationBundle.write(report, observations, every, folder.resolve("b"));
        try (Stream<Path> files = Files.walk(folder.resolve("a"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path twin = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
                assertThat(Files.mismatch(file, twin)).as(file.toString()).isEqualTo(-1);
            }
        }
        BundleVerification.Result result = BundleVerification.verify(folder.resolve("a"));
        assertThat(result.drift()).isEmpty();
        assertThat(result.numbers()).isGreaterThan(2000);
        assertThat(Files.readString(folder.resolve("a/report.html")))
                .contains("not official statistics")
                .doesNotContain("<script");
    }

    @Test
    void theChineseReportHasNoEnglishSentence() throws IOException {
        Path bundle = folder.resolve("zh");
        ReplicationBundle.write(
                report,
                observations,
                new ReplicationBundle.Edition(Words.of("zh"), EnumSet.of(ReplicationBundle.Form.HTML)),
                bundle);
        String page = Files.readString(bundle.resolve("report.html"));
        List<String> both = new ArrayList<>();
        // labels inside pictures are in both languages
        report.panel().variables().forEach(v -> both.addAll(List.of(v.en() + " " + v.zh(), ">" + v.en() + "<")));
        List<String> sentences = EnglishLeft.in(page, both).stream()
                // nor are the paper's title, invented publishers and what an English page prints
                .filter(text -> !text.contains("Wang, Zhong")
                        && !text.contains("Bureau of Statistics")
                        && !text.matches("(?s).*\\d (b|m)illion (yuan|persons).*"))
                .toList();
        assertThat(sentences).isEmpty();
        // the pages behind the report, but for the documents' own words
        assertThat(EnglishLeft.in(Files.readString(bundle.resolve("lineage.html")), both))
                .isEmpty();
        assertThat(page).contains("±", "标准差").doesNotContain(" mean ", " sd ");
        assertThat(page).contains("lang=\"zh\"").contains("摘要", "复现", "长江经济带");
    }

    @Test
    void everyNumberOfTheFurtherSectionsLeadsToItsPanelCells() throws IOException {
        Path bundle = folder.resolve("links");
        ReplicationBundle.write(report, observations, ReplicationBundle.Edition.USUAL, bundle);
        Links links = new Links(bundle);
        for (String section :
                List.of("robustness", "residuals", "specifications", "outliers", "clusters", "breaks", "forecast")) {
            Links.Walk walk = links.of(section);
            assertThat(walk.numbers()).as(section).isGreaterThan(25);
            assertThat(walk.loose()).isEmpty();
            // ranks apart, each number is itself a link
            assertThat(walk.linked())
                    .as(section)
                    .isGreaterThanOrEqualTo(walk.numbers() - (section.equals("specifications") ? 80 : 0));
        }
        for (String section :
                List.of("published", "tables", "sample", "completeness", "products", "influence", "panel")) {
            assertThat(links.of(section).numbers()).as(section).isGreaterThan(3);
            // all but a variable's correlation with itself
            assertThat(links.of(section).loose()).as(section).allMatch("tables: lnExtec 1"::equals);
        }
        // and from there on
        assertThat(links.broken("lineage.html")).isEmpty();
        assertThat(links.broken("lineage/lnExtec.html")).isEmpty();
        assertThat(report.samples().stream()
                        .filter(sample -> sample.uses().contains("robustness: without CN-31"))
                        .flatMap(sample -> sample.rows().stream()))
                .hasSize(148)
                .noneMatch(row -> row.region().equals("CN-31"));
    }

    @Test
    void noticesAChangedFigureAnAlteredFileAndAStranger() throws IOException {
        Path bundle = folder.resolve("c");
        ReplicationBundle.write(report, observations, ReplicationBundle.Edition.USUAL, bundle);
        Path panel = bundle.resolve("data/panel.csv");
        String text = Files.readString(panel);
        Files.writeString(panel, text.replaceFirst(",(\\d{4})\\.", ",9$1."));
        Files.writeString(bundle.resolve("extra.txt"), "x");
        assertThat(BundleVerification.verify(bundle).drift())
                .anyMatch(line -> line.contains("data/panel.csv: differs from the manifest's hash"))
                .anyMatch(line -> line.contains("recomputed"))
                .anyMatch(line -> line.contains("extra.txt: is not in the manifest"));
    }

    @Test
    void explainsACellDownToItsPrintedCells() {
        assertThat(run.why("CN-32", 2012, "lnFDI").orElseThrow())
                .contains("formula: log(fdi_usd * rate)")
                .contains("printed ")
                .contains("yangtze-yearbook/");
        assertThat(run.why("CN-99", 2012, "lnFDI")).isEmpty();
    }
}
