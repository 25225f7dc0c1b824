package almanac.audit.reading;

import almanac.model.Claims.Errors;
import almanac.model.Claims.StarLegend;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words around a table say: the star legend, what stands in brackets, how errors were computed, N, y. */
final class Notes {
    private static final Pattern LEVEL_AFTER =
            Pattern.compile("(\\*{1,4}|[†+])\\s*(?:(?:means?|denotes?|indicates?|表示)\\s*)?"
                    + "(?:p|P|sig\\w*\\.?)?\\s*(?:-?values?)?\\s*[<≤＜]=?\\s*(0?[.,]\\d+|\\d+(?:\\.\\d+)?\\s*%)");
    private static final String APART = "(?!\\*)(?:\\s*[,、，;；和及/]\\s*(?:and\\s+)?|\\s+and\\s+|\\s+)";
    /** Two or three marks in a row, apart from each other: {@code *, ** and ***}. */
    private static final Pattern MARKS =
            Pattern.compile("(?<!\\*)(\\*{1,4}|†)" + APART + "(\\*{1,4})(?!\\*)(?:" + APART + "(\\*{1,4})(?!\\*))?");

    private static final Pattern PERCENT =
            Pattern.compile("(\\d{1,2}(?:\\.\\d+)?)\\s*%|(?<![\\d.])0?([.,]\\d{1,3})(?!\\d)");
    private static final Pattern DEPENDENT = Pattern.compile(
            "(?i)(?:dependent\\s+variable|explained\\s+variable|被解释变量|因变量)\\s*(?:is|为|是)?\\s*[:：=]?\\s*(?:the\\s+)?"
                    + "([^\\s,;.，；。()（）]+(?: [A-Z][^\\s,;.，；。()（）]*)?)");
    private static final Pattern COUNT =
            Pattern.compile("(?<![\\p{L}])[Nn]\\s*[=＝]\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)(?![\\d.]*\\d)");

    private Notes() {}

    /** What the brackets under a coefficient hold, where the words say so. */
    static Optional<Labels.Kind> bracketed(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        boolean brackets = plain.matches("(?s).*(parenthes|bracket|括号|括弧).*");
        if (!brackets) {
            return Optional.empty();
        }
        if (plain.matches(
                "(?s).*(p[- ]?values?|p值)[^.;。；\n]{0,30}(parenthes|bracket).*|.*(括号|括弧)[^.;。；\n]{0,12}p\\s*值.*")) {
            return Optional.of(Labels.Kind.P);
        }
        if (plain.matches(
                "(?s).*\\b[tz]\\s*[- ]?\\s*(statistics?|stats?|values?|ratios?)?\\b[^.;。；\n]{0,40}(parenthes|bracket).*"
                        + "|.*(括号|括弧)[^.;。；\n]{0,12}[tz]\\s*(值|统计|检验).*|.*(parenthes|bracket)[^.;\n]{0,40}\\b[tz][- ]?(statistic|stat|value|ratio).*")) {
            return Optional.of(Labels.Kind.STATISTIC);
        }
        if (plain.matches(
                "(?s).*(standard errors?|std\\.? ?err\\w*|\\bs\\.?e\\.?s?\\b)[^.;。；\n]{0,60}(parenthes|bracket).*"
                        + "|.*(括号|括弧)[^.;。；\n]{0,16}标准误.*|.*(parenthes|bracket)[^.;\n]{0,40}standard error.*")) {
            return Optional.of(Labels.Kind.ERROR);
        }
        return Optional.empty();
    }

    static Errors errors(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        if (plain.matches(
                "(?s).*(robust|cluster|heteroske?[dc]asticity[- ]consistent|newey|driscoll|white['’]?s? standard|稳健标准误|聚类).*")) {
            return Errors.ROBUST;
        }
        return plain.matches("(?s).*(classical|conventional|ordinary) standard errors.*")
                ? Errors.CLASSICAL
                : Errors.UNSAID;
    }

    static Optional<Printed> observations(String words) {
        Matcher matcher = COUNT.matcher(words);
        return matcher.find() ? Printed.of(matcher.group(1)) : Optional.empty();
    }

    static Optional<String> dependent(String words) {
        Matcher matcher = DEPENDENT.matcher(words);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The star legend, in either order: {@code *** p<0.01, ** p<0.05} or {@code *, **, *** at the 10 %, 5 %, 1 % level}. */
    static Optional<StarLegend> legend(String words) {
        String plain = words.replaceAll("[∗＊⁎﹡]", "*").replace('＜', '<').replace('％', '%');
        Map<String, Double> levels = new TreeMap<>();
        Matcher after = LEVEL_AFTER.matcher(plain);
        while (after.find()) {
            level(after.group(2)).ifPresent(p -> levels.putIfAbsent(after.group(1), p));
        }
        if (levels.isEmpty()) {
            Matcher marks = MARKS.matcher(plain);
            if (marks.find()) {
                List<String> list = new ArrayList<>();
                for (int g = 1; g <= 3; g++) {
                    if (marks.group(g) != null) {
                        list.add(marks.group(g));
                    }
                }
                Matcher percent = PERCENT.matcher(plain.substring(marks.end()));
                List<Double> values = new ArrayList<>();
                while (percent.find() && values.size() < list.size()) {
                    level(percent.group()).ifPresent(values::add);
                }
                if (values.size() == list.size()) {
                    for (int i = 0; i < list.size(); i++) {
                        levels.put(list.get(i), values.get(i));
                    }
                }
            }
        }
        if (levels.isEmpty()) {
            Matcher single = Pattern.compile("(\\*{1,4})[^*%\\d]{0,60}?(\\d{1,2}(?:\\.\\d+)?\\s*%|0[.,]\\d+)")
                    .matcher(plain);
            while (single.find()) {
                level(single.group(2)).ifPresent(p -> levels.putIfAbsent(single.group(1), p));
            }
        }
        List<StarLegend.Level> list = new ArrayList<>();
        levels.forEach((mark, p) -> list.add(new StarLegend.Level(mark, p)));
        return list.isEmpty() ? Optional.empty() : Optional.of(new StarLegend(list, true));
    }

    private static Optional<Double> level(String text) {
        return Printed.of(text.strip()).map(Printed::number).filter(p -> p > 0 && p <= 0.25);
    }
}
