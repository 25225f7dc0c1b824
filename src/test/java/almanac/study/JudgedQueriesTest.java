package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.index.Hit;
import almanac.index.SearchOptions;
import almanac.index.SearchQuery;
import almanac.index.SeriesIndex;
import almanac.warehouse.StoreFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries that people put to real yearbooks, judged: a hit is right when it is of the region and indicator meant, half
 * right when it is only a part of it (a qualified series). nDCG@10 and MRR over all queries may rise, never fall.
 */
class JudgedQueriesTest {
    private static final double LEAST_NDCG = 0.90;
    private static final double LEAST_MRR = 0.90;
    private static final int DEPTH = 10;

    private record Judged(String query, Pattern region, Pattern indicator) {
        int grade(Hit hit) {
            String region = hit.region() + " [" + hit.regionId().orElse("") + "] " + hit.regionNames();
            String indicator = hit.indicator() + " [" + hit.indicatorId().orElse("") + "] " + hit.indicatorNames();
            if (hit.kind().equals("sentence")
                    || !this.region.matcher(region).find()
                    || !this.indicator.matcher(indicator).find()) {
                return 0;
            }
            return hit.qualifiers().isEmpty() && hit.measure().equals("level") ? 2 : 1;
        }
    }

    private static List<Judged> judged() throws IOException {
        List<Judged> judged = new ArrayList<>();
        Path file = Path.of("src/test/resources/almanac/index/judged-queries.tsv");
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] fields = line.split("\t");
                judged.add(new Judged(
                        fields[0],
                        Pattern.compile(fields[1], Pattern.CASE_INSENSITIVE),
                        Pattern.compile(fields[2], Pattern.CASE_INSENSITIVE)));
            }
        }
        return judged;
    }

    @Test
    void findsWhatIsMeantInRealYearbooks(@TempDir Path folder) throws IOException {
        String shared =
                System.getProperty("almanac.shared", System.getenv().getOrDefault("ALMANAC_SHARED", "../shared"));
        Path documents = Path.of(shared, "bench", "yearbooks", "docs");
        Assumptions.assumeTrue(Files.isDirectory(documents), "the real yearbooks are not beside the project");
        String made = System.getProperty("almanac.judged.store", "");
        Path store = made.isEmpty() ? folder.resolve("store") : Path.of(made);
        if (made.isEmpty()) {
            Indexing.index(
                    List.of(
                            documents.resolve("cn_yearbook"),
                            documents.resolve("nbs_export"),
                            documents.resolve("panel_xq"),
                            documents.resolve("panel_zf"),
                            documents.resolve("other_stat/WB_GDP_current_usd.xls"),
                            documents.resolve("other_stat/WB_population.xls")),
                    store,
                    List.of(Path.of("rules")),
                    Indexing.Options.TRUSTING,
                    (done, all, path) -> {});
        }
        double gain = 0;
        double reciprocal = 0;
        List<String> poor = new ArrayList<>();
        List<Judged> judged = judged();
        int asked = 0;
        try (SeriesIndex index = SeriesIndex.open(new StoreFolder(store).lucene())) {
            for (Judged question : judged) {
                SearchQuery query = ((SearchQuery.Parsed.Understood) SearchQuery.parse(question.query())).query();
                List<Hit> hits = index.search(query, SearchOptions.first(200)).hits();
                List<Integer> grades = hits.stream().map(question::grade).toList();
                double ideal = discounted(
                        grades.stream().sorted(Comparator.reverseOrder()).toList());
                double ndcg = ideal == 0 ? 0 : discounted(grades) / ideal;
                int first = grades.indexOf(2) >= 0 ? grades.indexOf(2) : grades.indexOf(1);
                asked++;
                gain += ndcg;
                reciprocal += first < 0 || first >= DEPTH ? 0 : 1.0 / (first + 1);
                if (ndcg < 0.8) {
                    poor.add(String.format(
                            Locale.ROOT,
                            "%.2f  %s -> %s",
                            ndcg,
                            question.query(),
                            hits.isEmpty()
                                    ? "nothing"
                                    : hits.get(0).region() + " " + hits.get(0).indicator()));
                }
            }
        }
        String figures = String.format(
                Locale.ROOT, "%d queries, nDCG@10 %.3f, MRR %.3f", asked, gain / asked, reciprocal / asked);
        System.out.println(figures + "\n" + String.join("\n", poor));
        assertThat(asked).isGreaterThanOrEqualTo(60);
        assertThat(gain / asked).as(figures + " " + poor).isGreaterThanOrEqualTo(LEAST_NDCG);
        assertThat(reciprocal / asked).as(figures).isGreaterThanOrEqualTo(LEAST_MRR);
    }

    private static double discounted(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < Math.min(DEPTH, grades.size()); i++) {
            sum += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }
}
