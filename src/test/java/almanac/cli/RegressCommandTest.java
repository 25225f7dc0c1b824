package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Almanac.commandLine(new Console(out, err, false)).execute(arguments);
        return new Run(code, out.toString(), err.toString());
    }

    private Path data() throws IOException {
        return Files.writeString(
                folder.resolve("a.csv"), "y,x,g,bad\n1,1,a,1\n3,2,a,2\n2,3,b,x\n5,NA,b,4\n4,5,c,5\n7,6,c,6\n");
    }

    @Test
    void jsonFollowsTheContract() throws IOException {
        Run run =
                run("regress", "--data", data().toString(), "--formula", "y ~ x", "--format", "json", "--vcov", "HC1");
        assertThat(run.code()).isEqualTo(Almanac.DONE);
        JsonNode model = new ObjectMapper().readTree(run.out()).get("models").get(0);
        for (String name : new String[] {
            "formula",
            "estimator",
            "vcov",
            "n",
            "df_residual",
            "df_model",
            "groups",
            "r2",
            "adj_r2",
            "r2_within",
            "r2_between",
            "r2_overall",
            "rmse",
            "f",
            "coefficients",
            "tests",
            "dropped"
        }) {
            assertThat(model.has(name)).as(name).isTrue();
        }
        assertThat(model.get("n").asInt()).isEqualTo(5);
        assertThat(model.get("coefficients").get(0).get("term").asText()).isEqualTo("(Intercept)");
        for (String name : new String[] {"term", "estimate", "se", "t", "p", "ci_low", "ci_high", "beta"}) {
            assertThat(model.get("coefficients").get(1).has(name)).as(name).isTrue();
        }
        assertThat(model.get("dropped").get(0).get("row").asInt()).isEqualTo(4);
    }

    @Test
    void exitCodesTellWhatHappened() throws IOException {
        String data = data().toString();
        assertThat(run("regress", "--data", data, "--formula", "y ~ x + I(2*x)").code())
                .isEqualTo(Almanac.FINDINGS);
        Run unknown = run("regress", "--data", data, "--formula", "y ~ xx");
        assertThat(unknown.code()).isEqualTo(Almanac.INPUT);
        assertThat(unknown.err())
                .contains("ALM-6101")
                .contains("did you mean \"x\"?")
                .contains("a.csv");
        Run text = run("regress", "--data", data, "--formula", "y ~ bad");
        assertThat(text.err()).contains("ALM-6103").contains("data row 3 (line 4)");
        assertThat(run("regress", "--data", data, "--formula", "y ~ x", "--format", "pdf")
                        .code())
                .isEqualTo(Almanac.USAGE);
        assertThat(run("regress", "--data", folder.resolve("none.csv").toString(), "--formula", "y ~ x")
                        .code())
                .isEqualTo(Almanac.INPUT);
    }

    @Test
    void brokenFilesAreRefusedWithTheirLine() throws IOException {
        Path ragged = Files.writeString(folder.resolve("r.csv"), "y,x\n1,2\n3\n");
        assertThat(run("regress", "--data", ragged.toString(), "--formula", "y ~ x")
                        .err())
                .contains("line 3");
        Path twice = Files.writeString(folder.resolve("t.csv"), "x,x\n1,2\n");
        assertThat(run("regress", "--data", twice.toString(), "--formula", "x ~ x")
                        .err())
                .contains("two columns");
        Path empty = Files.writeString(folder.resolve("e.csv"), "");
        assertThat(run("describe", "--data", empty.toString()).code()).isEqualTo(Almanac.INPUT);
        Path header = Files.writeString(folder.resolve("h.csv"), "y,x\n");
        assertThat(run("regress", "--data", header.toString(), "--formula", "y ~ x")
                        .err())
                .contains("no rows");
    }

    @Test
    void readsGb18030AndSemicolons() throws IOException {
        Path file = folder.resolve("gb.csv");
        Files.write(file, "出口;投资\n1;2\n2;3\n4;7\n3;5\n".getBytes(Charset.forName("GB18030")));
        Run run = run("regress", "--data", file.toString(), "--formula", "出口 ~ 投资");
        assertThat(run.code()).isEqualTo(Almanac.DONE);
        assertThat(run.out()).contains("投资");
    }

    @Test
    void wordGoesToAFile() throws IOException {
        Path out = folder.resolve("t.docx");
        Run run = run(
                "regress",
                "--data",
                data().toString(),
                "--formula",
                "y ~ x",
                "--format",
                "docx",
                "--out",
                out.toString());
        assertThat(run.code()).isEqualTo(Almanac.DONE);
        assertThat(Files.size(out)).isGreaterThan(1000);
        assertThat(run.out().strip()).isEqualTo(out.toString());
    }

    @Test
    void describesWithCorrelations() throws IOException {
        Run run = run("describe", "--data", data().toString(), "--correlation", "--format", "json");
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertThat(tree.get("variables").size()).isEqualTo(2);
        assertThat(tree.get("correlations").size()).isEqualTo(3);
        assertThat(run("describe", "--data", data().toString(), "--variables", "y,log(x)")
                        .out())
                .contains("log(x)");
    }
}
