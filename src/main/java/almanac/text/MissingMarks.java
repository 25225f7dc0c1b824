package almanac.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Printed marks that stand where a number is not: {@code -}, {@code …}, {@code (X)}, {@code NA}.
 *
 * <p>What a mark means is the book's own decision, told in a note ({@code – Represents zero. X Not applicable}); so
 * {@link #legend} reads the notes, and {@link #reason} asks the declared meanings first. Reasons: {@code blank},
 * {@code not_available}, {@code not_applicable}, {@code nil}, {@code withheld}, {@code negligible}.
 */
public final class MissingMarks {
    private static final Pattern MARK = Pattern.compile(
            "-{1,4}|\\.{2,6}|…{1,3}|—{1,3}|–{1,3}|#|/|×|x|\\*{1,3}|:|\\(?(x|d|na|n\\.a\\.?|s|z|l|c|p)\\)|n\\.?a\\.?|n/a|nan|null|#n/a|na\\.|n\\.d\\.?|无|缺|未统计",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("-", "not_available"),
            Map.entry("…", "not_available"),
            Map.entry("na", "not_available"),
            Map.entry("n.a.", "not_available"),
            Map.entry("(na)", "not_available"),
            Map.entry(":", "not_available"),
            Map.entry("x", "not_applicable"),
            Map.entry("(x)", "not_applicable"),
            Map.entry("×", "not_applicable"),
            Map.entry("/", "not_applicable"),
            Map.entry("(d)", "withheld"),
            Map.entry("(s)", "withheld"),
            Map.entry("(z)", "negligible"),
            Map.entry("(l)", "negligible"),
            Map.entry("无", "nil"));

    private MissingMarks() {}

    /** The mark in one spelling: dashes of all lengths {@code -}, dots {@code …}, letters small; empty for other text. */
    public static Optional<String> mark(String printed) {
        String text = Folding.characters(printed).strip();
        if (text.isEmpty() || text.length() > 8 || !MARK.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(spelling(text));
    }

    private static String spelling(String mark) {
        String lower = mark.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> "-–—−".indexOf(c) >= 0)) {
            return "-";
        }
        if (lower.chars().allMatch(c -> c == '.' || c == '…' || c == '⋯')) {
            return "…";
        }
        if (lower.startsWith("n") || lower.startsWith("#n")) {
            return "na";
        }
        return lower;
    }

    /**
     * Why there is no number.
     *
     * @param printed the cell
     * @param declared what the book's notes or a sidecar say, mark to reason; marks in any spelling
     * @return the reason, or empty when the text is no such mark
     */
    public static Optional<String> reason(String printed, Map<String, String> declared) {
        String text = Folding.characters(printed).strip();
        for (Map.Entry<String, String> entry : declared.entrySet()) {
            String mark = Folding.characters(entry.getKey()).strip();
            if (mark.equals(text)
                    || !mark.isEmpty() && mark(mark).isPresent() && mark(mark).equals(mark(text))) {
                return Optional.of(entry.getValue());
            }
        }
        if (text.isEmpty()) {
            return Optional.of("blank");
        }
        return mark(text).map(mark -> USUAL.getOrDefault(mark, "not_available"));
    }

    private static final String QUOTED =
            "[\"“”'‘’「」『』（(]?\\s*(?<mark>[-–—−]{1,3}|\\.{2,6}|…{1,3}|\\([A-Z]{1,2}\\)|\\b[XxDZ]\\b|NA|空格|#)\\s*[\"“”'‘’」』）)]?";
    private static final Pattern EXPLAINED = Pattern.compile(
            QUOTED
                    + "\\s*(?:[:=：]|表示|代表|为|is|are|means?|denotes?|represents?|indicates?|signifies|stands? for|явление|\\s)\\s*"
                    + "(?<meaning>[^.;；。\"“”\\n]{2,60})",
            Pattern.CASE_INSENSITIVE);

    /** What notes say of marks: mark (one spelling) to reason, in the order of the notes; unknown meanings are left out. */
    public static Map<String, String> legend(Collection<String> notes) {
        Map<String, String> legend = new LinkedHashMap<>();
        for (String note : notes) {
            Matcher matcher = EXPLAINED.matcher(Folding.characters(note));
            while (matcher.find()) {
                Optional<String> reason = meaning(matcher.group("meaning"));
                String printed = matcher.group("mark");
                if (reason.isPresent()) {
                    legend.putIfAbsent(printed.equals("空格") ? "" : spelling(printed), reason.get());
                }
            }
        }
        return legend;
    }

    private static Optional<String> meaning(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        if (Pattern.compile("withh[eo]ld|disclos|confidential|保密").matcher(text).find()) {
            return Optional.of("withheld");
        }
        if (Pattern.compile("not applicable|inapplicable|不适用|无意义|не имеет смысла")
                .matcher(text)
                .find()) {
            return Optional.of("not_applicable");
        }
        if (Pattern.compile("less than|negligible|too small|不足|很小|rounds? to zero|half the unit")
                .matcher(text)
                .find()) {
            return Optional.of("negligible");
        }
        if (Pattern.compile("represents? zero|\\bzero\\b|^\\s*nil\\s*$|явление отсутствует|为零|等于零")
                .matcher(text)
                .find()) {
            return Optional.of("nil");
        }
        if (Pattern.compile(
                        "not (yet )?available|unavailable|no data|missing|nil or|未掌握|不详|无该项|数据缺|无数据|未统计|сведений нет|нет данных")
                .matcher(text)
                .find()) {
            return Optional.of("not_available");
        }
        return Optional.empty();
    }
}
