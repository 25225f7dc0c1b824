package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Observation;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not hold is a record of the store, shown with every number it concerns, and goes when the number is right. */
class StoredFindingsTest {
    private static final List<Path> RULES = List.of(Path.of("rules"));

    @TempDir
    Path folder;

    private List<FindingRecord> index(String text) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path store = folder.resolve("store");
        Files.writeString(corpus.resolve("book.csv"), text, StandardCharsets.UTF_8);
        Indexing.index(List.of(corpus), store, RULES, Indexing.Options.TRUSTING, (done, all, path) -> {});
        Set<FindingRecord> findings = new LinkedHashSet<>();
        try (Warehouse warehouse = Warehouse.open(store)) {
            for (Observation o : warehouse.observations(ObservationFilter.ALL)) {
                findings.addAll(warehouse.findings(o.id()));
            }
        }
        return new ArrayList<>(findings);
    }

    private static String table(String tertiary, String english) {
        return "2-3 各市地区生产总值（2012年） 单位：亿元\n"
                + "地区,地区生产总值,第一产业,第二产业,第三产业\n"
                + "Region,Gross Domestic Product,Primary Industry," + english + ",Tertiary Industry\n"
                + "武汉市,8003.82,301.21,3859.56," + tertiary + "\n"
                + "黄石市,1040.95,85.89,655.05,300.01\n";
    }

    @Test
    void keepsWhatTheChecksFindAndForgetsWhatIsRight() throws IOException {
        List<FindingRecord> wrong = index(table("3443.05", "Secondary Industry"));
        assertThat(wrong).hasSize(1);
        FindingRecord sum = wrong.get(0);
        assertThat(sum.kind()).isEqualTo("sum");
        assertThat(sum.severity()).isEqualTo("WARNING");
        assertThat(sum.expected()).isEqualTo("7603.82");
        assertThat(sum.found()).isEqualTo("8003.82 亿元");
        assertThat(sum.observations()).hasSize(4);
        assertThat(index(table("3843.05", "Secondary Industry"))).isEmpty();
    }

    @Test
    void showsAFindingWithEveryNumberItConcerns() throws IOException {
        FindingRecord sum = index(table("3443.05", "Secondary Industry")).get(0);
        for (String id : sum.observations()) {
            assertThat(ShowDesk.show(folder.resolve("store"), RULES, id))
                    .anyMatch(line -> line.name().equals("check") && line.text().startsWith("ALM-2202"));
        }
    }

    @Test
    void findsAHeadWhoseEnglishNamesAnotherThing() throws IOException {
        List<FindingRecord> findings = index(table("3843.05", "Primary Industry"));
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).isEqualTo(StoredFindings.LABELS);
        assertThat(findings.get(0).message()).contains("第二产业", "Primary Industry", "第一产业");
        assertThat(findings.get(0).observations()).hasSize(2);
    }

    @Test
    void findsTheYearsOfOneIndicatorCopiedFromAnotherRow() throws IOException {
        List<FindingRecord> findings = index("第三产业增加值 单位：亿元\n"
                + "地区,2016,2017,2018\n"
                + "镇江市,1800.12,1857.90,1934.88\n"
                + "泰州市,1800.12,1857.90,1934.88\n"
                + "扬州市,1998.02,2287.31,2567.50\n");
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo("ALM-2207");
        assertThat(findings.get(0).observations()).hasSize(6);
    }
}
