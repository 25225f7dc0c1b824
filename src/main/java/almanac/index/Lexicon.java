package almanac.index;

import almanac.model.Indicator;
import almanac.model.Region;
import almanac.text.Folding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The names of regions and indicators, both languages, aliases and abbreviations: finds them in a query whatever the
 * blanks between, the longest first.
 */
final class Lexicon {
    /** A region or an indicator. */
    enum Kind {
        REGION,
        INDICATOR
    }

    /** What everybody calls a thing. {@code names} holds every name, the Chinese and the English one first. */
    record Entry(Kind kind, String id, String zh, String en, List<String> names) {
        Entry {
            names = List.copyOf(names);
        }
    }

    /**
     * A name found in a text.
     *
     * @param from first unit it covers
     * @param to behind the last unit
     */
    record Found(List<Entry> entries, int from, int to) {}

    /** An ideograph, or a Latin word or number, with its place in the text. */
    record Piece(String text, boolean ideograph, int from, int to) {}

    private static final class Node {
        final Map<String, Node> next = new HashMap<>();
        final List<Entry> entries = new ArrayList<>();
    }

    private final Node root = new Node();
    private final Map<String, Entry> byId = new TreeMap<>();

    Lexicon(Collection<Entry> entries) {
        for (Entry entry : entries) {
            byId.put(entry.kind() + " " + entry.id(), entry);
            Set<List<String>> spellings = new LinkedHashSet<>();
            for (String name : entry.names()) {
                spellings.add(pieces(name).stream().map(Piece::text).toList());
            }
            for (List<String> spelling : spellings) {
                if (spelling.isEmpty()) {
                    continue;
                }
                Node node = root;
                for (String piece : spelling) {
                    node = node.next.computeIfAbsent(piece, p -> new Node());
                }
                node.entries.add(entry);
            }
        }
    }

    static List<Entry> entries(List<Region> regions, List<Indicator> indicators) {
        List<Entry> entries = new ArrayList<>();
        for (Region region : regions) {
            entries.add(new Entry(
                    Kind.REGION,
                    region.code(),
                    region.zh(),
                    region.en(),
                    names(region.zh(), region.en(), region.aliases())));
        }
        for (Indicator indicator : indicators) {
            entries.add(new Entry(
                    Kind.INDICATOR,
                    indicator.id(),
                    indicator.zh(),
                    indicator.en(),
                    names(indicator.zh(), indicator.en(), indicator.aliases())));
        }
        return entries;
    }

    private static List<String> names(String zh, String en, List<String> aliases) {
        Set<String> names = new LinkedHashSet<>();
        names.add(zh);
        names.add(en);
        names.addAll(aliases);
        names.removeIf(String::isBlank);
        return List.copyOf(names);
    }

    /** The lexicon as text that {@link #parse} understands: a line an entry, tabs between. */
    static String format(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(entry.kind()).append('\t').append(clean(entry.id())).append('\t');
            text.append(clean(entry.zh())).append('\t').append(clean(entry.en()));
            entry.names().forEach(name -> text.append('\t').append(clean(name)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String clean(String field) {
        return field.replace('\t', ' ').replace('\n', ' ');
    }

    static Lexicon parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields.length >= 4) {
                entries.add(new Entry(
                        Kind.valueOf(fields[0]),
                        fields[1],
                        fields[2],
                        fields[3],
                        List.of(fields).subList(4, fields.length)));
            }
        }
        return new Lexicon(entries);
    }

    Optional<Entry> entry(Kind kind, String id) {
        return Optional.ofNullable(byId.get(kind + " " + id));
    }

    Collection<Entry> all() {
        return byId.values();
    }

    /** Ids of a kind whose name is exactly this text. */
    List<String> ids(Kind kind, String name) {
        Node node = root;
        for (Piece piece : pieces(name)) {
            Node next = node.next.get(piece.text());
            if (next == null) {
                return List.of();
            }
            node = next;
        }
        return node.entries.stream()
                .filter(e -> e.kind() == kind)
                .map(Entry::id)
                .distinct()
                .toList();
    }

    /** Cuts a text into ideographs and words; what is neither falls away. */
    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            if (Folding.ideograph(point)) {
                pieces.add(new Piece(Character.toString(point), true, i, i + width));
                i += width;
            } else if (Character.isLetterOrDigit(point)) {
                int start = i;
                while (i < text.length() && inWord(text, i)) {
                    i += Character.charCount(text.codePointAt(i));
                }
                pieces.add(new Piece(word(text.substring(start, i)), false, start, i));
            } else {
                i += width;
            }
        }
        return pieces;
    }

    private static boolean inWord(String text, int at) {
        int point = text.codePointAt(at);
        if (Character.isLetterOrDigit(point)) {
            return !Folding.ideograph(point);
        }
        char c = Folding.character(text.charAt(at));
        boolean joins = c == '&' || c == '.' || c == '\'';
        return joins
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.codePointAt(at + 1))
                && !Folding.ideograph(text.codePointAt(at + 1));
    }

    /** Lower case, width folded, without a plural's s: what {@code Exports} and {@code export} have in common. */
    private static String word(String printed) {
        String word = Folding.key(printed).toLowerCase(Locale.ROOT);
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /** Names in a text, left to right, the longest at each place; single ideographs only where they stand alone. */
    List<Found> find(List<Piece> pieces) {
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < pieces.size()) {
            Optional<Found> longest = longest(pieces, at);
            if (longest.isPresent() && stands(pieces, longest.get())) {
                found.add(longest.get());
                at = longest.get().to();
            } else {
                at++;
            }
        }
        return found;
    }

    /** Entries whose names stand inside a text without being all of it: GDP in GDP per capita. */
    List<Entry> inside(String text) {
        List<Piece> pieces = pieces(text);
        Set<Entry> inside = new LinkedHashSet<>();
        for (int at = 0; at < pieces.size(); at++) {
            Node node = root;
            for (int end = at; end < pieces.size(); end++) {
                Node next = node.next.get(pieces.get(end).text());
                if (next == null) {
                    break;
                }
                node = next;
                boolean whole = at == 0 && end == pieces.size() - 1;
                boolean single = end == at && pieces.get(at).ideograph();
                if (!whole && !single) {
                    inside.addAll(node.entries);
                }
            }
        }
        return List.copyOf(inside);
    }

    private Optional<Found> longest(List<Piece> pieces, int at) {
        Node node = root;
        Optional<Found> longest = Optional.empty();
        for (int end = at; end < pieces.size(); end++) {
            Node next = node.next.get(pieces.get(end).text());
            if (next == null) {
                break;
            }
            node = next;
            if (!node.entries.isEmpty()) {
                longest = Optional.of(new Found(node.entries, at, end + 1));
            }
        }
        return longest;
    }

    /** 苏 is Jiangsu in 苏 GDP and 苏地区生产总值, not in 苏木. */
    private boolean stands(List<Piece> pieces, Found found) {
        if (found.to() - found.from() > 1 || !pieces.get(found.from()).ideograph()) {
            return true;
        }
        boolean freeLeft = found.from() == 0 || !touching(pieces.get(found.from() - 1), pieces.get(found.from()));
        if (!freeLeft) {
            return false;
        }
        boolean freeRight = found.to() == pieces.size() || !touching(pieces.get(found.from()), pieces.get(found.to()));
        return freeRight
                || longest(pieces, found.to())
                        .filter(f -> f.to() - f.from() > 1)
                        .isPresent();
    }

    private static boolean touching(Piece left, Piece right) {
        return left.ideograph() && right.ideograph() && left.to() == right.from();
    }
}
