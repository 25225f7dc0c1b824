package almanac.study;

import almanac.index.Hit;
import almanac.index.SearchAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Search answers as lines of text: title, values, places. Ideographs count two columns. */
final class HitText {
    private static final String MARK = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final String INDENT = "   ";
    /** Books shown of the first hit, and of the others. */
    private static final int BOOKS_FIRST = 12;

    private static final int BOOKS_OTHERS = 2;
    private static final int VALUES_OTHERS = 12;
    private static final int VALUES_FIRST = 24;

    private final SearchDesk.Wanted wanted;

    HitText(SearchDesk.Wanted wanted) {
        this.wanted = wanted;
    }

    String render(String query, SearchAnswer answer) {
        StringBuilder out = new StringBuilder();
        if (!answer.understood().isEmpty()) {
            wrapped(out, "", List.of("(" + String.join("; ", answer.understood()) + ")"));
        }
        if (answer.total() == 0) {
            out.append("Nothing matches ").append(query).append('\n');
        } else if (answer.mended()) {
            wrapped(out, "", List.of("Nothing has \"" + query + "\"; these are for: " + answer.suggestion()));
        } else if (!answer.exact()) {
            out.append("Nothing has all of this; these come nearest:\n");
        }
        if (!answer.suggestion().isEmpty() && !answer.mended()) {
            out.append("Did you mean: ").append(answer.suggestion()).append(" ?\n");
        }
        int number = (wanted.page() - 1) * wanted.limit();
        for (Hit hit : answer.hits()) {
            if (out.length() > 0) {
                out.append('\n');
            }
            number++;
            hit(out, number, hit, wanted.places() || number == 1 + (wanted.page() - 1) * wanted.limit());
        }
        if (!answer.hits().isEmpty()) {
            out.append('\n')
                    .append(answer.total() >= 10_000 ? "more than " : "")
                    .append(String.format(java.util.Locale.ROOT, "%,d", answer.total()))
                    .append(answer.total() == 1 ? " series or sentence" : " series and sentences");
            if (number < answer.total() && answer.hits().size() == wanted.limit()) {
                out.append("; more with --page ").append(wanted.page() + 1);
            }
            out.append('\n');
        }
        facets(out, answer);
        return out.toString();
    }

    private void hit(StringBuilder out, int number, Hit hit, boolean full) {
        String lead = String.format(java.util.Locale.ROOT, "%-3s", number + " ");
        if (hit.kind().equals("sentence")) {
            wrapped(out, lead, List.of(hit.indicator()));
            Hit.Book book = hit.books().get(0);
            wrapped(out, INDENT, List.of(place(book) + where(book.page())));
            return;
        }
        StringBuilder title = new StringBuilder();
        title.append(hit.region());
        hit.regionId().ifPresent(id -> title.append(" [").append(id).append(']'));
        title.append("  ").append(marked(hit.indicator(), hit.marks()));
        hit.indicatorId().ifPresent(id -> title.append(" [").append(id).append(']'));
        hit.qualifiers()
                .forEach((key, value) ->
                        title.append(", ").append(key).append(": ").append(value));
        if (!hit.measure().equals("level")) {
            title.append(", ").append(hit.measure());
        }
        Set<String> units = new LinkedHashSet<>();
        hit.points().forEach(point -> units.add(point.unit()));
        units.remove("");
        if (units.size() == 1) {
            title.append(", ").append(units.iterator().next());
        }
        if (hit.simulated()) {
            title.append("  (simulated, not official statistics)");
        }
        wrapped(out, lead, List.of(title.toString()));
        values(out, hit, units.size() > 1, full);
        books(out, hit, full);
    }

    private void values(StringBuilder out, Hit hit, boolean withUnit, boolean full) {
        Map<String, Set<String>> byPeriod = new LinkedHashMap<>();
        for (Hit.Point point : hit.points()) {
            String value = point.value().isEmpty() ? "(" + point.flag() + ")" : point.value();
            String shown = value + (withUnit && !point.unit().isEmpty() ? " " + point.unit() : "");
            byPeriod.computeIfAbsent(point.period(), p -> new LinkedHashSet<>()).add(shown);
        }
        List<String> items = new ArrayList<>();
        byPeriod.forEach(
                (period, values) -> items.add((period.isEmpty() ? "?" : period) + "  " + String.join(" | ", values)));
        int most = full ? VALUES_FIRST : VALUES_OTHERS;
        List<String> shown = items;
        if (items.size() > most) {
            // the ends of a long series say most: where it begins, where it stands
            shown = new ArrayList<>(items.subList(0, 2));
            shown.add("...");
            shown.addAll(items.subList(items.size() - most + 3, items.size()));
        }
        wrapped(out, INDENT, shown);
    }

