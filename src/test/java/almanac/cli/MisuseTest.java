package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A command line that cannot be right is told in few lines, with the place of help. */
class MisuseTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Almanac.commandLine(new Console(out, err, false)).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"search --foo x", "serach x", "tables", "index --workers two x", "panel yangtze --why", "mine"})
    void aUsageErrorIsShort(String line) {
        assertThat(run(line.split(" "))).isEqualTo(Almanac.USAGE);
        assertThat(err.toString().lines())
                .hasSizeBetween(2, 3)
                .last()
                .asString()
                .contains(" -h shows");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileWhereAFolderIsWantedIsNoBug() throws IOException {
        Path book = Files.writeString(folder.resolve("a.csv"), "region,2012\nA,1\n");
        assertThat(run("tables", book.toString(), "--out", book.toString())).isEqualTo(Almanac.INPUT);
        assertThat(err.toString()).contains("ALM-9001").doesNotContain("\tat ");
        assertThat(book).hasContent("region,2012\nA,1\n");
    }

    @Test
    void filesThatCannotBeReadPrintNoTables() throws IOException {
        for (String format : new String[] {"json", "csv", "html", "md"}) {
            assertThat(run("tables", folder.resolve("nofile.pdf").toString(), "--format", format))
                    .isEqualTo(Almanac.INPUT);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("nofile.pdf");
        Path book = Files.writeString(folder.resolve("a.csv"), "region,2012\nA,1\n");
        assertThat(run("tables", folder.resolve("nofile.pdf").toString(), book.toString()))
                .isEqualTo(Almanac.FINDINGS);
        assertThat(out.toString().strip())
                .startsWith("[")
                .endsWith("]")
                .contains("region")
                .doesNotContain("nofile");
    }

    @Test
    void eachCommandExplainsItselfWithAnExample() {
        CommandLine line = Almanac.commandLine(new Console(out, err, false));
        assertThat(line.getSubcommands())
                .allSatisfy((name, command) -> assertThat(String.join(
                                "\n", command.getCommandSpec().usageMessage().footer()))
                        .contains("almanac " + name));
    }
}
