package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.index.Hit;
import almanac.index.SearchOptions;
import almanac.index.SearchQuery;
import almanac.index.SeriesIndex;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries that people put to real yearbooks, judged against everything the store holds: what is right is not taken from
 * the search but from the warehouse, by a rule a query (region, indicator and years of the observations). A series is
 * right when it is of the region and indicator meant, half right when it is only a part of it (narrowed, or a rate).
 * nDCG@10, MRR and recall@50 over all queries may rise, never fall.
 */
class JudgedQueriesTest {
    private static final double LEAST_NDCG = 0.98;
    private static final double LEAST_MRR = 0.98;
    private static final double LEAST_RECALL = 0.98;
    private static final int DEPTH = 10;
    private static final int RECALL_DEPTH = 50;

    /** A series of the store, whatever books print it. */
    private record Group(String key, Set<String> regions, Set<String> indicators, Set<Integer> years, boolean plain) {}

    private record Judged(String query, Pattern region, Pattern indicator, int from, int to) {
        int grade(Group group) {
            boolean right = group.regions().stream()
                            .anyMatch(r -> region.matcher(r).find())
                    && group.indicators().stream()
                            .anyMatch(i -> indicator.matcher(i).find())
                    && (from == 0 && to == 9999 || group.years().stream().anyMatch(y -> y >= from && y <= to));
            return !right ? 0 : group.plain() ? 2 : 1;
        }
    }

    private static List<Judged> judged() throws IOException {
        List<Judged> judged = new ArrayList<>();
        Path file = Path.of("src/test/resources/almanac/index/judged-queries.tsv");
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] fields = line.split("\t");
                String[] years = (fields.length > 3 ? fields[3] : "..").split("\\.\\.", -1);
                judged.add(new Judged(
                        fields[0],
                        Pattern.compile(fields[1], Pattern.CASE_INSENSITIVE),
                        Pattern.compile(fields[2], Pattern.CASE_INSENSITIVE),
                        years[0].isEmpty() ? 0 : Integer.parseInt(years[0]),
                        years[1].isEmpty() ? 9999 : Integer.parseInt(years[1])));
            }
        }
        return judged;
    }

    /** Everything there is to find, by key. */
    private static Map<String, Group> groups(Path store) {
        Map<String, Group> groups = new TreeMap<>();
        try (Warehouse warehouse = Warehouse.open(store)) {
            Map<String, String> names = new TreeMap<>();
            warehouse.regions().forEach(r -> names.put("r" + r.code(), r.zh() + " " + r.en()));
            warehouse.indicators().forEach(i -> names.put("i" + i.id(), i.zh() + " " + i.en()));
            warehouse.forEach(ObservationFilter.ALL, (source, o) -> {
                String region = o.region().id().orElse("?" + o.region().label());
                String indicator = o.indicator().id().orElse("?" + o.indicator().label());
                Group group = groups.computeIfAbsent(
                        key(region, indicator, o.qualifiers(), o.measure().code()),
                        key -> new Group(
                                key,
                                new TreeSet<>(),
                                new TreeSet<>(),
                                new TreeSet<>(),
                                o.qualifiers().isEmpty() && o.measure().code().equals("level")));
                group.regions().add(o.region().label() + " [" + region + "] " + names.getOrDefault("r" + region, ""));
                group.indicators()
                        .add(o.indicator().label() + " [" + indicator + "] " + names.getOrDefault("i" + indicator, ""));
                o.period().firstYear().ifPresent(group.years()::add);
            });
        }
        return groups;
    }

    private static String key(String region, String indicator, Map<String, String> qualifiers, String measure) {
        return region + "|" + indicator + "|" + qualifiers + "|" + measure;
    }

    private static String key(Hit hit) {
        return key(
                hit.regionId().orElse("?" + hit.region()),
                hit.indicatorId().orElse("?" + hit.indicator()),
                hit.qualifiers(),
                hit.measure());
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
        Map<String, Group> groups = groups(store);
        double gain = 0;
        double reciprocal = 0;
        double recall = 0;
        List<String> poor = new ArrayList<>();
        List<Judged> judged = judged();
        try (SeriesIndex index = SeriesIndex.open(new StoreFolder(store).lucene())) {
            for (Judged question : judged) {
                Map<String, Integer> truth = new TreeMap<>();
                groups.forEach((key, group) -> {
                    if (question.grade(group) > 0) {
                        truth.put(key, question.grade(group));
                    }
                });
                SearchQuery query = ((SearchQuery.Parsed.Understood) SearchQuery.parse(question.query())).query();
                List<Hit> hits =
                        index.search(query, SearchOptions.first(RECALL_DEPTH)).hits();
                List<Integer> grades = hits.stream()
                        .map(hit -> truth.getOrDefault(key(hit), 0))
                        .toList();
                double ideal = discounted(truth.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .toList());
                double ndcg = ideal == 0 ? 0 : discounted(grades) / ideal;
                int first = grades.indexOf(2) >= 0 ? grades.indexOf(2) : grades.indexOf(1);
                int best = truth.containsValue(2) ? 2 : 1;
                long there = truth.values().stream().filter(g -> g == best).count();
                long found = grades.stream().filter(g -> g == best).count();
                double got = there == 0 ? 0 : (double) found / Math.min(there, RECALL_DEPTH);
                gain += ndcg;
                recall += got;
                reciprocal += first < 0 || first >= DEPTH ? 0 : 1.0 / (first + 1);
                if (ndcg < 0.8 || got < 0.8) {
                    poor.add(String.format(
                            Locale.ROOT,
                            "%.2f recall %.2f of %d  %s -> %s",
                            ndcg,
                            got,
                            there,
                            question.query(),
                            hits.isEmpty()
                                    ? "nothing"
                                    : hits.get(0).region() + " " + hits.get(0).indicator()));
                }
            }
        }
        int asked = judged.size();
        String figures = String.format(
                Locale.ROOT,
                "%d queries, nDCG@10 %.3f, MRR %.3f, recall@50 %.3f",
                asked,
                gain / asked,
                reciprocal / asked,
                recall / asked);
        System.out.println(figures + "\n" + String.join("\n", poor));
        assertThat(asked).isGreaterThanOrEqualTo(160);
        assertThat(gain / asked).as(figures + " " + poor).isGreaterThanOrEqualTo(LEAST_NDCG);
        assertThat(reciprocal / asked).as(figures).isGreaterThanOrEqualTo(LEAST_MRR);
        assertThat(recall / asked).as(figures).isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    private static double discounted(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < Math.min(DEPTH, grades.size()); i++) {
            sum += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }
}
