package almanac.mining;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.cli.Almanac;
import almanac.cli.Console;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code almanac mine ...} on a file, as a user calls it. */
class MiningDeskTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Almanac.commandLine(new Console(out, err, false)).execute(arguments);
    }

    /** Six provinces over eighteen years, growing; one number with a slipped point. */
    private Path panel() throws IOException {
        StringBuilder csv = new StringBuilder("province,year,gdp,share\n");
        String[] names = {"江苏", "浙江", "=cmd()", "湖北", "湖南", "江西"};
        for (int r = 0; r < names.length; r++) {
            for (int t = 0; t < 18; t++) {
                double gdp = (100 + 40 * r) * Math.exp(0.09 * t + 0.02 * Math.sin(3 * t + r));
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%.2f,%s\n",
                        names[r],
                        2002 + t,
                        r == 3 && t == 8 ? gdp * 10 : gdp,
                        r == 5 && t == 2 ? "…" : String.format(Locale.ROOT, "%.1f", 20 + r % 2 * 10 + Math.cos(t))));
            }
        }
        return Files.writeString(folder.resolve("panel.csv"), csv);
    }

    @Test
    void outliersAreFindingsAndExitWithOne() throws IOException {
        String file = panel().toString();
        assertThat(run("mine", "outliers", "--data", file, "--variables", "gdp", "--kind", "trend,jump"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("湖北", "2010", "spike", "10^1");
        assertThat(run("mine", "outliers", "--data", file, "--variables", "share", "--kind", "jump", "--format", "csv"))
                .isZero();
        assertThat(out.toString())
                .startsWith("kind,region,period,variable,value,expected,score,shape,remark,printed\n");
    }

    @Test
    void clustersLeaveOutRegionsWithGapsAndDrawATree() throws IOException {
        assertThat(run(
                        "mine",
                        "clusters",
                        "--data",
                        panel().toString(),
                        "--variables",
                        "share",
                        "--on",
                        "paths",
                        "--format",
                        "csv",
                        "--out",
                        folder.resolve("groups").toString()))
                .isZero();
        assertThat(err.toString()).contains("ALM-6204", "江西");
        assertThat(out.toString()).contains("'=cmd(),").doesNotContain("\n=cmd()");
        assertThat(folder.resolve("groups/dendrogram.svg")).content().contains("湖北");
        assertThat(folder.resolve("groups/result.json")).content().contains("\"gap_k\"");
    }

    @Test
    void segmentsAndTreesAndForecastsAnswer() throws IOException {
        String file = panel().toString();
        assertThat(run("mine", "segments", "--data", file, "--variables", "gdp", "--log", "--trend"))
                .isZero();
        assertThat(out.toString()).contains("6 series");
        assertThat(run("mine", "segments", "--data", file, "--tree", "share", "--variables", "gdp"))
                .isZero();
        assertThat(run("mine", "forecast", "--data", file, "--variables", "gdp", "--horizon", "2", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"verdict\"", "\"2021\"", "\"mase\"", "\"coverage95\"");
    }

    @Test
    void everyTableFitsEightyColumns() throws IOException {
        String file = panel().toString();
        for (String[] call : new String[][] {
            {"forecast", "--data", file},
            {"segments", "--data", file, "--log"},
            {"segments", "--data", file, "--tree", "share"},
            {"outliers", "--data", file},
            {"clusters", "--data", file, "--variables", "gdp"}
        }) {
            String[] whole = new String[call.length + 1];
            whole[0] = "mine";
            System.arraycopy(call, 0, whole, 1, call.length);
            assertThat(run(whole)).isLessThan(2);
            assertThat(out.toString().lines())
                    .isNotEmpty()
                    .allMatch(line ->
                            line.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum() <= 80);
        }
        run("mine", "forecast", "--data", file, "--variables", "gdp");
        // the model and its back-test once above the periods it forecasts
        assertThat(out.toString()).containsPattern("江苏, .*gdp.*naive_mase [0-9.]+\n  2020 ");
    }

    @Test
    void sameSeedSameBytes() throws IOException {
        String file = panel().toString();
        run("mine", "clusters", "--data", file, "--variables", "gdp", "--format", "json", "--seed", "7");
        String first = out.toString();
        run("mine", "clusters", "--data", file, "--variables", "gdp", "--format", "json", "--seed", "7");
        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void badInputIsAnswered() throws IOException {
        String file = panel().toString();
        assertThat(run("mine", "outliers", "--data", file, "--variables", "gpd"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("ALM-6201", "gdp");
        assertThat(run("mine", "outliers", "--data", file, "--region", "")).isEqualTo(3);
        assertThat(err.toString()).contains("ALM-6202");
        assertThat(run("mine", "clusters", "--data", file, "--k", "1")).isEqualTo(2);
        assertThat(run("mine", "clusters", "--data", file, "--on", "shapes")).isEqualTo(2);
        assertThat(run("mine", "forecast", "--data", file, "--horizon", "0")).isEqualTo(2);
        assertThat(run("mine", "forecast")).isEqualTo(2);
        assertThat(run("mine")).isEqualTo(2);
        Path two = Files.writeString(folder.resolve("two.csv"), "region,year,x\na,2001,1\nb,2001,2\n");
        assertThat(run("mine", "clusters", "--data", two.toString())).isEqualTo(3);
        assertThat(run("mine", "forecast", "--data", two.toString())).isEqualTo(3);
        assertThat(run("mine", "segments", "--data", two.toString())).isEqualTo(1);
        assertThat(run("mine", "segments", "--data", two.toString(), "--tree", "x"))
                .isEqualTo(3);
    }
}
