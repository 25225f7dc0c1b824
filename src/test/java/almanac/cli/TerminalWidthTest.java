package almanac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.study.TerminalText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command, used well and badly, on a terminal of 80 columns: no line of text is longer, nothing prints a stack trace. */
class TerminalWidthTest {
    private static final int COLUMNS = 80;
    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Data for programs: CSV, JSON, roff and the shell's completion keep their lines. */
    private static final Set<String> DATA = Set.of("completion", "man", "export", "extract", "tables");

    private static final String COMMUNIQUE = """
            2016年江苏省国民经济和社会发展统计公报

            初步核算，全年实现地区生产总值76086.17亿元，比上年增长7.8%。第一产业增加值4078.48亿元，第二产业增加值33855.69亿元，第三产业增加值35152.00亿元。
            年末常住人口7998.60万人。全年实际利用外资245.43亿美元，进出口总额33634.78亿元，其中出口21063.16亿元，进口12571.62亿元。
            """;

    private static final String BOOK = """
            表1 地区生产总值,,,
            单位：亿元,,,
            地区,2014,2015,2016
            江苏,65088.32,70116.38,77388.28
            浙江,40173.03,42886.49,4725.36
            安徽,20848.75,22005.63,24407.62
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static String id = "";

    private record Run(int code, String out, String err) {}

    private static Run run(String line) {
        List<String> arguments = new ArrayList<>();
        Matcher word = WORDS.matcher(line.replace("{dir}", folder.toString()).replace("{id}", id));
        while (word.find()) {
            arguments.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(out, err, COLUMNS);
        int code = Almanac.commandLine(console).execute(arguments.toArray(new String[0]));
        console.flush();
        return new Run(code, out.toString(), err.toString());
    }

    @BeforeAll
    static void aSmallStore() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("2016年江苏省国民经济和社会发展统计公报.txt"), COMMUNIQUE, StandardCharsets.UTF_8);
        Files.writeString(corpus.resolve("book-2016.csv"), BOOK, StandardCharsets.UTF_8);
        Files.writeString(
                corpus.resolve("book-2017.csv"), BOOK.replace("40173.03", "40173.99"), StandardCharsets.UTF_8);
        StringBuilder data = new StringBuilder("firm,year,y,x1,x2,sector\n");
        for (int i = 0; i < 24; i++) {
            data.append((char) ('a' + i / 6)).append(',').append(2001 + i % 6).append(',');
            data.append((i * 7) % 11)
                    .append(',')
                    .append(1 + (i * 5) % 13)
                    .append(',')
                    .append(1 + (i * 3) % 7);
            data.append(',').append(i % 2 == 0 ? "s" : "t").append('\n');
        }
        Files.writeString(folder.resolve("d.csv"), data);
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.write(folder.resolve("binary.csv"), new byte[] {-1, -2, 0, 1, 98, 0, 0, 7});
        Files.writeString(folder.resolve("unclosed.csv"), "firm,year,y\n\"a,2001,1\n");
        Files.writeString(folder.resolve("broken.json"), "{\"a\": [1,");
        Files.writeString(folder.resolve("broken.yaml"), "id: x\n  title: [\n");
        Files.createDirectories(folder.resolve("nothing"));
        assertThat(run("index --in-process --store {dir}/index {dir}/corpus").code())
                .isLessThanOrEqualTo(1);
        id = run("query --store {dir}/index --format csv \"SELECT min(id) FROM observation WHERE kind = 'table'\"")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> lines() {
        return """
                foo
                --foo
                serach x
                search --store {dir}/index "江苏 地区生产总值"
                search --store {dir}/index "武汉 地区生产总值 第三产业增加值"
                search --store {dir}/index GDP --facets --places
                search --store {dir}/index "year:abc"
                search --store {dir}/index "foo:bar"
                search --store {dir}/index --limit two x
                search --store {dir}/index --limit 0 x
                search --store {dir}/nowhere x
                search
                query --store {dir}/index "FROM vintages WHERE figures > 1"
                query --store {dir}/index "SELECT * FROM observation LIMIT 2"
                query --store {dir}/index "SELECT region, year FROM cube LIMIT 3"
                query --store {dir}/index "SELECT nofield FROM observation WHERE indicator_label = '地区生产总值' AND period = '2016'"
                query --store {dir}/index "FROM nonesuch"
                query --store {dir}/index "SELECT (1"
                query --store {dir}/index "SELECT 'a'::int"
                query --store {dir}/index "SELECT * FROM read_csv('/etc/hosts')"
                query --store {dir}/index "SELECT nofunction(1)"
                query --store {dir}/index "DROP TABLE meta"
                query --store {dir}/index "SELECT 1; DROP TABLE meta"
                query --store {dir}/index "SELECT 1" --format xml
                query --store {dir}/index "SELECT 1" --memory x
                schema --store {dir}/index
                schema --store {dir}/nowhere
                cube --store {dir}/index --indicator gdp
                cube --store {dir}/index --indicator nonesuch
                cube --store {dir}/index
                cube --store {dir}/index --indicator gdp --years x
                show --store {dir}/index {id}
                show --store {dir}/index zzzz
                show --store {dir}/index {id} --image {dir}/nowhere/x.png
                doctor --store {dir}/index
                doctor --store {dir}/nowhere
                check --store {dir}/index
                check --store {dir}/index --summary
                check --store {dir}/index --indicator gdpp
                check --store {dir}/index nonesuch
                export observations --store {dir}/index --document book.csv
                export nothing
                export observations --store {dir}/index --format xml
                extract {dir}/nofile.pdf
                extract {dir}/corpus/book-2016.csv --format xml
                tables {dir}/nofile.pdf
                tables {dir}/empty.csv
                tables {dir}
                tables --pages x {dir}/d.csv
                tables --region 1,2 {dir}/d.csv
                index --in-process --store {dir}/index {dir}/corpus
                index --in-process --store {dir}/index --dry-run --force {dir}/corpus
                index --store {dir}/index2 {dir}/nowhere
                index --store {dir}/index2 {dir}/nothing
                index --store {dir}/d.csv {dir}/corpus
                index --workers two {dir}/corpus
                index --rules {dir}/nowhere {dir}/corpus
                regress --data {dir}/d.csv --formula "y ~ x1 + x2"
                regress --data {dir}/d.csv --formula "y ~ x1" --formula "y ~ x1 + x2 | firm" --entity firm --tests all
                regress --data {dir}/d.csv --formula "y ~ x3"
                regress --data {dir}/d.csv --formula "y x1"
                regress --data {dir}/d.csv --formula "y ~ log(x1"
                regress --data {dir}/d.csv --formula "y ~ x1" --vcov foo
                regress --data {dir}/d.csv --formula "y ~ x1" --tests foo
                regress --data {dir}/d.csv --formula "y ~ x1" --estimator re
                regress --data {dir}/d.csv
                regress --data {dir}/d.csv --formula "y ~ x1" --margins zz
                regress --data {dir}/d.csv --formula "y ~ x1" --decimals -1
                query --store {dir}/index "SELECT 1" --format parquet --out {dir}/nowhere/x.parquet
                rules coverage {dir}/nowhere
                regress --data {dir}/unclosed.csv --formula "y ~ year"
                regress --data {dir}/binary.csv --formula "y ~ x"
                regress --data {dir}/empty.csv --formula "y ~ x"
                describe --data {dir}/d.csv --correlation
                describe --data {dir}/nofile.csv
                describe --data {dir}/d.csv --format xml
                audit {dir}/broken.json
                audit {dir}/nofile.json
                audit {dir}/empty.csv
                complexity --exports {dir}/d.csv --measures foo --out {dir}/cx --columns year=year,location=firm,product=sector,value=y
                complexity --exports {dir}/d.csv --preset foo --out {dir}/cx
                complexity --exports {dir}/d.csv --columns foo --out {dir}/cx
                complexity --exports {dir}/d.csv --out {dir}/cx
                complexity --exports {dir}/nofile.csv --gdp {dir}/nofile.csv --out {dir}/cx
                mine
                mine outliers --data {dir}/d.csv
                mine clusters --data {dir}/d.csv
                mine segments --data {dir}/d.csv
                mine forecast --data {dir}/d.csv
                mine outliers --data {dir}/nofile.csv
                mine outliers nonesuch
                report nonesuch
                report {dir}/broken.yaml
                report --set foo=bar yangtze --out {dir}/out --store {dir}/index3
                report --set foo yangtze
                panel nonesuch
                panel yangtze --store {dir}/index --completeness
                panel yangtze --store {dir}/index --why CN-32 2012 lnFDI
                panel yangtze --store {dir}/index --why CN-99 2012 lnFDI
                panel yangtze --store {dir}/index --why CN-32 2012
                verify {dir}
                verify {dir}/nowhere
                simulate nonesuch --out {dir}/sim
                simulate yangtze --out {dir}/d.csv
                simulate yangtze --out {dir}/sim --noise x
                init {dir}/own
                init {dir}/own
                init {dir}/d.csv
                rules check
                rules list
                rules list nonesuch
                rules foo
                rules explain
                rules explain 全年地区生产总值15719.72亿元，比上年增长7.8%，城镇居民人均可支配收入31284元
                rules --rules {dir}/nowhere list
                completion x
                man nonesuch
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void staysInTheTerminal(String line) {
        Run run = run(line);
        String text = run.err() + (DATA.contains(line.split(" ")[0]) ? "" : run.out());
        assertThat(text.lines())
                .as(line)
                .allSatisfy(one -> assertThat(TerminalText.width(one) <= COLUMNS
                                || !one.strip().contains(" "))
                        .as(one)
                        .isTrue());
        assertThat(run.code()).as(run.err()).isBetween(0, 3);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        if (run.code() >= Almanac.USAGE) {
            assertThat(run.err()).as(line).contains("almanac: ").contains("  hint: ");
        }
        // each library's own words
        assertThat(run.err())
                .doesNotContainPattern("Error: |JSON Object|Unrecognized token|index \\d+ \\(|<stream end>");
    }

