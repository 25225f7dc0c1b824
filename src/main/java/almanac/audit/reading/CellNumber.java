package almanac.audit.reading;

import almanac.model.Printed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a cell with what is glued to it: {@code 0.257***}, {@code (2.14)}, {@code [0.031]}, {@code −,08 **}.
 *
 * @param number the digits
 * @param stars stars before or behind it, normal asterisks, empty for none
 * @param bracket the opening bracket around it, a space for none
 */
record CellNumber(Printed number, String stars, char bracket) {
    private static final String STAR = "[*∗＊⁎٭﹡†‡+#^]";
    private static final Pattern CELL = Pattern.compile("(?<before>" + STAR + "*)\\s*(?<open>[(\\[{（［【<]?)\\s*"
            + "(?<inner>" + STAR + "*)(?<number><?\\s*[-+\u2212\u2013\u2014\u2010\u2011\u2012\uFF0D\uFE63]?\\s*"
            + "(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d*[.,\uFF0E\u00B7]\\d+|\\d+[.,]?))(?<percent>\\s*%?)\\s*"
            + "(?<after>(?:\\s*" + STAR + ")*)\\s*(?<close>[)\\]}）］】>]?)\\s*(?<behind>(?:\\s*" + STAR
            + ")*)(?:\\s*\\^?[a-d])?");

    static Optional<CellNumber> of(String text) {
        String plain = text.strip().replace('\u00A0', ' ');
        if (plain.isEmpty() || plain.length() > 40) {
            return Optional.empty();
        }
        Matcher matcher = CELL.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        char open =
                matcher.group("open").isEmpty() ? ' ' : matcher.group("open").charAt(0);
        String number = matcher.group("number");
        if (open == '<') {
            number = "<" + number;
            open = ' ';
        }
        char bracket = switch (open) {
            case '（' -> '(';
            case '［', '【' -> '[';
            default -> open;
        };
        String stars =
                matcher.group("before") + matcher.group("inner") + matcher.group("after") + matcher.group("behind");
        String normal = stars.replaceAll("\\s", "").replaceAll("[∗＊⁎٭﹡]", "*").replace("^", "");
        return Printed.of(number + matcher.group("percent")).map(p -> new CellNumber(p, normal, bracket));
    }

    boolean bracketed() {
        return bracket != ' ';
    }
}
