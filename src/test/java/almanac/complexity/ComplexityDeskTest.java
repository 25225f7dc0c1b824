package almanac.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.model.Diagnostic;
import almanac.study.ComplexityDesk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From file to file: what is refused, what is reported, and that odd files give the same as plain ones. */
class ComplexityDeskTest {
    @TempDir
    Path folder;

    private static final String EXPORTS = """
            year,country,product,value
            2001,A,0101,10
            2001,A,0201,20
            2001,B,0101,5.5
            2001,B,0301,7
            2001,C,0201,1
            2001,C,0301,3
            """;

    private static final String GDP = "year,country,gdp_pc\n2001,A,1000\n2001,B,2000\n2001,C,4000\n";

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ComplexityDesk.Request request(String exports) throws IOException {
        return ComplexityDesk.Request.of(
                file("exports.csv", exports), Optional.of(file("gdp.csv", GDP)), folder.resolve("out"));
    }

    private static List<String> codes(ComplexityDesk.Outcome outcome) {
        return outcome.diagnostics().stream().map(d -> d.code().id()).toList();
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    @Test
    void quotesSemicolonsTabsMarksAndCarriageReturnsGiveTheSameNumbers() throws IOException {
        ComplexityDesk.run(request(EXPORTS));
        String plain = written("pair.csv");
        for (String odd : List.of(
                EXPORTS.replace("0101", "\"0101\""),
                EXPORTS.replace(',', ';'),
                EXPORTS.replace(',', '\t'),
                "\uFEFF" + EXPORTS,
                EXPORTS.replace("\n", "\r\n"),
                EXPORTS.replace("5.5", "5.50000000000000000000"),
                EXPORTS.replace("5.5", "55e-1"),
                EXPORTS.strip())) {
            ComplexityDesk.Outcome outcome = ComplexityDesk.run(request(odd));
            assertThat(outcome.done()).as("%s: %s", odd, outcome.diagnostics()).isTrue();
            assertThat(written("pair.csv")).isEqualTo(plain);
        }
        assertThat(plain).contains("A,0101,2001,");
    }

    @Test
    void chineseLabelsAreReadInBothCodes() throws IOException {
        String chinese = EXPORTS.replace(",A,", ",湖北,");
        ComplexityDesk.run(request(chinese));
        String utf8 = written("location.csv");
        Files.write(folder.resolve("exports.csv"), chinese.getBytes(Charset.forName("GB18030")));
        ComplexityDesk.run(ComplexityDesk.Request.of(
                folder.resolve("exports.csv"), Optional.of(folder.resolve("gdp.csv")), folder.resolve("out")));
        assertThat(written("location.csv")).isEqualTo(utf8).contains("湖北");
    }

    @Test
    void refusesDuplicatesUnlessTold() throws IOException {
        String twice = EXPORTS + "2001,C,0301,4\n";
        ComplexityDesk.Outcome refused = ComplexityDesk.run(request(twice));
        assertThat(refused.done()).isFalse();
        assertThat(refused.diagnostics().get(0).message()).contains("line 8");
        assertThat(ComplexityDesk.run(request(twice).with(Map.of("duplicates", "sum")))
                        .done())
                .isTrue();
        assertThat(written("product.csv")).contains(",14\n");
        assertThat(ComplexityDesk.run(request(twice).with(Map.of("duplicates", "first")))
                        .done())
                .isTrue();
        assertThat(written("product.csv")).contains(",10\n");
    }

    @Test
    void reportsWhatCouldNotBeReadWithItsLine() throws IOException {
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(
                request(EXPORTS + "2001,D,0301,1 234\n2001,D,0101\n2001,D,0201,-4\n2001,E,0201,NA\n"));
        assertThat(codes(outcome)).contains("ALM-6006", "ALM-6004", "ALM-6009");
        assertThat(outcome.diagnostics())
                .anyMatch(d -> d.message().contains("line 8: 1 234"))
                .anyMatch(d -> d.message().contains("line 9 has not 4 fields"));
        assertThat(ComplexityDesk.run(request(EXPORTS + "2001,D,0201,-4\n").with(Map.of("negative", "refuse")))
                        .done())
                .isFalse();
    }

    @Test
    void namesPlacesWithoutIncomeAndTheTradeThatIsLost() throws IOException {
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(request(EXPORTS + "2001,ROM,0301,46.5\n"));
        Diagnostic told = outcome.diagnostics().stream()
                .filter(d -> d.code().equals(ComplexityTrouble.NO_INCOME))
                .findFirst()
                .orElseThrow();
        assertThat(told.message()).contains("1 of 4 places", "50.00 % of exports", "ROM");
        assertThat(written("location.csv")).containsPattern("ROM,2001,.*,[0-9.]+,1,46.5");
    }

    @Test
    void dropsTotalsWhenAsked() throws IOException {
        String nested = EXPORTS + "2001,A,T,30\n2001,B,T,12.5\n2001,C,T,4\n";
        ComplexityDesk.Outcome warned = ComplexityDesk.run(request(nested));
        assertThat(codes(warned)).contains("ALM-6008");
        ComplexityDesk.run(request(nested).with(Map.of("nested", "drop")));
        String dropped = written("pair.csv");
        ComplexityDesk.run(request(EXPORTS));
        assertThat(dropped).isEqualTo(written("pair.csv"));
        assertThat(ComplexityDesk.run(request(nested).with(Map.of("nested", "refuse")))
                        .done())
                .isFalse();
    }

    @Test
    void harmlessLabelsStayAndFormulasAreDefused() throws IOException {
        ComplexityDesk.run(request(EXPORTS.replace(",A,", ",=cmd(),").replace(",B,", ",\"Korea, Rep.\",")));
        assertThat(written("location.csv")).contains("\n'=cmd(),").contains("\n\"Korea, Rep.\",2001");
    }

    @Test
    void bytesAndEmptinessAreAnswered() throws IOException {
        for (String bad : List.of(
                "", "\n", "a,b\n1,2\n", "year,country,product,value\n", "\0\0\0\0", "\"", "a".repeat(300_000))) {
            ComplexityDesk.Outcome outcome = ComplexityDesk.run(request(bad));
            assertThat(outcome.done()).isFalse();
            assertThat(outcome.diagnostics()).isNotEmpty();
        }
    }

    @Test
    void aWrongFlagSaysWhatThereIs() throws IOException {
        ComplexityDesk.Request request = request(EXPORTS);
        assertThatThrownBy(() -> ComplexityDesk.run(request.with(Map.of("sd", "sampel"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("population, sample, cells");
        assertThatThrownBy(() -> ComplexityDesk.run(request.measuring("ecl"))).hasMessageContaining("eci");
        assertThatThrownBy(() -> ComplexityDesk.run(request.like("matlab"))).hasMessageContaining("stata");
    }

    @Test
    void sqlGivesTheSameNumbersAsMemory() throws IOException {
        ComplexityDesk.run(request(EXPORTS).measuring("prody", "expy"));
        List<String> memory = Files.readAllLines(folder.resolve("out/location.csv"));
        ComplexityDesk.run(request(EXPORTS).measuring("prody", "expy").with(Map.of("engine", "sql")));
        List<String> sql = Files.readAllLines(folder.resolve("out/location.csv"));
        assertThat(sql).hasSameSizeAs(memory);
        for (int i = 1; i < sql.size(); i++) {
            String[] a = memory.get(i).split(",");
            String[] b = sql.get(i).split(",");
            assertThat(b[0]).isEqualTo(a[0]);
            assertThat(Double.parseDouble(b[2]) / Double.parseDouble(a[2]) - 1).isBetween(-1e-12, 1e-12);
        }
    }

    @Test
    void methodJsonNamesConventionsAndSample() throws IOException {
        ComplexityDesk.run(request(EXPORTS).like("stata").measuring("eci", "expy"));
        assertThat(Files.readString(folder.resolve("out/method.json"), StandardCharsets.UTF_8))
                .contains("\"strict\": \"true\"", "\"sd\": \"cells\"", "\"prody_sample\": 3", "\"without_gdp\": []");
        assertThat(Files.exists(folder.resolve("out/pair.csv"))).isFalse();
    }

    @Test
    void yearsAreComputedInOneCallAndChangesAreDecomposed() throws IOException {
        String two = EXPORTS
                + EXPORTS.substring(EXPORTS.indexOf('\n') + 1)
                        .replace("2001", "2002")
                        .replace(",20\n", ",60\n");
        Path gdp = file("gdp2.csv", GDP + "2002,A,1100\n2002,B,2100\n2002,C,4400\n");
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(
                ComplexityDesk.Request.of(file("exports.csv", two), Optional.of(gdp), folder.resolve("out"))
                        .measuring("expy", "decomposition", "contribution"));
        assertThat(outcome.done()).isTrue();
        for (String line : written("decomposition.csv").lines().skip(1).toList()) {
            String[] cell = line.split(",");
            assertThat(Double.parseDouble(cell[6]) + Double.parseDouble(cell[7]))
                    .isCloseTo(Double.parseDouble(cell[5]), org.assertj.core.api.Assertions.within(1e-9));
        }
        assertThat(written("decomposition.csv").lines()).hasSize(4);
    }

    @Test
    void exportsPerHeadNeedAPopulation() throws IOException {
        ComplexityDesk.Outcome refused = ComplexityDesk.run(request(EXPORTS).measuring("rpop"));
        assertThat(codes(refused)).contains("ALM-6016");
        Path people = file("people.csv", "year,country,gdp_pc,pop\n2001,A,1,10\n2001,B,1,20\n2001,C,1,10\n");
        ComplexityDesk.Outcome outcome = ComplexityDesk.run(
                ComplexityDesk.Request.of(file("exports.csv", EXPORTS), Optional.of(people), folder.resolve("out"))
                        .measuring("rpop"));
        assertThat(outcome.done()).isTrue();
        // C exports 3 of the 10 of 0301 and has a quarter of the people
        assertThat(written("pair.csv")).contains("C,0301,2001,1.2\n");
    }

    @Test
    void sameFilesSameBytes() throws IOException {
        ComplexityDesk.run(request(EXPORTS));
        String first = written("method.json") + written("pair.csv") + written("location.csv");
        ComplexityDesk.run(request(EXPORTS));
        assertThat(written("method.json") + written("pair.csv") + written("location.csv"))
                .isEqualTo(first);
    }
}
