package almanac.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the short commands once over a store of a few numbers, so that the class-data archive which the launcher makes
 * holds the classes they need. Prints nothing.
 */
public final class StartupTraining {
    private StartupTraining() {}

    /** Argument: an empty folder to work in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.writeString(
                corpus.resolve("gdp.csv"),
                "地区,2011,2012\n江苏,49110.27,54058.22\n浙江,32318.85,34665.33\n上海,19195.69,20181.72\n",
                StandardCharsets.UTF_8);
        Files.writeString(
                corpus.resolve("gdp.csv.almanac.yaml"),
                "title: 地区生产总值\nindicator: gdp\nunit: 亿元\n",
                StandardCharsets.UTF_8);
        Files.writeString(corpus.resolve("prose.txt"), "2012年，江苏实现地区生产总值54058.22亿元，增长10.1%。\n", StandardCharsets.UTF_8);
        String store = folder.resolve("store").toString();
        List<List<String>> commands = List.of(
                List.of("--version"),
                List.of("-h"),
                List.of("index", corpus.toString(), "--in-process", "--store", store, "-q"),
                List.of("search", "江苏 GDP year:2010..2015", "--facets", "--store", store),
                List.of("search", "jiangsoo gdp", "--json", "--store", store),
                List.of("search", "regoin:x", "--store", store),
                List.of("query", "SELECT * FROM observation", "--store", store),
                List.of("query", "SELECT * FROM cube", "--format", "json", "--store", store),
                List.of("schema", "--store", store),
                List.of("export", "observations", "--store", store),
                List.of("doctor", "--store", store));
        for (List<String> command : commands) {
            Console silent = new Console(Writer.nullWriter(), Writer.nullWriter(), false);
            Almanac.commandLine(silent).execute(command.toArray(new String[0]));
        }
    }
}
