package almanac.extract.table;

import almanac.text.Folding;
import almanac.text.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label in two languages: by lines in one cell (第一产业增加值 over Value-added of Primary Industry), behind each other
 * (按经济区域分 By Region) or with a stroke between (Россия / Russia). Latin words that belong to a Chinese name (R&D经费)
 * stay with it. The book's own language is the one that is not in Latin letters.
 *
 * @param local the label in the book's own language
 * @param english the English beside it, empty where there is none
 */
record Bilingual(String local, String english) {
    private static final Pattern ENGLISH_TAIL = Pattern.compile("^(?<local>.*[\\p{IsHan}\\p{IsCyrillic}][^A-Za-z]*?)"
            + "(?:\\s*/\\s*|\\s+|(?=\\([A-Za-z]))(?<en>\\(?[A-Za-z][A-Za-z'’.,&\\-]*(?:[\\s/(].*)?)$");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2,}");
    private static final Pattern LOCAL = Pattern.compile("[\\p{IsHan}\\p{IsCyrillic}]");
    private static final Pattern OUTER_STROKE = Pattern.compile("^[\\s/]+|[\\s/]+$");
    private static final int LONGEST_LABEL = 300;

    static Bilingual split(String printed) {
        String text = Folding.latin(Folding.characters(printed));
        if (!hasLocal(text)) {
            return new Bilingual(lines(text.lines().toList()), "");
        }
        StringBuilder local = new StringBuilder();
        StringBuilder english = new StringBuilder();
        for (String line : text.split("\n")) {
            boolean own = hasLocal(line);
            boolean words = LETTERS.matcher(line).find();
            if (!own
                    && words
                    && (local.length() > 0 || english.length() > 0 || text.indexOf('\n') > 0)
                    && !continuesBracket(local)) {
                join(english, line);
            } else if (!own && line.contains("=") && local.length() > 0) {
                join(english, line);
            } else if (!own && english.length() > 0 && continuesBracket(english)) {
                join(english, line);
            } else {
                join(local, line);
            }
        }
        String own = OUTER_STROKE.matcher(Names.label(local.toString())).replaceAll("");
        String en = OUTER_STROKE.matcher(Names.label(english.toString())).replaceAll("");
        if (own.length() < LONGEST_LABEL) {
            Matcher tail = ENGLISH_TAIL.matcher(own);
            if (tail.matches()
                    && !hasLocal(tail.group("en"))
                    && LETTERS.matcher(tail.group("en")).find()) {
                String behind = tail.group("en").strip();
                return new Bilingual(
                        OUTER_STROKE.matcher(tail.group("local")).replaceAll(""),
                        en.isEmpty() ? behind : behind + " " + en);
            }
        }
        return new Bilingual(own, en);
    }

    /** Whether a letter of a language that is not written in Latin occurs. */
    static boolean hasLocal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x400) {
                return LOCAL.matcher(text).find();
            }
        }
        return false;
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
            if (last == '-'
                    && text.length() > 1
                    && Character.isLowerCase(next.charAt(0))
                    && Character.isLetter(text.charAt(text.length() - 2))) {
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
