package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole report of a study that keeps only the regions which the books print well enough. */
class KeptStudyTest {
    private static final Indexing.Progress SILENT = (done, all, path) -> {};
    private static final List<String> CITIES = List.of("武汉市", "黄石市", "十堰市", "宜昌市", "襄阳市", "鄂州市");

    @TempDir
    Path folder;

    /** Books of ten years; that of Ezhou is blank in seven of them. */
    private void print() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int year = 2008; year < 2018; year++) {
            StringBuilder text =
                    new StringBuilder("2-3 各市主要经济指标(" + year + "年),,,\n地区,地区生产总值(亿元)," + "第二产业增加值(亿元),人均地区生产总值(元)\n");
            for (int i = 0; i < CITIES.size(); i++) {
                double gdp =
                        (400 + 150 * i) * Math.pow(1.05 + 0.01 * i, year - 2008) * (1 + (year * 7 + i * 3) % 5 / 50.0);
                boolean blank = i == 5 && year % 3 != 0;
                text.append(CITIES.get(i));
                text.append(
                        blank
                                ? ",,,"
                                : String.format(
                                        java.util.Locale.ROOT,
                                        ",%.2f,%.2f,%.0f",
                                        gdp,
                                        gdp * (0.4 + (year + i) % 4 / 20.0),
                                        gdp * 1e4 / (200 + 40 * i)));
                text.append('\n');
            }
            Files.writeString(corpus.resolve(year + ".csv"), text, StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("kept.yaml"), """
                schema: almanac.study/1
                id: kept
                title: {en: Cities that are printed well enough}
                question: {en: Are cities with more industry richer?}
                date: 2026-11-22
                corpus: corpus
                regions: {level: prefecture, printed: [gdp]}
                years: printed
                missing: per-model
                keep: {coverage: 0.8, per: region}
                variables:
                  - {name: gdp, indicator: gdp, unit: CNY_1e8, en: GDP}
                  - {name: secondary, indicator: gdp.secondary, unit: CNY_1e8, en: secondary industry}
                  - {name: perhead, indicator: gdp_per_head, unit: CNY, en: GDP per head}
                  - {name: lnperhead, formula: log(perhead), en: ln GDP per head}
                  - {name: industry, formula: secondary / gdp, en: share of secondary industry}
                correlations: [lnperhead, industry]
                models:
                  - {name: "(1)", formula: lnperhead ~ industry, vcov: "cluster:region"}
                outputs: {influence: 3, pictures: 0}
                """, StandardCharsets.UTF_8);
    }

    @Test
    void leavesOutTheRegionThatIsMostlyBlankAndSaysSo() throws IOException {
        print();
        Indexing.index(
                List.of(folder.resolve("corpus")),
                folder.resolve("index"),
                List.of(Path.of("rules")),
                Indexing.Options.TRUSTING,
                SILENT);
        Path out = folder.resolve("report");
        ReportDesk.report(
                new ReportDesk.Order(
                        folder.resolve("kept.yaml").toString(),
                        folder,
                        folder.resolve("index"),
                        Path.of("rules"),
                        "test",
                        new TreeMap<>()),
                Optional.of(out),
                ReportDesk.Edition.USUAL,
                SILENT,
                trouble -> {});
        assertThat(Files.readString(out.resolve("tables/completeness.csv"))).contains("CN-4207,6,20,30.0,left out");
        assertThat(Files.readString(out.resolve("tables/table2.md"))).contains("| N | 50 |");
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("ALM-5005", "region CN-4207 is left out");
    }
}
