package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two studies on files of the user's own: always on small files made here, on the real ones where they are. */
class ShippedStudiesTest {
    private static final Indexing.Progress SILENT = (done, all, path) -> {};

    @TempDir
    Path folder;

    private final List<Diagnostic> met = new ArrayList<>();

    private ReportDesk.Outcome report(String study, Map<String, String> settings, String out) {
        return report(study, settings, out, ReportDesk.Edition.USUAL);
    }

    private static final ReportDesk.Edition CHINESE = new ReportDesk.Edition("zh", List.of("html"));

    private ReportDesk.Outcome report(
            String study, Map<String, String> settings, String out, ReportDesk.Edition edition) {
        ReportDesk.Order order = new ReportDesk.Order(
                study, folder, folder.resolve("index"), Path.of("rules"), "test", new TreeMap<>(settings));
        return ReportDesk.report(order, Optional.of(folder.resolve(out)), edition, SILENT, met::add);
    }

    /** Reads a corpus in this process; the report then finds nothing new. */
    private void read(Path corpus) {
        Indexing.Options usual = Indexing.Options.DEFAULT;
        Indexing.Options here =
                new Indexing.Options(usual.workers(), false, true, false, false, usual.megabytes(), usual.limits());
        Indexing.index(List.of(corpus), folder.resolve("index"), Workspace.ruleFolders(Path.of("rules")), here, SILENT);
    }

    private static Path shared() {
        String place =
                System.getProperty("ALMANAC_SHARED", System.getenv().getOrDefault("ALMANAC_SHARED", "../shared"));
        Path shared = Path.of(place);
        Assumptions.assumeTrue(Files.isDirectory(shared.resolve("bench")), "the shared data are not here: " + shared);
        return shared.resolve("bench");
    }

    /** Asserts that a Chinese bundle speaks Chinese, and that each number of its further sections leads to panel cells. */
    private void speaksChinese(Path bundle) throws IOException {
        String page = Files.readString(bundle.resolve("report.html"));
        assertThat(page).contains("lang=\"zh\"", "本报告不能说明什么");
        List<String> left = EnglishLeft.in(page, List.of()).stream()
                // labels of pictures are in both languages, cut where they are long; names of countries are names
                .filter(text -> text.codePoints().noneMatch(Character::isIdeographic) && !text.endsWith("…"))
                .filter(text -> !text.matches(".*(Republic of|Islands|and the|of the).*"))
                .filter(text -> !page.contains("<span class=\"soft\">" + text))
                .toList();
        assertThat(left).isEmpty();
        List<String> mixed = EnglishLeft.in(page, List.of()).stream()
                .filter(text -> text.matches("(?s).*\\b(the|is|are|left out|with|stands|which|than|without)\\b.*"))
                .filter(text -> !text.matches(".*(Republic of|Islands|and the|of the).*"))
                .toList();
        assertThat(mixed).isEmpty();
        Links links = new Links(bundle);
        for (String section :
                List.of("robustness", "residuals", "outliers", "clusters", "breaks", "forecast", "distances")) {
            assertThat(links.of(section).loose()).isEmpty();
        }
        assertThat(links.broken("lineage.html")).isEmpty();
    }

    private void writeTrade(int countries, String header) throws IOException {
        Random random = new Random(3);
        List<String> codes =
                List.of("USA", "DEU", "IND", "BRA", "CHN", "JPN", "KEN", "CHL", "FRA", "VNM", "MEX", "POL");
        StringBuilder trade = new StringBuilder(header);
        StringBuilder gdp = new StringBuilder("year,country,gdp_pc\n");
        for (String code : codes.subList(0, countries)) {
            for (String product : List.of("01", "02", "84", "85")) {
                if (random.nextInt(4) > 0 || product.equals("01")) {
                    trade.append(String.format(
                            Locale.ROOT, "2020,%s,%s,%.3f%n", code, product, 1 + 900 * random.nextDouble()));
                }
            }
            gdp.append(String.format(Locale.ROOT, "2020,%s,%.1f%n", code, 900 + 60000 * random.nextDouble()));
        }
        trade.append("2020,PRK,01,5\n");
        Files.writeString(folder.resolve("trade.csv"), trade);
        Files.writeString(folder.resolve("gdp.csv"), gdp);
    }

