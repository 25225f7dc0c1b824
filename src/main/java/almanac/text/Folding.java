package almanac.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes characters comparable that print alike: full-width and half-width forms, radicals that fonts write for
 * ideographs, blanks of all widths, Cyrillic and Greek letters inside Latin words.
 *
 * <p>Three steps of growing strength. {@link #characters} changes only how a character is encoded and is safe on any
 * printed text. {@link #label} is the form a name is shown in: as printed, inner padding removed. {@link #key} is for
 * comparing only and is never shown.
 *
 * <p>Superscripts and circled digits are left alone: they are marks, not digits, and NFKC would make {@code 24.91²}
 * read 24.912.
 */
public final class Folding {
    /** CJK radicals supplement and the ideograph each stands for: Unicode's EquivalentUnifiedIdeograph, in pairs. */
    private static final String RADICALS =
            "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬"
                    + "⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑"
                    + "⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

    /** Letters of other scripts that print like Latin ones, in pairs. */
    private static final String LOOK_ALIKES =
            "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";

    private static final Map<Integer, Integer> RADICAL = pairs(RADICALS);
    private static final Map<Integer, Integer> LOOK_ALIKE = pairs(LOOK_ALIKES);

    private Folding() {}

    private static Map<Integer, Integer> pairs(String text) {
        Map<Integer, Integer> pairs = new HashMap<>();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i += 2) {
            pairs.put(points[i], points[i + 1]);
        }
        return Map.copyOf(pairs);
    }

    /**
     * One UTF-16 unit for one: full-width forms become ASCII, blanks of any width {@code ' '}, dashes that print a minus
     * {@code '-'}. Keeps offsets, for scanners that must point back into the text.
     */
    public static char character(char c) {
        if (c < 0x80) {
            return c;
        }
        if (c >= '！' && c <= '～') {
            return (char) (c - 0xFEE0);
        }
        return switch (c) {
            case '\u00A0', '\u1680', '\u2007', '\u202F', '\u205F', '\u3000' -> ' ';
            case '−', '﹣', '－' -> '-';
            case '﹪' -> '%';
            case '﹐' -> ',';
            case '﹒' -> '.';
            case '﹕', '∶', '︰' -> ':';
            case '￥' -> '¥';
            default -> c >= '\u2000' && c <= '\u200A' ? ' ' : c;
        };
    }

    /**
     * Folds width, radicals, compatibility ideographs, ligatures and blanks; removes zero-width characters; line breaks
     * (also the {@code _x000D_} of some workbooks) become {@code \n}. Changes lengths.
     */
    public static String characters(String printed) {
        if (plain(printed)) {
            return printed;
        }
        String text = printed.indexOf("_x000") < 0
                ? printed
                : printed.replace("_x000D_", "\n").replace("_x000A_", "\n").replace("_x0009_", " ");
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            i += width;
            if (point == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    folded.append('\n');
                }
            } else if (point == '\u2028' || point == '\u2029' || point == '\u000B' || point == '\u0085') {
                folded.append('\n');
            } else if (RADICAL.containsKey(point)) {
                folded.appendCodePoint(RADICAL.getOrDefault(point, point));
            } else if (compatible(point)) {
                folded.append(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
            } else if (point == '㎡') {
                folded.append("m²");
            } else if (point == '㎢') {
                folded.append("km²");
            } else if (point == '㎥') {
                folded.append("m³");
            } else if (width == 1 && !invisible(point)) {
                folded.append(character((char) point));
            } else if (width == 2) {
                folded.appendCodePoint(point);
            }
        }
        String result = folded.toString();
        return result.indexOf("\n\n") >= 0 ? result.replaceAll("\n{2,}", "\n") : result;
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '_') {
                return false;
            }
        }
        return true;
    }

    /** Prints nothing: zero-width blanks and joiners, soft hyphens, byte order marks, variation selectors, controls. */
    private static boolean invisible(int point) {
        return (point >= 0x200B && point <= 0x200F)
                || point == 0x00AD
                || point == 0x2060
                || point == 0xFEFF
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point < ' ' && point != '\n' && point != '\t')
                || (point >= 0x7F && point < 0xA0 && point != 0x85);
    }

    /** Blocks whose NFKC form is the same printed thing: Kangxi radicals, compatibility ideographs, ligatures, units. */
    private static boolean compatible(int point) {
        return (point >= 0x2F00 && point <= 0x2FDF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFB00 && point <= 0xFB06)
                || (point >= 0xFE30 && point <= 0xFE4F)
                || (point >= 0x2F800 && point <= 0x2FA1F)
                || (point >= 0x3380 && point <= 0x33DF && point != '㎡' && point != '㎢' && point != '㎥')
                || (point >= 0xFF61 && point <= 0xFFEE);
    }

    /** Whether the character is an ideograph (Han), which never needs a blank beside it. */
    public static boolean ideograph(int point) {
        return (point >= 0x4E00 && point <= 0x9FFF)
                || (point >= 0x3400 && point <= 0x4DBF)
                || (point >= 0x20000 && point <= 0x3FFFF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || point == '々'
                || point == '〇';
    }

    /** Whether any ideograph occurs in it. */
    public static boolean hasIdeograph(String text) {
        return text.codePoints().anyMatch(Folding::ideograph);
    }

    private static boolean wide(int point) {
        return ideograph(point)
                || (point >= 0x3001 && point <= 0x303F)
                || (point >= 0xFF01 && point <= 0xFF60)
                || point == '·';
    }

    /**
     * The form a name is shown in: as printed, white space at the ends removed, blanks between ideographs removed
     * ({@code 武    汉} gives 武汉), every other run of white space one blank. Punctuation stays as printed.
     */
    public static String label(String printed) {
        String text = printed.indexOf("_x000") < 0 ? printed : characters(printed);
        StringBuilder label = new StringBuilder(text.length());
        boolean gap = false;
        int before = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point != '\u200D' && invisible(point) && point >= ' ') {
                continue;
            }
            if (blank(point)) {
                gap = true;
                continue;
            }
            if (gap && label.length() > 0 && !(wide(before) && wide(point))) {
                label.append(' ');
            }
            gap = false;
            label.appendCodePoint(RADICAL.getOrDefault(point, point));
            before = point;
        }
        return label.toString();
    }

    private static boolean blank(int point) {
        return point <= ' ' || Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    /**
     * The form for comparing: folded, look-alikes inside Latin words made Latin, lower case, white space and punctuation
     * gone. {@code R&D} and {@code R & D} keep the ampersand; {@code #}, {@code %} and {@code ‰} stay because they carry
     * meaning.
     */
    public static String key(String printed) {
        String text = latin(characters(printed)).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)
                    || point == '&'
                    || point == '#'
                    || point == '%'
                    || point == '‰'
                    || Character.getType(point) == Character.NON_SPACING_MARK) {
                key.appendCodePoint(point);
            }
        }
        return key.toString();
    }

    /**
     * Replaces Cyrillic and Greek letters that print like Latin ones in words that also hold a Latin letter
     * ({@code Аktobе} with two Cyrillic letters). Words wholly in another script stay.
     */
    public static String latin(String text) {
        boolean suspicious = false;
        for (int i = 0; i < text.length() && !suspicious; i++) {
            suspicious = LOOK_ALIKE.containsKey((int) text.charAt(i));
        }
        if (!suspicious) {
            return text;
        }
        StringBuilder result = new StringBuilder(text);
        int start = 0;
        while (start < result.length()) {
            if (!Character.isLetter(result.charAt(start))) {
                start++;
                continue;
            }
            int end = start;
            int latin = 0;
            int foreign = 0;
            while (end < result.length() && Character.isLetter(result.charAt(end))) {
                char c = result.charAt(end);
                if (c < 0x250) {
                    latin++;
                } else if (!LOOK_ALIKE.containsKey((int) c)) {
                    foreign++;
                }
                end++;
            }
            if (latin > 0 && foreign == 0) {
                for (int i = start; i < end; i++) {
                    int point = result.charAt(i);
                    result.setCharAt(i, (char) (int) LOOK_ALIKE.getOrDefault(point, point));
                }
            }
            start = end;
        }
        return result.toString();
    }
}
