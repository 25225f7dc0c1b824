package almanac.document;

import almanac.text.Folding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines around a table that belong to it: caption, unit line, notes.
 *
 * @param caption title lines joined by {@code \n}
 * @param unitNote the unit line as printed
 * @param continued whether the caption says that the table goes on from before
 */
public record Surroundings(String caption, String unitNote, boolean continued) {
    private static final int LONGEST_CAPTION_LINE = 160;
    private static final int MOST_CAPTION_LINES = 4;

    private static final Pattern UNIT = Pattern.compile(
            "(?i)(?:^|[\\s(（])(?:计量)?单位\\s*[:：].*|.*\\bunits?\\s*[:：].*|^[(（].*(?:yuan|元|persons|人|%|dollars?|tons?)\\s*[)）]$");
    private static final Pattern CONTINUED = Pattern.compile(
            "(?i).*(?:续\\s*表|(?:^|[\\s(（])continued(?:\\s*\\d+)?\\s*[)）]?\\s*$|\\(cont(?:inue)?d\\.?\\)|Продолжение).*");
    private static final Pattern NOTE = Pattern.compile(
            "(?i)^(?:注|备注|说明|资料来源|数据来源|来源|附注|note|notes|source|sources|data source|a\\)|b\\)|\\*|†|\\d{1,2}\\)|[①-⑳]|\\[\\d+]|примечани|источник).*");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[。；;！？]$|.*[a-z]\\.$");
    private static final Pattern TABLE_NUMBER =
            Pattern.compile("(?i)^\\s*(?:附?表|table|таблица|tab\\.)\\s*[\\dA-Z一二三四五六七八九十].*");

    /**
     * @param before the lines above the table in reading order
     */
    public static Surroundings above(List<String> before) {
        List<String> caption = new ArrayList<>();
        String unit = "";
        boolean continued = false;
        for (int i = before.size() - 1; i >= 0 && caption.size() < MOST_CAPTION_LINES; i--) {
            String line = CellText.strip(before.get(i));
            if (line.isEmpty()) {
                continue;
            }
            String folded = Folding.characters(line);
            boolean numbered = TABLE_NUMBER.matcher(folded).matches();
            if (line.length() > LONGEST_CAPTION_LINE
                    || NOTE.matcher(line).matches()
                    || (!numbered && SENTENCE_END.matcher(line).matches())) {
                break;
            }
            if (unit.isEmpty() && UNIT.matcher(folded).find() && line.length() < 80) {
                unit = line;
                continue;
            }
            continued |= CONTINUED.matcher(folded).matches();
            caption.add(line);
            if (numbered) {
                break;
            }
        }
        Collections.reverse(caption);
        return new Surroundings(String.join("\n", caption), unit, continued);
    }

    /** Whether a line below a table is one of its notes. */
    public static boolean note(String line) {
        return NOTE.matcher(CellText.strip(line)).matches();
    }

    /** Whether a line is the numbered caption of a table: 表1 ..., Table 3. ... */
    public static boolean numberedCaption(String line) {
        return line.length() <= LONGEST_CAPTION_LINE
                && TABLE_NUMBER.matcher(Folding.characters(line)).matches();
    }
}
