package almanac.extract.prose;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Declared;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import almanac.text.Sentences;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Passages in the wording of communiqués, bulletins and press releases, with invented figures. What each says was written
 * down by hand before the program read it. Precision and recall may rise, never fall.
 *
 * <p>A passage begins with {@code === id | title}; behind {@code --} stands a line for each statistic: L (a state) or C (a
 * change), value, unit, period, indicator, and another name under which it may be found. Empty unit or period: not asked.
 */
class WrittenPassagesTest {
    private static final RuleBook BOOK = RuleBook.load(List.of(Path.of("rules")));

    private record Wanted(
            boolean change, BigDecimal value, String unit, String period, String indicator, String otherName) {}

    private record Passage(String id, String title, String text, List<Wanted> wanted) {}

    private record Score(int wanted, int found, int right, int extra, List<String> misses) {
        double recall() {
            return (double) right / wanted;
        }

        double precision() {
            return (double) right / (found + extra);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "passages-first.txt, 0.99, 0.99",
        "passages-second.txt, 0.965, 0.985",
        "passages-third.txt, 0.99, 0.99",
        "passages-fourth.txt, 0.99, 0.99",
        "passages-fifth.txt, 0.99, 0.99",
        "passages-sixth.txt, 0.975, 0.98",
        "passages-seventh.txt, 0.98, 0.985",
        "passages-eighth.txt, 0.89, 0.965"
    })
    void readsWhatAPersonReads(String file, double recall, double precision) throws IOException {
        ProseExtractor extractor = new ProseExtractor(BOOK);
        int wanted = 0;
        int found = 0;
        int right = 0;
        int extra = 0;
        StringBuilder report = new StringBuilder();
        for (Passage passage : passages(file)) {
            Score score = score(passage, extractor.extract(document(passage)).observations());
            wanted += score.wanted();
            found += score.found();
            right += score.right();
            extra += score.extra();
            if (!score.misses().isEmpty()) {
                report.append(passage.id()).append(' ').append(passage.title()).append('\n');
                score.misses().forEach(miss -> report.append("   ").append(miss).append('\n'));
            }
        }
        double r = (double) right / wanted;
        double p = (double) right / (found + extra);
        report.append(String.format(
                Locale.ROOT,
                "%s: wanted %d found %d right %d extra %d recall %.3f precision %.3f F1 %.3f%n",
                file,
                wanted,
                found,
                right,
                extra,
                r,
                p,
                2 * r * p / (r + p)));
        if (System.getProperty("almanac.misses") != null) {
            System.out.print(report);
        }
        assertThat(r).as(report.toString()).isGreaterThanOrEqualTo(recall);
        assertThat(p).as(report.toString()).isGreaterThanOrEqualTo(precision);
    }

