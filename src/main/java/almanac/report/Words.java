package almanac.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report's words in one language. Its own words have keys ({@code words_en.properties}, {@code
 * words_zh.properties}); what other stages say is English when it arrives, and {@link #tell} finds the translation by the
 * sentence itself: {@code sentences_zh.txt} holds pairs of English and Chinese patterns with numbered places, so that no
 * stage has to know that a report may be Chinese. A sentence that no pattern knows stays English.
 */
public final class Words {
    /** The languages a report can be written in. */
    public static final List<String> LANGUAGES = List.of("en", "zh");

    private static final ConcurrentHashMap<String, Words> LOADED = new ConcurrentHashMap<>();
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    /** {@code {0|row|rows}}: the first word where place 0 is one, else the second. */
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d)\\|([^|{}]*)\\|([^|{}]*)}");

    /** Breaks between sentences and clauses that other stages join. */
    private static final List<String> JOINTS = List.of("; ", ". ", ": ");

    /** {@code 0.54 to 0.55}. */
    private static final Pattern RANGE = Pattern.compile("-?[\\d.]+ to -?[\\d.]+");
    /** {@code LE 0.01 to 0.02, lnFDI 0.15 to 0.16}. */
    private static final Pattern RANGES =
            Pattern.compile("[\\w.()]+ -?[\\d.]+ to -?[\\d.]+(, [\\w.()]+ -?[\\d.]+ to -?[\\d.]+)*");
    /** {@code LE, lnFDI and lnhuman}. */
    private static final Pattern NAMES = Pattern.compile("[\\w.()]+(, [\\w.()]+)* and [\\w.()]+");

    /** {@code 1 (p = .03), 2 (p = .05) and 3 (p = .20)}. */
    private static final Pattern ITEMS =
            Pattern.compile("[^()]{1,60} \\([^()]*\\)((, | and )[^()]{1,60} \\([^()]*\\))+");

    /** {@code Shanghai 2015, resident population}. */
    private static final Pattern PLACE_YEAR = Pattern.compile("(.+?) (\\d{4}), (.+)");
    /** {@code ln GDP per head, log(gdp / population).} */
    private static final Pattern NAME_AND_MORE = Pattern.compile("([^,]+), (.+)\\.");

    /** What a picture shows, for those who do not see it. */
    private static final Pattern ALT = Pattern.compile("(?<= alt=\")[^\"]+(?=\")");

    private static final Pattern BETWEEN_TAGS = Pattern.compile(">([^<>{}]*[A-Za-z]{2}[^<>{}]*)<");

    /** Longer texts are no sentence of ours. */
    private static final int LONGEST = 4000;

    private final String language;
    private final Properties words;
    private final List<Pair> sentences;
    private final Map<String, String> names;
    private final ConcurrentHashMap<String, String> told = new ConcurrentHashMap<>();

    /**
     * A pair of patterns.
     *
     * @param start literal text that the English begins with: most pairs are passed by it
     * @param literals letters of the English that are not places
     * @param order the place that each group of the expression stands for
     */
    private record Pair(String start, int literals, Pattern english, List<Integer> order, String translation) {}

    private Words(String language) {
        this(
                language,
                properties("words_" + language + ".properties"),
                language.equals("en") ? List.of() : pairs("sentences_" + language + ".txt"),
                Map.of());
    }

    private Words(String language, Properties words, List<Pair> sentences, Map<String, String> names) {
        this.language = language;
        this.words = words;
        this.sentences = sentences;
        this.names = Map.copyOf(names);
    }

    /** The same words, and names that mean something in one report only: English to this language. */
    Words knowing(Map<String, String> more) {
        return new Words(language, words, sentences, more);
    }

    /** @throws IllegalArgumentException when there are none in this language */
    public static Words of(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("no words in language \"" + language + "\"; there are " + LANGUAGES);
        }
        return LOADED.computeIfAbsent(language, Words::new);
    }

    public String language() {
        return language;
    }

    /** The text of a key, with {@code {0}}, {@code {1}} ... and {@code {0|row|rows}} replaced. */
    public String say(String key, Object... values) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        String counted = COUNTED.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        String.valueOf(values[place.group(1).charAt(0) - '0']).equals("1")
                                ? place.group(2)
                                : place.group(3)));
        return PLACE.matcher(counted)
                .replaceAll(place -> Matcher.quoteReplacement(
                        String.valueOf(values[place.group(1).charAt(0) - '0'])));
    }

    /** What a stage says, in this language. */
    public String tell(String english) {
        return sentences.isEmpty() || english.length() > LONGEST ? english : translated(english);
    }

    /** A page of HTML whose texts, between the tags, are said in this language; marked as such. */
    String tellPage(String html) {
        if (sentences.isEmpty()) {
            return html;
        }
        String marked = html.replace(" lang=\"en\">", " lang=\"" + language + "\">");
        return BETWEEN_TAGS
                .matcher(ALT.matcher(marked).replaceAll(alt -> Matcher.quoteReplacement(tell(alt.group()))))
                .replaceAll(text -> {
                    String words = text.group(1).strip();
                    String said = tell(words);
                    return Matcher.quoteReplacement(
                            said.equals(words)
                                    ? text.group()
                                    : ">" + text.group(1).replace(words, said) + "<");
                });
    }

    /** Whether the language writes with Chinese characters and punctuation. */
    public boolean chinese() {
        return language.equals("zh");
    }

    /** The keys of the report's own words. */
    Set<String> keys() {
        return new TreeSet<>(words.stringPropertyNames());
    }

    private String translated(String english) {
        String known = told.get(english);
        if (known == null) {
            known = translate(english);
            told.put(english, known);
        }
        return known;
    }

    private String translate(String english) {
        // without a letter, or Chinese already: nothing to translate
        if (english.chars().noneMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
            return english.replace(" +- ", " ± ");
        }
        String name = names.get(english);
        if (name != null) {
            return name;
        }
        Matcher yearly = PLACE_YEAR.matcher(english);
        if (yearly.matches() && names.containsKey(yearly.group(1))) {
            return yearly.group(2) + " 年" + names.get(yearly.group(1)) + translated(yearly.group(3));
        }
        Matcher defined = NAME_AND_MORE.matcher(english);
        if (defined.matches() && names.containsKey(defined.group(1))) {
            return names.get(defined.group(1)) + "，" + translated(defined.group(2)) + "。";
        }
        if (RANGE.matcher(english).matches()) {
            return english.replace(" to ", " 至 ");
        }
        if (RANGES.matcher(english).matches()) {
            return english.replace(" to ", " 至 ").replace(", ", "、");
        }
        if (NAMES.matcher(english).matches()) {
            return english.replace(", ", "、").replace(" and ", " 和 ");
        }
        if (ITEMS.matcher(english).matches()) {
            return Arrays.stream(english.split("(?<=\\)), |(?<=\\)) and "))
                    .map(this::translated)
                    .collect(Collectors.joining("、"));
        }
        for (Pair pair : sentences) {
            if (!english.startsWith(pair.start())) {
                continue;
            }
            Matcher matcher = pair.english().matcher(english);
            if (matcher.matches()) {
                String[] values = new String[10];
                for (int i = 0; i < pair.order().size(); i++) {
                    values[pair.order().get(i)] = translated(matcher.group(i + 1));
                }
                return PLACE.matcher(pair.translation())
                        .replaceAll(place -> Matcher.quoteReplacement(
                                String.valueOf(values[place.group(1).charAt(0) - '0'])));
            }
        }
        for (String joint : JOINTS) {
            int at = english.indexOf(joint);
            while (at > 0) {
                String first = english.substring(0, at);
                String rest = english.substring(at + joint.length());
                String one = translated(first);
                String other = translated(rest);
                if (!one.equals(first) || !other.equals(rest)) {
                    return one + chineseJoint(joint) + other;
                }
                at = english.indexOf(joint, at + 1);
            }
        }
        return english;
    }

    private static String chineseJoint(String joint) {
        return switch (joint) {
            case "; " -> "；";
            case ". " -> "。";
            default -> "：";
        };
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (Reader reader = reader(name)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Reader reader(String name) {
        InputStream in = Words.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the program lacks " + name);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** Lines in pairs, English first; empty lines and lines that begin with {@code #} between the pairs. */
    private static List<Pair> pairs(String name) {
        List<String> lines = new ArrayList<>();
        try (Reader reader = reader(name)) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8192];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
            text.toString()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lines.size() % 2 != 0) {
            throw new IllegalStateException(name + " has a line without its translation");
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            pairs.add(pair(lines.get(i), lines.get(i + 1)));
        }
        // the pair that says most itself is the one that was meant
        pairs.sort(Comparator.comparingInt(Pair::literals).reversed());
        return List.copyOf(pairs);
    }

    private static Pair pair(String english, String translation) {
        StringBuilder expression = new StringBuilder();
        List<Integer> order = new ArrayList<>();
        Matcher places = PLACE.matcher(english);
        int from = 0;
        String start = english;
        while (places.find()) {
            if (from == 0) {
                start = english.substring(0, places.start());
            }
            expression
                    .append(Pattern.quote(english.substring(from, places.start())))
                    .append("(.+?)");
            order.add(places.group(1).charAt(0) - '0');
            from = places.end();
        }
        expression.append(Pattern.quote(english.substring(from)));
        return new Pair(
                start,
                PLACE.matcher(english).replaceAll("").length(),
                Pattern.compile(expression.toString(), Pattern.DOTALL),
                List.copyOf(order),
                translation);
    }
}
