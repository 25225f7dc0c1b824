package almanac.report.table;

/** Text as XML 1.0 and HTML can hold it. */
public final class XmlText {
    private XmlText() {}

    /** The text without control characters, halves of surrogate pairs and what is no character; line ends stay. */
    public static String clean(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c > 0x9f && c < 0xd800)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().filter(XmlText::allowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean allowed(int c) {
        return c == '\n'
                || c == '\t'
                || c == '\r'
                || c >= 0x20 && c < 0x7f
                || c > 0x9f && c < 0xd800
                || c > 0xdfff && (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef);
    }
}
