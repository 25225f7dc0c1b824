package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManPageTest {
    private static CommandLine line() {
        return Almanac.commandLine(new Console(new StringWriter(), new StringWriter(), false));
    }

    @Test
    void everyCommandHasAPageWithAllItsOptions(@TempDir Path folder) throws IOException {
        StringWriter out = new StringWriter();
        Console console = new Console(out, new StringWriter(), false);
        int code = Almanac.commandLine(console).execute("man", "--out", folder.toString());
        console.flush();
        assertThat(code).isZero();
        for (CommandLine command : line().getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            String page = Files.readString(folder.resolve("almanac-" + spec.name() + ".1"));
            assertThat(page).contains(".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", ".SH EXAMPLES", ".SH EXIT STATUS");
            for (OptionSpec option : spec.options()) {
                assertThat(page).as(spec.name()).contains(option.longestName().replace("-", "\\-"));
            }
            assertThat(page.lines().filter(l -> l.startsWith(".")))
                    .allMatch(l -> l.matches("\\.(TH|SH|TP|B|BR|nf|fi)( .*)?"));
            assertThat(page.chars().allMatch(c -> c < 0x7f)).isTrue();
        }
        try (Stream<Path> pages = Files.list(folder)) {
            assertThat(pages.map(p -> p.getFileName().toString()))
                    .contains("almanac.1", "almanac-mine-outliers.1", "almanac-complexity-agglomeration.1");
        }
    }

    @Test
    void aCommandThatIsNamedIsMadeAlone() {
        Console console = new Console(new StringWriter(), new StringWriter(), false);
        assertThat(Almanac.commandLine(console, new String[] {"search", "x"}).getSubcommands())
                .containsOnlyKeys("search");
        assertThat(Almanac.commandLine(console, new String[] {"serch"}).getSubcommands())
                .hasSizeGreaterThan(20);
        assertThat(Almanac.commandLine(console, new String[0]).getSubcommands().keySet())
                .containsAll(List.of("index", "search", "man", "completion"));
    }
}
