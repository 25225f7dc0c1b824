package almanac.study;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Diagnostic;
import almanac.rule.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReaderTest {
    private static final RuleBook RULES = RuleBook.load(List.of(Path.of("rules")));

    @TempDir
    Path folder;

    private List<Diagnostic> trouble(String yaml) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, yaml, StandardCharsets.UTF_8);
        StudyReader.Result result = StudyReader.read(file, StudyDesk.lexicon(RULES));
        assertThat(result.study().isEmpty()).isEqualTo(!result.trouble().isEmpty());
        return result.trouble();
    }

    private static String study(String variables) {
        return "regions: [CN-31]\nyears: 2002..2004\nvariables:\n" + variables;
    }

    @Test
    void readsTheFoundingStudy() throws IOException {
        StudyReader.Result result = StudyReader.read(Path.of("rules/studies/yangtze.yaml"), StudyDesk.lexicon(RULES));
        assertThat(result.trouble()).isEmpty();
        StudyDocument study = result.study().orElseThrow();
        assertThat(study.panel().regions()).hasSize(11);
        assertThat(study.panel().years()).hasSize(18);
        assertThat(study.models()).hasSize(5);
        assertThat(study.claims().orElseThrow().models().get(2).constant()).contains(".0367");
        assertThat(study.modelVariables()).containsExactly("lnExtec", "LE", "lnpcGDP", "lnFDI", "lnhuman", "lnpatent");
    }

    @Test
    void readsTheStudyThatInitWrites() throws IOException {
        almanac.study.Workspace.init(folder);
        StudyReader.Result result =
                StudyReader.read(folder.resolve("rules/studies/my-study.yaml"), StudyDesk.lexicon(RULES));
        assertThat(result.trouble()).isEmpty();
    }

    @Test
    void namesLineKeyAndTheNearestIndicator() throws IOException {
        List<Diagnostic> trouble = trouble(study("  - {name: fdi, indicator: fdi.utilized}\n"));
        assertThat(trouble).singleElement().satisfies(d -> {
            assertThat(d.line()).contains("mine.yaml: ALM-5001 line 4, variables[0].indicator");
            assertThat(d.hint()).isEqualTo("did you mean \"fdi.utilised\"?");
        });
    }

    @Test
    void reportsAllTroubleAtOnce() throws IOException {
        assertThat(trouble("""
                        regoins: [CN-31]
                        regions: [CN-99]
                        years: [19x2]
                        variables:
                          - {name: a, formula: log(b}
                          - {name: c, formula: d + 1}
                          - {name: c, indicator: gdp}
                        models:
                          - {formula: y = x}
                        """))
                .extracting(Diagnostic::line)
                .anyMatch(line -> line.contains("regoins: no such key"))
                .anyMatch(line -> line.contains("no region is called \"CN-99\""))
                .anyMatch(line -> line.contains("\"19x2\" is no year"))
                .anyMatch(line -> line.contains("expected ')'"))
                .anyMatch(line -> line.contains("no variable is called \"d\""))
                .anyMatch(line -> line.contains("a second variable \"c\""))
                .anyMatch(line -> line.contains("needs a ~"));
    }

    @Test
    void refusesCircularFormulas() throws IOException {
        assertThat(trouble(study("  - {name: a, formula: b + 1}\n  - {name: b, formula: 2 * a}\n")))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("circle: a -> b -> a"));
    }

    @Test
    void saysWhatIsNoYaml() throws IOException {
        assertThat(trouble("regions: [CN-31\nyears: 2"))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("not YAML"));
        assertThat(trouble(""))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("no study"));
        assertThat(trouble("- a\n- b"))
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("no study"));
    }

    @Test
    void boundsAliasesThatMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append("*a")
                    .append(i - 1)
                    .append(", ")
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(trouble(bomb.toString())).isNotEmpty();
    }

    @Test
    void namesWhatIsWrongInGroupsFillingRivalsRobustnessAndOutputs() throws IOException {
        assertThat(trouble("""
                        groups:
                          yangtze-belt: [CN-31, CN-3z]
                        regions: [yangtze-bell, {code: CN-50, from: 97}]
                        years: 2002..2004
                        rivals: [same-vintag]
                        missing: listwize
                        variables:
                          - {name: gdp, indicator: gdp, interpolate: {method: liner, at_most: many}}
                        models:
                          - {name: "(1)", formula: gdp ~ gdp}
                        robustness: {model: "(2)", leave_out: [month]}
                        outputs: {influence: ten}
                        """))
                .extracting(d -> d.line() + " " + d.hint())
                .anyMatch(line -> line.contains("line 2") && line.contains("\"CN-3z\""))
                .anyMatch(line -> line.contains("\"yangtze-bell\"") && line.contains("did you mean \"yangtze-belt\"?"))
                .anyMatch(line -> line.contains("\"97\" is no year"))
                .anyMatch(line -> line.contains("did you mean \"same-vintage\"?"))
                .anyMatch(line -> line.contains("did you mean \"listwise\"?"))
                .anyMatch(line -> line.contains("did you mean \"linear\"?"))
                .anyMatch(line -> line.contains("\"many\" is no number of years"))
                .anyMatch(line -> line.contains("no model is called \"(2)\""))
                .anyMatch(line -> line.contains("\"month\" cannot be left out"))
                .anyMatch(line -> line.contains("\"ten\" is no count"));
    }

    @Test
    void knowsGroupsWithDates() throws IOException {
        Path file = folder.resolve("dated.yaml");
        Files.writeString(file, """
                groups:
                  belt: [CN-31, {code: CN-50, from: 2003}]
                regions: [belt, CN-11]
                years: 2002..2004
                variables:
                  - {name: gdp, indicator: gdp}
                """);
        StudyDocument study =
                StudyReader.read(file, StudyDesk.lexicon(RULES)).study().orElseThrow();
        assertThat(study.panel().regions()).containsExactly("CN-31", "CN-50", "CN-11");
        assertThat(study.panel().member("CN-50", 2002)).isFalse();
        assertThat(study.panel().member("CN-50", 2003)).isTrue();
        assertThat(study.panel().member("CN-11", 2002)).isTrue();
    }
}