    private static Score score(Passage passage, List<Observation> read) {
        Set<Integer> used = new HashSet<>();
        List<String> misses = new ArrayList<>();
        int found = 0;
        int right = 0;
        for (Wanted wanted : passage.wanted()) {
            int best = -1;
            int bestRank = -1;
            for (int i = 0; i < read.size(); i++) {
                Observation o = read.get(i);
                boolean movement = Set.of("growth", "points", "change")
                        .contains(o.measure().code());
                if (used.contains(i) || movement != wanted.change() || !near(o, wanted.value())) {
                    continue;
                }
                boolean label = labelled(o, wanted);
                boolean unit = wanted.unit().isEmpty() || unit(wanted.unit()).equals(unit(o.unitLabel()));
                boolean period = during(wanted.period(), o.period().code());
                int rank = (label && unit && period ? 8 : 0) + (label ? 4 : 0) + (unit ? 2 : 0) + (period ? 1 : 0);
                if (rank > bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                misses.add("missing " + shown(wanted));
                continue;
            }
            used.add(best);
            found++;
            if (bestRank >= 8) {
                right++;
            } else {
                misses.add("wrong " + shown(wanted) + " <- " + shown(read.get(best)));
            }
        }
        for (int i = 0; i < read.size(); i++) {
            if (!used.contains(i)) {
                misses.add("extra " + shown(read.get(i)));
            }
        }
        return new Score(passage.wanted().size(), found, right, read.size() - used.size(), misses);
    }

    private static boolean near(Observation o, BigDecimal wanted) {
        return o.value()
                .filter(v ->
                        v.subtract(wanted).abs().movePointRight(wanted.scale()).compareTo(new BigDecimal("0.5")) <= 0)
                .isPresent();
    }

    private static boolean labelled(Observation o, Wanted wanted) {
        String label = o.indicator().label();
        return same(label, wanted.indicator())
                || !wanted.otherName().isEmpty()
                        && same(o.region().label() + label + o.qualifiers(), wanted.otherName());
    }

    private static boolean same(String printed, String wanted) {
        String p = letters(printed);
        String w = letters(wanted);
        return !w.isEmpty() && !p.isEmpty() && (p.contains(w) || p.length() >= 2 && w.contains(p));
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s·•'’`´\\-_,，、:：;；()（）\\[\\]【】#*/\\\\.]+", "");
    }

    private static String unit(String label) {
        String plain = letters(label);
        return Map.of(
                        "percent",
                        "%",
                        "percentage",
                        "%",
                        "percentagepoints",
                        "百分点",
                        "percentagepoint",
                        "百分点",
                        "pp",
                        "百分点")
                .getOrDefault(plain, plain);
    }

    /** Years must agree; months, quarters and halves only where both name them. */
    private static boolean during(String wanted, String read) {
        if (wanted.isEmpty()) {
            return true;
        }
        Set<String> parts = parts(wanted);
        return years(wanted).equals(years(read))
                && (parts.isEmpty() || parts(read).isEmpty() || parts.equals(parts(read)));
    }

    private static Set<String> years(String period) {
        return all(Pattern.compile("(?:1[89]|20)\\d\\d"), period);
    }

    private static Set<String> parts(String period) {
        return all(Pattern.compile("(?<=\\d{4})-(?:H[12]|Q[1-4]|0[1-9]|1[0-2])(?!\\d)"), period);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String shown(Wanted w) {
        return (w.change() ? "C " : "L ") + w.value() + " " + w.unit() + " " + w.period() + " " + w.indicator() + " ~ "
                + w.otherName();
    }

    private static String shown(Observation o) {
        return o.measure().code() + " "
                + o.value().map(BigDecimal::toPlainString).orElse("") + " [" + o.unitLabel() + "] "
                + o.period().code() + " [" + o.indicator().label() + "] " + o.qualifiers() + " " + o.rule();
    }

    private static Document document(Passage passage) {
        boolean chinese = Folding.hasIdeograph(passage.text());
        List<Sentence> sentences = new ArrayList<>();
        for (Sentences.Span span : Sentences.split(passage.text())) {
            sentences.add(new Sentence(
                    "1",
                    span.from(),
                    span.to(),
                    passage.text().substring(span.from(), span.to()),
                    "",
                    chinese ? "zh" : "en",
                    Optional.empty()));
        }
        Source source = new Source(
                passage.id(),
                passage.id() + ".txt",
                "",
                "text/plain",
                passage.title(),
                Optional.empty(),
                Optional.empty(),
                chinese ? "zh" : "en",
                false);
        return new Document(
                source,
                1,
                List.of(),
                sentences,
                new TreeMap<>(Map.of("1", passage.text())),
                Declared.NOTHING,
                List.of());
    }

    private static List<Passage> passages(String file) throws IOException {
        String all;
        try (InputStream in = Objects.requireNonNull(WrittenPassagesTest.class.getResourceAsStream(file))) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Passage> passages = new ArrayList<>();
        for (String block : all.split("(?m)^=== ")) {
            if (block.isBlank()) {
                continue;
            }
            String head = block.substring(0, block.indexOf('\n'));
            String[] halves = block.substring(block.indexOf('\n') + 1).split("(?m)^--$\\n?");
            List<Wanted> wanted = new ArrayList<>();
            for (String line : halves.length < 2 ? new String[0] : halves[1].split("\\n")) {
                String[] cells = line.strip().split("\\|", -1);
                if (cells.length >= 5) {
                    wanted.add(new Wanted(
                            cells[0].equals("C"),
                            new BigDecimal(cells[1]),
                            cells[2],
                            cells[3],
                            cells[4],
                            cells.length > 5 ? cells[5] : ""));
                }
            }
            passages.add(new Passage(
                    head.substring(0, head.indexOf('|')).strip(),
                    head.substring(head.indexOf('|') + 1).strip(),
                    halves[0].strip(),
                    wanted));
        }
        return passages;
    }

    @Test
    void everyPassageIsWhole() throws IOException {
        for (Passage passage : passages("passages-first.txt")) {
            assertThat(passage.text()).as(passage.id()).isNotBlank();
        }
    }
}
