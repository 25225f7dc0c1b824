package almanac.document;

import almanac.model.Sentence;
import almanac.text.Folding;
import almanac.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cuts the text of a page into {@link Sentence}s that know their heading and language. */
public final class Prose {
    private static final Pattern CHINESE_HEADING = Pattern.compile(
            "^(?:第[一二三四五六七八九十百\\d]+[章节篇部分]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])[^，。；,;]{0,30}$");
    private static final Pattern NUMBERED_HEADING = Pattern.compile("^(?:[IVX]{1,5}|\\d{1,2})[.、]\\s*\\D{2,60}$");

    private Prose() {}

    /** The sentences of a page's text, in order. */
    public static List<Sentence> sentences(String page, String text) {
        List<Sentence> sentences = new ArrayList<>();
        String heading = "";
        for (Sentences.Span span : Sentences.split(text)) {
            String sentence = text.substring(span.from(), span.to());
            if (heading(sentence)) {
                heading = Folding.label(sentence);
            }
            sentences.add(new Sentence(
                    page, span.from(), span.to(), sentence, heading, language(sentence), Optional.empty()));
        }
        return sentences;
    }

    /** Whether a line is a heading: 一、综合, 第三章, II. Industry, or a short English line without an end. */
    private static boolean heading(String line) {
        if (line.length() > 60 || line.indexOf('\n') >= 0) {
            return false;
        }
        String text = Folding.characters(line).strip();
        if (CHINESE_HEADING.matcher(text).matches()
                || NUMBERED_HEADING.matcher(text).matches()) {
            return true;
        }
        return false;
    }

    /** {@code zh}, {@code ru}, {@code en} for other Latin text, {@code und} for text without letters. */
    public static String language(String text) {
        int han = 0;
        int cyrillic = 0;
        int latin = 0;
        int sample = Math.min(text.length(), 20_000);
        for (int i = 0; i < sample; i++) {
            char c = text.charAt(i);
            if (Folding.ideograph(c)) {
                han++;
            } else if (c >= 'А' && c <= 'я') {
                cyrillic++;
            } else if (c < 0x250 && Character.isLetter(c)) {
                latin++;
            }
        }
        // an ideograph says about as much as two Latin letters, and a bilingual table is a Chinese one with
        // translations
        if (han > 0 && han * 6 >= latin) {
            return "zh";
        }
        if (cyrillic > latin) {
            return "ru";
        }
        return latin > 0 ? "en" : "und";
    }
}
