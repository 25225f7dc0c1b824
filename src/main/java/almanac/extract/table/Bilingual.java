package almanac.extract.table;

import almanac.text.Folding;
import almanac.text.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label in two languages: by lines in one cell (第一产业增加值 over Value-added of Primary Industry) or one behind the
 * other (按经济区域分 By Region). Latin words that belong to a Chinese name (R&D经费) stay with it.
 *
 * @param local the label in the book's own language
 * @param english the English beside it, empty where there is none
 */
record Bilingual(String local, String english) {
    private static final Pattern ENGLISH_TAIL =
            Pattern.compile("^(?<zh>.*\\p{IsHan}[^A-Za-z]*?)(?:\\s+|(?=\\([A-Za-z]))(?<en>\\(?[A-Za-z][A-Za-z'’.,&\\-]*(?:[\\s/].*)?)$");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2,}");

    static Bilingual split(String printed) {
        String text = Folding.characters(printed);
        if (!Folding.hasIdeograph(text)) {
            return new Bilingual(Names.label(text), "");
        }
        StringBuilder local = new StringBuilder();
        StringBuilder english = new StringBuilder();
        for (String line : text.split("\n")) {
            boolean han = Folding.hasIdeograph(line);
            if (!han
                    && LETTERS.matcher(line).find()
                    && (local.length() > 0 || english.length() > 0 || text.indexOf('\n') > 0)
                    && !continuesBracket(local)) {
                join(english, line);
            } else if (!han && line.contains("=") && local.length() > 0) {
                join(english, line);
            } else if (!han && english.length() > 0 && continuesBracket(english)) {
                join(english, line);
            } else {
                join(local, line);
            }
        }
        String zh = Names.label(local.toString());
        String en = Names.label(english.toString());
        if (en.isEmpty() && zh.length() < 200) {
            Matcher tail = ENGLISH_TAIL.matcher(zh);
            if (tail.matches()
                    && !Folding.hasIdeograph(tail.group("en"))
                    && LETTERS.matcher(tail.group("en")).find()) {
                return new Bilingual(tail.group("zh").strip(), tail.group("en").strip());
            }
        }
        return new Bilingual(zh, en);
    }

    private static boolean continuesBracket(StringBuilder text) {
        int open = text.lastIndexOf("(");
        return open >= 0 && text.indexOf(")", open) < 0;
    }

    private static void join(StringBuilder text, String line) {
        String next = line.strip();
        if (next.isEmpty()) {
            return;
        }
        if (text.length() > 0) {
            char last = text.charAt(text.length() - 1);
            if (last == '-' && text.length() > 1 && Character.isLowerCase(next.charAt(0))) {
                text.setLength(text.length() - 1);
            } else if (!(Folding.ideograph(last) && Folding.ideograph(next.codePointAt(0)))) {
                text.append(' ');
            }
        }
        text.append(next);
    }

    /** Joins the lines of one label that a table prints in several rows: hyphens at a break are taken out. */
    static String lines(Iterable<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            join(text, line);
        }
        return Names.label(text.toString());
    }
}