    private Map<String, String> files() {
        return Map.of(
                "trade",
                folder.resolve("trade.csv").toString(),
                "gdp",
                folder.resolve("gdp.csv").toString());
    }

    @Test
    void worldExpyOnFilesOfOnesOwnMakesABundleThatVerifies() throws IOException {
        writeTrade(12, "year,country,product,value\n");
        ReportDesk.Outcome outcome = report("world-expy", files(), "bundle");
        assertThat(outcome.design()).isEqualTo(12);
        assertThat(outcome.complete()).isEqualTo(12);
        assertThat(met).isEmpty();
        Path bundle = folder.resolve("bundle");
        assertThat(BundleVerification.verify(bundle).drift()).isEmpty();
        assertThat(Files.readString(bundle.resolve("study/settings.json")))
                .contains("\"trade\": \"trade.csv\"")
                .doesNotContain(folder.toString());
        assertThat(Files.readString(bundle.resolve("report.html")))
                .contains("What this cannot say")
                .contains("Who stands above the line")
                .contains("Which printed figures move the coefficients");
        // tampering: a figure of an observation, and the setting
        Path observations = bundle.resolve("data/observations.csv");
        String text = Files.readString(observations);
        Files.writeString(observations, text.replaceFirst("(,gdp_per_head,[^\n]*?,level,2020,)(\\d)", "$19$2"));
        assertThat(Files.readString(observations)).isNotEqualTo(text);
        assertThat(BundleVerification.verify(bundle).drift())
                .anyMatch(line -> line.startsWith("data/observations.csv: differs"))
                .anyMatch(line -> line.contains("recomputed"));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        writeTrade(12, "year,country,product,value\n");
        report("world-expy", files(), "one");
        report("world-expy", files(), "two");
        assertThat(Files.readString(folder.resolve("one/manifest.json")))
                .isEqualTo(Files.readString(folder.resolve("two/manifest.json")));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThatThrownBy(() -> report("world-expy", Map.of(), "b"))
                .isInstanceOf(EnvironmentTrouble.class)
                .satisfies(e ->
                        assertThat(((EnvironmentTrouble) e).diagnostic().hint()).contains("--set trade=FILE"));
        assertThatThrownBy(() -> report("world-expy", Map.of("trade", "nowhere.csv", "gdp", "x"), "b"))
                .hasMessageContaining("there is no such file");
        writeTrade(3, "year,country,product,valeu\n");
        assertThatThrownBy(() -> report("world-expy", files(), "b"))
                .satisfies(e -> assertThat(((EnvironmentTrouble) e).diagnostic().line()
                                + ((EnvironmentTrouble) e).diagnostic().hint())
                        .contains("no column \"value\"")
                        .contains("--set trade.columns.value=valeu"));
        assertThatThrownBy(() -> report("world-expy", Map.of("trad", "x"), "b"))
                .satisfies(e ->
                        assertThat(((EnvironmentTrouble) e).diagnostic().hint()).isEqualTo("did you mean \"trade\"?"));
        Files.writeString(folder.resolve("trade.csv"), "year,country,product,value\n");
        assertThatThrownBy(() -> report("world-expy", files(), "b")).hasMessageContaining("no rows");
    }

    @Test
    void aModelWithMoreVariablesThanRowsIsSaidNotBroken() throws IOException {
        writeTrade(2, "year,country,product,value\n");
        ReportDesk.Outcome outcome = report("world-expy", files(), "bundle");
        assertThat(outcome.complete()).isEqualTo(2);
        assertThat(outcome.diagnostics())
                .anySatisfy(d -> assertThat(d.message()).contains("cannot estimate"));
        assertThat(BundleVerification.verify(folder.resolve("bundle")).drift()).isEmpty();
        assertThat(Files.readString(folder.resolve("bundle/report.html"))).contains("could not be estimated");
    }

    @Test
    void worldExpyInChineseHasNoEnglishSentence() throws IOException {
        writeTrade(12, "year,country,product,value\n");
        report("world-expy", files(), "bundle", CHINESE);
        speaksChinese(folder.resolve("bundle"));
    }