    private void books(StringBuilder out, Hit hit, boolean full) {
        Map<Integer, List<Hit.Point>> byBook = new LinkedHashMap<>();
        hit.points()
                .forEach(point -> byBook.computeIfAbsent(point.book(), b -> new ArrayList<>())
                        .add(point));
        int most = full ? BOOKS_FIRST : BOOKS_OTHERS;
        int shown = 0;
        for (Map.Entry<Integer, List<Hit.Point>> entry : byBook.entrySet()) {
            if (shown++ == most && byBook.size() > most) {
                wrapped(out, INDENT, List.of("and " + (byBook.size() - most) + " more books (--places, --json)"));
                break;
            }
            Hit.Book book = hit.books().get(entry.getKey());
            List<Hit.Point> points = entry.getValue();
            Hit.Point first = points.get(0);
            Hit.Point last = points.get(points.size() - 1);
            List<String> items = new ArrayList<>();
            String cell = points.size() == 1 && !first.cell().isEmpty() ? " " + first.cell() : "";
            items.add(place(book) + where(first.page()) + cell + ":");
            if (points.size() == 1) {
                items.add(valued(first));
            } else if (points.size() <= 3) {
                points.forEach(point -> items.add((valued(point) + " " + point.cell()).strip()));
            } else {
                items.add((first.period() + " " + first.cell()).strip() + " .. "
                        + (last.period() + " " + last.cell()).strip());
            }
            if (full) {
                items.add("#" + last.id());
            }
            wrapped(out, INDENT, items);
        }
    }

    private static String valued(Hit.Point point) {
        String value = point.value().isEmpty() ? "(" + point.flag() + ")" : point.value();
        return (point.period() + " " + value + " " + point.unit()).strip();
    }

    private static String place(Hit.Book book) {
        return book.path() + (book.simulated() ? " (simulated)" : "");
    }

    private static String where(String page) {
        boolean number = !page.isEmpty() && page.chars().allMatch(Character::isDigit);
        return page.isEmpty() ? "" : number ? " p." + page : " " + page;
    }

    private String marked(String label, List<Integer> marks) {
        if (!wanted.colour()) {
            return label;
        }
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int i = 0; i + 1 < marks.size(); i += 2) {
            text.append(label, at, marks.get(i)).append(MARK);
            text.append(label, marks.get(i), marks.get(i + 1)).append(PLAIN);
            at = marks.get(i + 1);
        }
        return text.append(label.substring(at)).toString();
    }

    private void facets(StringBuilder out, SearchAnswer answer) {
        answer.facets().forEach((facet, counts) -> {
            if (!counts.isEmpty()) {
                out.append('\n');
                List<String> items = new ArrayList<>();
                items.add(facet + ":");
                counts.forEach(count -> items.add(count.value() + " (" + count.count() + ")"));
                wrapped(out, "", items);
            }
        });
    }

    /** Items side by side, two blanks between, broken to the width; a long item is broken at blanks or anywhere. */
    private void wrapped(StringBuilder out, String lead, List<String> items) {
        int columns = Math.max(40, wanted.columns());
        String indent = " ".repeat(TerminalText.width(lead));
        StringBuilder line = new StringBuilder(lead);
        boolean fresh = true;
        for (String item : items) {
            int room = columns - TerminalText.width(line) - (fresh ? 0 : 2);
            if (TerminalText.width(item) <= room) {
                line.append(fresh ? "" : "  ").append(item);
                fresh = false;
                continue;
            }
            if (!fresh) {
                out.append(line).append('\n');
                line = new StringBuilder(indent.isEmpty() ? "  " : indent);
            }
            if (TerminalText.width(item) <= columns - TerminalText.width(line)) {
                line.append(item);
                fresh = false;
                continue;
            }
            String rest = item;
            while (TerminalText.width(rest) > columns - TerminalText.width(line)) {
                int cut = cut(rest, columns - TerminalText.width(line));
                out.append(line).append(rest.substring(0, cut).stripTrailing()).append('\n');
                rest = rest.substring(cut).stripLeading();
                line = new StringBuilder(indent + "  ");
            }
            line.append(rest);
            fresh = false;
        }
        out.append(line).append('\n');
    }

    /** The last blank that fits; where there is none in the second half, as many characters as fit. */
    private static int cut(String text, int columns) {
        int used = 0;
        int blank = -1;
        boolean code = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            code = code || c == '\u001b';
            used += code ? 0 : TerminalText.columns(c);
            code = code && c != 'm';
            if (used > columns) {
                return blank > columns / 3 ? blank : Math.max(1, i);
            }
            if (c == ' ') {
                blank = i;
            }
        }
        return text.length();
    }
}
