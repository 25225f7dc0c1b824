package almanac.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Names as books print them and as they compare: 武    汉 and 武汉, Huaian and Huai'an, Türkiye and Turkiye,
 * {@code Аktobе} with two Cyrillic letters and Aktobe.
 */
public final class Names {
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern JOINING_WORDS = Pattern.compile("(?i)(?<=[\\s,])(and|the|&)(?=\\s)|^the\\s");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u3000]+");

    private Names() {}

    /** As printed, inner padding and line breaks removed; full-width forms, radicals and the like are folded. */
    public static String label(String printed) {
        if (plain(printed)) {
            return printed;
        }
        String folded = Folding.label(Folding.characters(printed));
        if (folded.indexOf(' ') < 0) {
            return folded;
        }
        StringBuilder label = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c == ' ' && i > 0 && i + 1 < folded.length() && needless(folded.charAt(i - 1), folded.charAt(i + 1))) {
                continue;
            }
            label.append(c);
        }
        return label.toString();
    }

    /** Whether a text is printed ASCII without blanks, as most numbers are: nothing in it folds. */
    private static boolean plain(String printed) {
        for (int i = 0; i < printed.length(); i++) {
            char c = printed.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '_') {
                return false;
            }
        }
        return true;
    }

    /** A blank between an ideograph and a bracket, a colon or another ideograph says nothing. */
    private static boolean needless(char before, char after) {
        boolean ideographBefore = Folding.ideograph(before);
        boolean ideographAfter = Folding.ideograph(after);
        return (ideographBefore && (ideographAfter || "():;,、#%‰".indexOf(after) >= 0))
                || (ideographAfter && "():;,、#".indexOf(before) >= 0);
    }

    /** For comparing only: no case, no accents, no blanks, no punctuation, no {@code and}, {@code the} or {@code &}. */
    public static String key(String printed) {
        String folded = BLANKS.matcher(Folding.characters(printed)).replaceAll(" ");
        String key = Folding.key(
                folded.indexOf(' ') < 0 ? folded : JOINING_WORDS.matcher(folded).replaceAll(" "));
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) >= 0x80 && !Folding.ideograph(key.charAt(i)) && Character.isLetter(key.charAt(i))) {
                return Normalizer.normalize(
                        ACCENTS.matcher(Normalizer.normalize(key, Normalizer.Form.NFD))
                                .replaceAll(""),
                        Normalizer.Form.NFC);
            }
        }
        return key;
    }
}