    @Test
    void provincesOnSmallYearbooksMakesABundleThatVerifies() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("books"));
        List<String> names = List.of("武汉", "黄石", "十堰", "宜昌", "襄阳", "鄂州", "荆门", "孝感");
        for (int year = 2013; year <= 2015; year++) {
            StringBuilder book =
                    new StringBuilder("各市地区生产总值（" + year + "年）\n单位：亿元\n" + "地区,地区生产总值,第一产业,第二产业,第三产业,人均地区生产总值(元)\n");
            for (int i = 0; i < names.size(); i++) {
                double first = 100 + i * 20;
                double second = (500 + 90 * i) * Math.pow(1.07 + 0.01 * (i % 3), year - 2013);
                double third = 300 + 40 * i + 5 * (year - 2013);
                book.append(String.format(
                        Locale.ROOT,
                        "%s,%.2f,%.2f,%.2f,%.2f,%.0f%n",
                        names.get(i),
                        first + second + third,
                        first,
                        second,
                        third,
                        (first + second + third) * 20 + i * 1000));
            }
            Files.writeString(corpus.resolve("各市生产总值（" + year + "）.csv"), book);
        }
        read(corpus);
        ReportDesk.Outcome outcome = report("provinces", Map.of("corpus", corpus.toString()), "bundle");
        assertThat(outcome.design()).isEqualTo(24);
        assertThat(outcome.complete()).isEqualTo(16);
        Path bundle = folder.resolve("bundle");
        BundleVerification.Result verified = BundleVerification.verify(bundle);
        assertThat(verified.drift()).isEmpty();
        assertThat(verified.numbers()).isGreaterThan(200);
        report("provinces", Map.of("corpus", corpus.toString()), "zh", CHINESE);
        speaksChinese(folder.resolve("zh"));
        // every figure is boxed on a page of the bundle
        long observations =
                Files.readAllLines(bundle.resolve("data/observations.csv")).size();
        List<String> places = Files.readAllLines(bundle.resolve("data/places.csv"));
        assertThat(places).hasSize((int) observations);
        String[] place = places.get(1).split(",")[1].split("#");
        assertThat(Files.readString(bundle.resolve(place[0]))).contains("id=\"" + place[1] + "\"");
    }

    @Test
    void worldExpyOnRealTradeAgreesWithTheReference() throws IOException {
        Path data = shared().resolve("complexity");
        ReportDesk.Outcome outcome = report(
                "world-expy",
                Map.of(
                        "trade",
                        data.resolve("data/dev/exports.csv").toString(),
                        "gdp",
                        data.resolve("data/dev/gdp.csv").toString()),
                "bundle",
                CHINESE);
        speaksChinese(folder.resolve("bundle"));
        assertThat(outcome.complete()).isEqualTo(184);
        assertThat(BundleVerification.verify(folder.resolve("bundle")).drift()).isEmpty();
        Map<String, Double> gold = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(data.resolve("gold/dev/ref_expy.csv"), StandardCharsets.UTF_8)) {
            rows.forEach(row -> {
                if (!row.getField("expy").isEmpty()) {
                    gold.put(row.getField("country"), Double.valueOf(row.getField("expy")));
                }
            });
        }
        int compared = 0;
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve("bundle/data/panel.csv"), StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                Double expected = gold.get(row.getField("region"));
                if (expected != null && !row.getField("expy").isEmpty()) {
                    assertThat(Double.parseDouble(row.getField("expy"))).isCloseTo(expected, within(1e-12 * expected));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(180);
    }

    @Test
    void provincesOnRealYearbooksSaysHowFarTheyGo() throws IOException {
        Path books = shared().resolve("yearbooks/docs/cn_yearbook");
        read(books);
        ReportDesk.Outcome outcome = report("provinces", Map.of("corpus", books.toString()), "bundle", CHINESE);
        assertThat(outcome.design()).isGreaterThan(1000);
        assertThat(outcome.complete()).isBetween(100, outcome.design() - 1);
        Path bundle = folder.resolve("bundle");
        assertThat(BundleVerification.verify(bundle).drift()).isEmpty();
        speaksChinese(bundle);
    }
}
