package almanac.document.pdf;

import java.text.Normalizer;

/** Folds what only the font demanded: ligatures, radicals, compatibility blanks. Width is left as printed. */
final class Fold {
    private Fold() {}

    static String fold(String text) {
        if (text.length() == 1) {
            char c = text.charAt(0);
            if (c > ' ' && c < 0x7f) {
                return text;
            }
        }
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(folded, c));
        return folded.toString();
    }

    private static void append(StringBuilder to, int c) {
        if (c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f) {
            to.append(' ');
        } else if (c == 0xad || c == 0x2010 || c == 0x2011) {
            to.append('-'); // the printed hyphen, soft or not
        } else if (c == 0x200b || c == 0x200c || c == 0x200d || c == 0xfeff || c < 0x20) {
            if (c == '\t' || c == '\n' || c == '\r') {
                to.append(' ');
            }
        } else if (c >= 0xfb00 && c <= 0xfb06) {
            to.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
        } else if (c >= 0x2e80 && c <= 0x2fdf) {
            to.append(radical(c));
        } else {
            to.appendCodePoint(c);
        }
    }

    /** The ideograph that a radical stands for: fonts of some generators map common characters to them. */
    private static String radical(int c) {
        if (c >= 0x2f00) {
            return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        }
        int at = SUPPLEMENT.indexOf(Character.toString(c));
        return at >= 0 ? SUPPLEMENT.substring(at + 1, at + 2) : Character.toString(c);
    }

    /** CJK radicals supplement and their unified ideographs in turn (Unicode EquivalentUnifiedIdeograph.txt). */
    private static final String SUPPLEMENT = "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋巳⺌小⺍小⺎尢⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺"
            + "⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿"
            + "⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青"
            + "⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟";
}
