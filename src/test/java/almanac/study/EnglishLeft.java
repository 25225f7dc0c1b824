package almanac.study;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The English words that a Chinese page of a bundle still says. */
final class EnglishLeft {
    /** Two English words in a row are a phrase; names, codes, formulas and file names are not. */
    private static final Pattern PHRASE = Pattern.compile("(?<![\\w])[a-z]{2,} [a-z']{2,}");

    private static final Pattern TEXT = Pattern.compile(">([^<]+)<| alt=\"([^\"]+)\"");

    private EnglishLeft() {}

    /**
     * Texts with a phrase in English, but for what is English in a Chinese book too: code, what stands softly beside its
     * Chinese, names in both languages.
     *
     * @param both English and Chinese names that stand side by side, and English texts quoted from documents
     */
    static List<String> in(String html, List<String> both) {
        String page = html.replaceAll("(?s)<style>.*?</style>|<code.*?</code>", "")
                .replaceAll("(?s)<span class=\"soft\">.*?</span>|<p class=\"soft\" lang=\"en\">.*?</p>", "")
                .replaceAll("almanac (verify|check)", "")
                .replaceAll("&#39;|&apos;|&quot;", "'");
        for (String name : both) {
            page = page.replace(name, "");
        }
        List<String> left = new ArrayList<>();
        Matcher texts = TEXT.matcher(page);
        while (texts.find()) {
            String text = texts.group(1) == null ? texts.group(2) : texts.group(1);
            if (PHRASE.matcher(text).find()) {
                left.add(text.strip());
            }
        }
        return left;
    }
}
