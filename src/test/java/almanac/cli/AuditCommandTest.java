package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final String CLEAN =
            "{\"order\":[\"y\",\"a\",\"b\"],\"corr_lower\":[[\".50\"],[\".30\",\".10\"]],\"N\":\"100\"}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Console console = new Console(out, err, false);
        int code = Almanac.commandLine(console).execute(arguments);
        console.flush();
        return code;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void answersNothingFoundWithZero() throws IOException {
        assertThat(run("audit", file("clean.json", CLEAN))).isZero();
        assertThat(out.toString()).contains("3 numbers consistent, 0 impossible");
    }

    @Test
    void answersFindingsWithOneInEveryForm() throws IOException {
        String wrong = CLEAN.replace(".50", ".95").replace(".30", "-.95").replace(".10", ".90");
        assertThat(run("audit", file("wrong.json", wrong), "--format", "json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"severity\" : \"contradiction\"").contains("\"model\" : null");
        assertThat(run("audit", folder.resolve("wrong.json").toString(), "--format", "html"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("<!DOCTYPE html>");
    }

    @Test
    void computesWhatIf() throws IOException {
        assertThat(run("audit", file("clean.json", CLEAN), "--what-if", "y ~ a + b"))
                .isZero();
        assertThat(out.toString()).contains("what if y ~ a + b: R2");
        assertThat(run("audit", folder.resolve("clean.json").toString(), "--what-if", "y ~ c"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("ALM-7007");
    }

    @Test
    void answersBadInputWithThree() throws IOException {
        assertThat(run("audit", folder.resolve("missing.json").toString())).isEqualTo(3);
        assertThat(run("audit", file("broken.json", "{\"order\":"))).isEqualTo(3);
        assertThat(run("audit", file("list.json", "[1,2]"))).isEqualTo(3);
        assertThat(err.toString()).contains("ALM-7005").contains("ALM-7001");
    }

    @Test
    void readsAPageOfTables() throws IOException {
        String page = "<html><body><p>Table 1 Correlations (N = 100)</p><table><tr><th></th><th>y</th><th>a</th></tr>"
                + "<tr><td>y</td><td>1.00</td><td></td></tr><tr><td>a</td><td>0.50</td><td>1.00</td></tr></table>"
                + "<p>Table 2</p><table><tr><th></th><th>(1)</th></tr><tr><td>a</td><td>0.50***</td></tr><tr><td></td><td>(5.72)</td></tr>"
                + "<tr><td>Constant</td><td>1.00</td></tr><tr><td></td><td>(2.10)</td></tr><tr><td>N</td><td>100</td></tr>"
                + "<tr><td>R2</td><td>0.35</td></tr></table><p>t statistics in parentheses</p></body></html>";
        assertThat(run("audit", file("paper.html", page))).isEqualTo(1);
        assertThat(out.toString()).contains("impossible: R2 of model 1 printed 0.35");
    }
}
