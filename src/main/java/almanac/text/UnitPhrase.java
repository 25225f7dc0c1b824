package almanac.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A label and what stands in brackets (or behind the last comma) at its end: 年末总人口(万人), R&D经费,亿元,
 * {@code Number of students (10000 persons)}, {@code 收入 （亿元} with its bracket left open. Which of these phrases are
 * units is the lexicon's to say.
 *
 * @param label what stands before
 * @param phrase what stands in the brackets
 */
public record UnitPhrase(String label, String phrase) {

    /** Every way to split a label, the outermost last bracket first; empty when it has no bracket and no comma. */
    public static List<UnitPhrase> splits(String printed) {
        String text = Folding.characters(printed).replace('\n', ' ').strip();
        List<UnitPhrase> splits = new ArrayList<>();
        int end = text.length();
        boolean closed = end > 0 && ")]}".indexOf(text.charAt(end - 1)) >= 0;
        int depth = 0;
        for (int i = end - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (")]}".indexOf(c) >= 0) {
                depth++;
            } else if ("([{".indexOf(c) >= 0) {
                depth--;
                if (closed ? depth == 0 : depth < 0) {
                    String inside =
                            text.substring(i + 1, closed ? end - 1 : end).strip();
                    if (!inside.isEmpty()) {
                        splits.add(new UnitPhrase(text.substring(0, i).strip(), inside));
                    }
                    break;
                }
            } else if (!closed && depth == 0 && (c == ',' || c == '，')) {
                splits.add(new UnitPhrase(
                        text.substring(0, i).strip(), text.substring(i + 1).strip()));
                break;
            }
        }
        return splits;
    }

    /** The parts of a phrase that names several things: {@code 亿元,当年价} gives 亿元 and 当年价. */
    public static List<String> parts(String phrase) {
        List<String> parts = new ArrayList<>();
        for (String part : Folding.characters(phrase).split("[、;；]|,(?!\\d{3})|，")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
