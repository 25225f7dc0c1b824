package almanac.audit;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Audit;
import almanac.model.Claims;
import almanac.model.Finding;
import almanac.model.Interval;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditorTest {
    /** The founding paper's Table 1 and Table 2 (2020), as printed. */
    static final String FOUNDING_PAPER = """
            {"id":"founding paper","order":["lnExtec","LE","lnpcGDP","lnFDI","lnhuman","lnpatent"],
             "corr_lower":[[".1658"],[".7364",".0873"],[".7131","-.1178",".8129"],[".7742",".3077",".7811",".7857"],
              [".7776",".2697",".8992",".7398",".8701"]],"N":166,
             "models":[
              {"y":"lnExtec","x":["LE"],"coef":[".257"],"t":["2.14"],"const":"8.237","const_t":"55.67","adjR2":".23"},
              {"y":"lnExtec","x":["LE","lnpcGDP"],"coef":[".158","1.196"],"t":["1.95","13.78"],"const":"-3.664",
               "const_t":"-4.21","adjR2":".546"},
              {"y":"lnExtec","x":["LE","lnpcGDP","lnFDI"],"coef":[".288",".595",".411"],"t":["3.56","4.08","4.96"],
               "const":".0367","const_t":"0.04","adjR2":".605"},
              {"y":"lnExtec","x":["LE","lnpcGDP","lnFDI","lnhuman"],"coef":[".0465",".437",".153",".463"],
               "t":["0.49","3.03","1.52","4.17"],"const":"-.865","const_t":"-0.82","adjR2":".642"},
              {"y":"lnExtec","x":["LE","lnpcGDP","lnFDI","lnhuman","lnpatent"],
               "coef":[".0159",".0671",".198",".298",".265"],"t":["0.17","0.31","1.96","2.31","2.42"],"const":"2.326",
               "const_t":"1.36","adjR2":".652"}]}
            """;

    static Claims claims(String json) {
        return ClaimsReader.read(json, "test").claims().orElseThrow();
    }

    private static Verdict cell(Audit audit, int model, String cell, String variable) {
        return audit.cells().stream()
                .filter(v -> v.claim().model().equals(Optional.of(model))
                        && v.claim().cell().equals(cell)
                        && v.claim().variable().equals(variable.isEmpty() ? Optional.empty() : Optional.of(variable)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsTheSevenImpossibleCellsOfTheFoundingPaper() {
        Audit audit = Auditor.audit(claims(FOUNDING_PAPER));
        assertThat(audit.cells().stream()
                        .filter(v -> v.kind() == Kind.IMPOSSIBLE)
                        .map(v -> v.claim().place()))
                .containsExactly(
                        "t of LE in model 1",
                        "adjusted R2 of model 1",
                        "t of lnpcGDP in model 2",
                        "adjusted R2 of model 2",
                        "t of LE in model 3",
                        "adjusted R2 of model 4",
                        "adjusted R2 of model 5");
    }

    @Test
    void givesTheExactRangesOfTheFoundingPaper() {
        Audit audit = Auditor.audit(claims(FOUNDING_PAPER));
        assertRange(cell(audit, 1, "t", "LE"), 2.15241, 2.15374);
        assertRange(cell(audit, 1, "adjR2", ""), 0.021543, 0.021576);
        assertRange(cell(audit, 2, "t", "lnpcGDP"), 13.83116, 13.8359);
        assertRange(cell(audit, 5, "t", "lnpcGDP"), 0.31064, 0.33339);
        assertRange(cell(audit, 5, "adjR2", ""), 0.651116, 0.651353);
    }

    private static void assertRange(Verdict verdict, double low, double high) {
        Interval range = verdict.range().orElseThrow();
        assertThat(range.low()).isCloseTo(low, org.assertj.core.data.Offset.offset(6e-6));
        assertThat(range.high()).isCloseTo(high, org.assertj.core.data.Offset.offset(6e-6));
    }

    @Test
    void findsTheNestedContradictionsOfTheFoundingPaper() {
        Audit audit = Auditor.audit(claims(FOUNDING_PAPER));
        assertThat(audit.findings())
                .anyMatch(f -> f.check().equals("D1") && f.text().contains("only N = 165"));
        assertThat(audit.findings())
                .anyMatch(f -> f.check().equals("D2")
                        && f.text().contains("lnpcGDP must become")
                        && f.text().contains("(a t of 0.3199 to 0.3229, printed 0.31)"));
        assertThat(audit.findings()).noneMatch(f -> f.check().equals("C3"));
    }

    @Test
    void neverComplainsAboutCleanTablesSeeds1To400() {
        for (long seed = 1; seed <= 400; seed++) {
            ClaimsReading reading = ClaimsReader.read(new SeededTables(seed).claims(), "seed " + seed);
            assertThat(reading.diagnostics()).as("seed %d", seed).isEmpty();
            Audit audit = Auditor.audit(reading.claims().orElseThrow());
            assertThat(audit.cells().stream().filter(v -> v.kind() == Kind.IMPOSSIBLE))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(audit.findings().stream().filter(f -> f.severity() == Finding.Severity.CONTRADICTION))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void provesThatBurtsTableIsNoCorrelationMatrixAndNamesTheSlip() {
        String burt = """
                {"order":["Sociality","Sorrow","Tenderness","Joy","Wonder","Elation","Disgust","Anger","Sex","Fear",
                 "Subjection"],"corr":[
                 [1.0,0.83,0.81,0.8,0.71,0.7,0.54,0.53,0.59,0.24,0.13],[0.83,1.0,0.87,0.62,0.59,0.44,0.58,0.44,0.23,0.45,0.21],
                 [0.81,0.87,1.0,0.63,0.37,0.31,0.3,0.12,0.33,0.33,0.36],[0.8,0.62,0.63,1.0,0.49,0.54,0.3,0.28,0.42,0.29,-0.06],
                 [0.71,0.59,0.37,0.49,1.0,0.54,0.34,0.55,0.4,0.19,-0.1],[0.7,0.44,0.31,0.54,0.54,1.0,0.5,0.51,0.31,0.11,0.1],
                 [0.54,0.58,0.3,0.3,0.34,0.5,1.0,0.38,0.29,0.21,0.08],[0.53,0.44,0.12,0.28,0.55,0.51,0.38,1.0,0.53,0.1,-0.16],
                 [0.59,0.23,0.33,0.42,0.4,0.31,0.29,0.53,1.0,-0.09,-0.1],[0.24,0.45,0.33,0.29,0.19,0.11,0.21,0.1,-0.09,1.0,0.41],
                 [0.13,0.21,0.36,-0.06,-0.1,0.1,0.08,-0.16,-0.1,0.41,1.0]],"N":172}
                """;
        Audit audit = Auditor.audit(claims(burt));
        List<Finding> contradictions = audit.findings().stream()
                .filter(f -> f.severity() == Finding.Severity.CONTRADICTION)
                .toList();
        assertThat(contradictions).hasSize(1);
        assertThat(contradictions.get(0).text()).contains("smallest change first: Tenderness ~ Sorrow 0.87 -> 0.81");
        assertThat(Auditor.audit(claims(burt.replace("0.87", "0.81"))).clean()).isTrue();
    }
}
