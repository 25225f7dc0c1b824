package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command that README and the manual print is one the program understands; every link leads somewhere. */
class ReadmeTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> manual = Files.list(Path.of("docs/manual"))) {
            manual.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code
                    && line.matches("(\\./|\\.\\./)?almanac [a-z-].*")
                    && !line.endsWith("\\")
                    && !line.matches(".*[a-z]\\|[a-z].*")) {
                commands.add(line);
            }
        }
        return commands;
    }

    @TestFactory
    Stream<DynamicTest> commandsAreUnderstood() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            for (String command : commands(page)) {
                tests.add(DynamicTest.dynamicTest(page + ": " + command, () -> {
                    List<String> words = new ArrayList<>();
                    Matcher matcher = WORD.matcher(command.replaceFirst("^(\\./|\\.\\./)?almanac ", ""));
                    while (matcher.find() && !matcher.group().matches("[#|>].*|2>.*")) {
                        words.add(Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                                .filter(group -> group != null)
                                .findFirst()
                                .orElseThrow());
                    }
                    CommandLine line = Almanac.commandLine(new Console(new StringWriter(), new StringWriter(), false));
                    assertThat(line.parseArgs(words.toArray(new String[0])).hasSubcommand())
                            .isTrue();
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(Files.readString(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    assertThat(page.toAbsolutePath().getParent().resolve(target).normalize())
                            .as(page + " -> " + target)
                            .exists();
                }
            }
        }
    }
}