    @Test
    void helpStaysInTheTerminal() {
        StringWriter out = new StringWriter();
        CommandLine line = Almanac.commandLine(new Console(out, out, COLUMNS));
        Set<String> names = new TreeSet<>(line.getSubcommands().keySet());
        for (String name : names) {
            line.execute(name, "-h");
        }
        assertThat(out.toString().lines())
                .allSatisfy(one -> assertThat(TerminalText.width(one)).as(one).isLessThanOrEqualTo(COLUMNS));
        Set<String> used = new TreeSet<>();
        lines().forEach(one -> used.add(one.split(" ")[0].toLowerCase(Locale.ROOT)));
        assertThat(used).containsAll(names);
    }

    @Test
    void inAPipeAMessageIsOneLine() {
        StringWriter err = new StringWriter();
        Almanac.commandLine(new Console(new StringWriter(), err, false))
                .execute("search", "--store", folder.resolve("index").toString(), "foo:bar");
        assertThat(err.toString().lines())
                .anyMatch(one -> one.startsWith("almanac: search: ALM-4101") && one.endsWith("simulated:"));
    }

    @Test
    void breaksBetweenWordsAndIdeographs() {
        assertThat(TerminalText.fitted("  one two three", 9)).isEqualTo("  one two\n    three");
        assertThat(TerminalText.fitted("江苏省地区生产总值", 10)).isEqualTo("江苏省地区\n  生产总值");
        assertThat(TerminalText.fitted("江苏省地区，生产", 10)).isEqualTo("江苏省地\n  区，生产");
        assertThat(TerminalText.fitted("see /a/very/long/path/of/a/file now", 12))
                .isEqualTo("see\n/a/very/long/path/of/a/file\n  now");
        assertThat(TerminalText.fitted("anything at all", 0)).isEqualTo("anything at all");
        assertThat(TerminalText.width("Ａ中é\u0301—")).isEqualTo(6);
    }
}
