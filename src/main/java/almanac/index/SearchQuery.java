package almanac.index;

import almanac.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as typed, taken apart: free words and phrases, {@code field:value} filters, {@code -} before what is not
 * wanted.
 *
 * @param words free words, in order, runs of neighbours joined by a blank
 * @param phrases what stood in quotes
 * @param filters {@code region:} and its like
 * @param from first year wanted
 * @param to last year wanted
 */
public record SearchQuery(
        String words, List<Term> phrases, List<Filter> filters, Optional<Integer> from, Optional<Integer> to) {
    /** A field of the query language. */
    public enum Field {
        REGION,
        INDICATOR,
        YEAR,
        UNIT,
        SOURCE,
        KIND,
        MEASURE,
        SIMULATED
    }

    /** A phrase; {@code wanted} is false behind a minus. */
    public record Term(String text, boolean wanted) {}

    /** A filter; {@code wanted} is false behind a minus. */
    public record Filter(Field field, String value, boolean wanted) {}

    /**
     * What was not understood.
     *
     * @param at offset in the query
     * @param message what and how instead
     */
    public record Trouble(String query, int at, String message) {
        /** The query and a caret under the place; wide characters count two columns. */
        public String drawn() {
            int columns = 0;
            for (int i = 0; i < at; i++) {
                columns += Folding.ideograph(query.charAt(i)) || query.charAt(i) >= 0xFF00 ? 2 : 1;
            }
            return query + "\n" + " ".repeat(columns) + "^";
        }
    }

    /** The query, or the trouble with it. */
    public sealed interface Parsed {
        record Understood(SearchQuery query) implements Parsed {}

        record NotUnderstood(Trouble trouble) implements Parsed {}
    }

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("region", Field.REGION),
            Map.entry("地区", Field.REGION),
            Map.entry("indicator", Field.INDICATOR),
            Map.entry("指标", Field.INDICATOR),
            Map.entry("year", Field.YEAR),
            Map.entry("年份", Field.YEAR),
            Map.entry("unit", Field.UNIT),
            Map.entry("单位", Field.UNIT),
            Map.entry("source", Field.SOURCE),
            Map.entry("来源", Field.SOURCE),
            Map.entry("kind", Field.KIND),
            Map.entry("measure", Field.MEASURE),
            Map.entry("simulated", Field.SIMULATED));
    private static final Pattern RANGE = Pattern.compile("(\\d{4})?(\\.\\.|-|~|—|至)?(\\d{4})?年?");
    private static final Pattern FIELD_LIKE = Pattern.compile("([\\p{L}]{2,12})[:：](?!//)");
    private static final Pattern BARE_YEARS =
            Pattern.compile("((?:19|20)\\d\\d)(?:年|(?:\\.\\.|-|—|~)((?:19|20)\\d\\d)年?)?");

    public SearchQuery {
        phrases = List.copyOf(phrases);
        filters = List.copyOf(filters);
    }

    /** The same with other free words. */
    public SearchQuery withWords(String other) {
        return new SearchQuery(other, phrases, filters, from, to);
    }

    /** Whether nothing at all is asked. */
    public boolean empty() {
        return words.isBlank() && phrases.isEmpty() && filters.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    /** Takes a query apart. */
    public static Parsed parse(String text) {
        try {
            return new Parsed.Understood(new Scanner(text).scan());
        } catch (Stop stop) {
            return new Parsed.NotUnderstood(new Trouble(text, stop.at, stop.message));
        }
    }

    private static final class Stop extends RuntimeException {
        private final int at;
        private final String message;

        Stop(int at, String message) {
            super(message);
            this.at = at;
            this.message = message;
        }
    }

    private static final class Scanner {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final List<Term> phrases = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();
        private Optional<Integer> from = Optional.empty();
        private Optional<Integer> to = Optional.empty();
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        SearchQuery scan() {
            while (true) {
                skipBlanks();
                if (at >= text.length()) {
                    break;
                }
                boolean wanted = true;
                if (text.charAt(at) == '-' && at + 1 < text.length() && !blank(text.charAt(at + 1))) {
                    wanted = false;
                    at++;
                }
                Optional<Field> field = field();
                int valueAt = at;
                if (field.isPresent()) {
                    String value = quote(at) ? phrase() : word();
                    if (value.isBlank()) {
                        throw new Stop(valueAt, field.get().name().toLowerCase(Locale.ROOT) + ": needs a value");
                    }
                    filter(field.get(), value, wanted, valueAt);
                } else if (quote(at)) {
                    String phrase = phrase();
                    if (phrase.isBlank()) {
                        throw new Stop(valueAt, "the quotes are empty");
                    }
                    phrases.add(new Term(phrase, wanted));
                } else {
                    String word = word();
                    Matcher years = BARE_YEARS.matcher(word);
                    if (!wanted) {
                        phrases.add(new Term(word, false));
                    } else if (years.matches()) {
                        year(years.group(1), years.group(2) == null ? years.group(1) : years.group(2), valueAt);
                    } else {
                        words.add(word);
                    }
                }
            }
            return new SearchQuery(String.join(" ", words), phrases, filters, from, to);
        }

        private Optional<Field> field() {
            Matcher name = FIELD_LIKE.matcher(text).region(at, text.length());
            if (!name.lookingAt()) {
                return Optional.empty();
            }
            String word = name.group(1).toLowerCase(Locale.ROOT);
            Field field = FIELDS.get(word);
            if (field == null) {
                boolean latin = word.chars().allMatch(c -> c < 128);
                if (!latin) {
                    return Optional.empty();
                }
                String near = nearest(word);
                throw new Stop(
                        at,
                        "there is no field " + word + ":"
                                + (near.isEmpty() ? "" : " did you mean " + near + ":?")
                                + " The fields are region: indicator: year: unit: source: kind: measure: simulated:");
            }
            at = name.end();
            return Optional.of(field);
        }

        private void filter(Field field, String value, boolean wanted, int valueAt) {
            switch (field) {
                case YEAR -> {
                    Matcher range = RANGE.matcher(value);
                    if (!range.matches() || (range.group(1) == null && range.group(3) == null)) {
                        throw new Stop(valueAt, "year: takes 2012, 2010..2015, 2010.. or ..2015");
                    }
                    if (!wanted) {
                        throw new Stop(valueAt, "year: cannot be excluded; give the range that is wanted");
                    }
                    String first = range.group(1) == null ? "0000" : range.group(1);
                    String last = range.group(3) != null ? range.group(3) : range.group(2) != null ? "9999" : first;
                    year(first, last, valueAt);
                }
                case KIND -> {
                    if (!List.of("table", "prose", "sentence").contains(value)) {
                        throw new Stop(valueAt, "kind: is table, prose or sentence");
                    }
                    filters.add(new Filter(field, value, wanted));
                }
                case MEASURE -> {
                    if (!List.of("level", "share", "index", "growth", "points", "change")
                            .contains(value)) {
                        throw new Stop(valueAt, "measure: is level, share, index, growth, points or change");
                    }
                    filters.add(new Filter(field, value, wanted));
                }
                case SIMULATED -> {
                    if (!List.of("yes", "no", "true", "false").contains(value)) {
                        throw new Stop(valueAt, "simulated: is yes or no");
                    }
                    boolean yes = value.equals("yes") || value.equals("true");
                    filters.add(new Filter(field, yes ? "true" : "false", wanted));
                }
                default -> filters.add(new Filter(field, value, wanted));
            }
        }

        private void year(String first, String last, int valueAt) {
            int a = Integer.parseInt(first);
            int b = Integer.parseInt(last);
            if (a > b) {
                throw new Stop(valueAt, "the range ends before it begins: " + first + ".." + last);
            }
            from = Optional.of(from.map(f -> Math.min(f, a)).orElse(a));
            to = Optional.of(to.map(t -> Math.max(t, b)).orElse(b));
        }

        private String phrase() {
            char open = text.charAt(at);
            char close = open == '“' ? '”' : open;
            int end = text.indexOf(close, at + 1);
            if (end < 0) {
                throw new Stop(at, "this quote is never closed");
            }
            String phrase = text.substring(at + 1, end);
            at = end + 1;
            return phrase;
        }

        private String word() {
            int start = at;
            while (at < text.length() && !blank(text.charAt(at)) && !quote(at)) {
                at++;
            }
            return text.substring(start, at);
        }

        private boolean quote(int i) {
            return i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '“');
        }

        private void skipBlanks() {
            while (at < text.length() && blank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean blank(char c) {
            return Character.isWhitespace(c) || Folding.character(c) == ' ';
        }

        private static String nearest(String word) {
            String best = "";
            int least = 3;
            for (Field field : Field.values()) {
                String name = field.name().toLowerCase(Locale.ROOT);
                int distance = SpellingDistance.of(word, name);
                if (distance < least) {
                    least = distance;
                    best = name;
                }
            }
            return best;
        }
    }
}
