package almanac.audit;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Audit;
import almanac.model.Claims;
import almanac.model.Finding;
import almanac.model.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PlantedErrorsTest {
    private static Audit audit(Map<String, ?> claims) {
        return Auditor.audit(ClaimsReader.read(claims, "planted").claims().orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> model(Map<String, Object> claims, int index) {
        return (Map<String, Object>) ((List<Object>) claims.get("models")).get(index);
    }

    @Test
    @SuppressWarnings("unchecked")
    void findsAWrongSignWhereverTheTablesFixTheSignSeeds1To200() {
        int planted = 0;
        for (long seed = 1; seed <= 200; seed++) {
            SeededTables tables = new SeededTables(seed);
            Map<String, Object> claims = tables.claims();
            int last = tables.names.size() - 2;
            double[] t = tables.model(last + 1).t();
            List<Object> coef = (List<Object>) model(claims, last).get("coef");
            for (int j = 0; j < t.length; j++) {
                if (Math.abs(t[j]) > 6) {
                    String printed = String.valueOf(coef.get(j));
                    coef.set(j, printed.startsWith("-") ? printed.substring(1) : "-" + printed);
                    int row = j;
                    Audit audit = audit(claims);
                    assertThat(audit.cells())
                            .as("seed %d", seed)
                            .anyMatch(v -> v.kind() == Kind.IMPOSSIBLE
                                    && v.claim().variable().equals(Optional.of("x" + (row + 1))));
                    planted++;
                    break;
                }
            }
        }
        assertThat(planted).isGreaterThan(8);
    }

    @Test
    void findsAnAdjustedR2OffByMoreThanTheRangeSeeds1To40() {
        for (long seed = 1; seed <= 40; seed++) {
            SeededTables tables = new SeededTables(seed);
            Map<String, Object> claims = tables.claims();
            double wrong = tables.model(1).adjR2() > 0.5
                    ? tables.model(1).adjR2() - 0.3
                    : tables.model(1).adjR2() + 0.3;
            model(claims, 0).put("adjR2", SeededTables.fixed(wrong, 3));
            assertThat(audit(claims).clean()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void namesTheRightNWhenNIsTheSlip() {
        SeededTables tables = new SeededTables(12);
        Map<String, Object> claims = new LinkedHashMap<>(tables.claims());
        claims.put("N", String.valueOf(tables.n * 2));
        Audit audit = audit(claims);
        assertThat(audit.clean()).isFalse();
        assertThat(audit.findings()).anyMatch(f -> f.text().startsWith("N is the likely slip"));
    }

    @Test
    void checksWholeNumbersByTheirMeansAndDeviations() {
        Audit audit = audit(Map.of(
                "N",
                "28",
                "descriptives",
                List.of(
                        Map.of("variable", "children", "kind", "count", "mean", "5.19", "sd", "1.20"),
                        Map.of("variable", "visits", "kind", "count", "mean", "5.18", "sd", "1.20"),
                        Map.of("variable", "female", "kind", "binary", "mean", "0.50", "sd", "0.35"),
                        Map.of("variable", "urban", "kind", "binary", "mean", "0.50", "sd", "0.51"),
                        Map.of("variable", "score", "mean", "6.10", "sd", "4.50", "min", "1", "max", "7"))));
        assertThat(audit.cells().stream()
                        .filter(v -> v.kind() == Kind.IMPOSSIBLE)
                        .map(v -> v.claim().place()))
                .containsExactly("mean of children", "sd of female", "sd of score");
    }

    @Test
    void addsUpTheSample() {
        Audit audit = audit(Map.of(
                "N",
                "166",
                "sample",
                Map.of("units", "11", "periods", "18"),
                "order",
                List.of("a", "b"),
                "corr_lower",
                List.of(List.of("0.10"))));
        assertThat(audit.findings())
                .anyMatch(f -> f.text().startsWith("11 units x 18 periods = 198 observations, 166 used"));
        assertThat(audit.clean()).isTrue();
    }

    @Test
    void saysWhatCannotBeCheckedWithoutTriangleOrN() {
        Audit audit = audit(Map.of(
                "models", List.of(Map.of("y", "y", "x", List.of("a"), "coef", List.of("1.0"), "t", List.of("2.0")))));
        assertThat(audit.clean()).isTrue();
        assertThat(audit.cells()).allMatch(v -> v.kind() == Kind.UNTESTABLE);
        assertThat(audit.findings()).anyMatch(f -> f.check().equals("untestable"));
    }

    @Test
    void neverThrowsOnDamagedClaimsSeeds1To2000() {
        for (long seed = 1; seed <= 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder(AuditorTest.FOUNDING_PAPER);
            for (int damage = 0; damage < 1 + random.nextInt(4); damage++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "0123456789.-\",[]{}".charAt(random.nextInt(18)));
                    case 2 -> text.insert(at, "9");
                    default -> {
                        int to = Math.min(text.length(), at + random.nextInt(60));
                        text.delete(at, to);
                    }
                }
            }
            ClaimsReading reading = ClaimsReader.read(text.toString(), "seed " + seed);
            if (reading.claims().isPresent()) {
                Audit audit = Auditor.audit(reading.claims().get());
                assertThat(AuditJson.of(audit)).as("seed %d", seed).contains("\"summary\"");
                assertThat(AuditPage.of(audit)).contains("</html>");
            } else {
                assertThat(reading.diagnostics()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void staysSilentOnTheCleanCasesAndFindsWhatTheReferenceFinds() throws IOException {
        Path file = Path.of(Optional.ofNullable(System.getenv("ALMANAC_SHARED")).orElse("../shared"))
                .resolve("bench/audit/synthetic_dev.json");
        Assumptions.assumeTrue(Files.exists(file), "the shared cases are not beside the checkout");
        Object tree = JsonTree.read(Files.readString(file)).orElseThrow();
        List<String> falseAlarms = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int cases = 0;
        for (Object entry : (List<?>) tree) {
            Map<?, ?> one = (Map<?, ?>) entry;
            boolean clean = ((Map<?, ?>) one.get("label")).get("error").equals("none");
            boolean flagged = !((List<?>) one.get("reference_flags")).isEmpty();
            Claims claims = ClaimsReader.readTree(one, "case").claims().orElseThrow();
            boolean silent = Auditor.audit(claims).clean();
            cases++;
            if (clean && !silent) {
                falseAlarms.add(String.valueOf(one.get("id")));
            }
            if (!clean && flagged && silent) {
                missed.add(String.valueOf(one.get("id")));
            }
        }
        assertThat(cases).isPositive();
        assertThat(falseAlarms).isEmpty();
        assertThat(missed).isEmpty();
    }

    @Test
    void computesAModelThatIsNotPrinted() {
        SeededTables tables = new SeededTables(5);
        Claims claims = ClaimsReader.read(tables.claims(), "seed 5").claims().orElseThrow();
        String formula = "y ~ x1";
        WhatIfs.Answer answer = WhatIfs.of(claims, formula);
        assertThat(answer.result()).isPresent();
        SeededTables.Exact exact = tables.model(1);
        assertThat(answer.result()
                        .get()
                        .terms()
                        .get(0)
                        .statistic()
                        .orElseThrow()
                        .contains(exact.t()[0]))
                .isTrue();
        assertThat(answer.result().get().explained().contains(exact.r2())).isTrue();
        assertThat(WhatIfs.of(claims, "y ~ nobody").trouble()).contains("does not have \"nobody\"");
        assertThat(audit(tables.claims()).findings()).noneMatch(f -> f.severity() == Finding.Severity.CONTRADICTION);
    }
}
