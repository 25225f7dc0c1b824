package almanac.index;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Chinese as overlapping pairs of characters, English as stems, full-width forms as ASCII, {@code R&D} whole, numbers
 * with their decimals. At index time single characters are kept beside the pairs, so that 沪 finds 沪.
 */
final class PrintedTextAnalyzer extends Analyzer {
    /**
     * A token of a text with its place in it.
     *
     * @param position among the words, those left out counted: of in Number of Enterprises leaves a hole
     */
    record Token(String term, int from, int to, int position) {}

    private static final NormalizeCharMap WHOLE = whole();
    private static final CharArraySet STOP_WORDS =
            new CharArraySet(List.of("of", "the", "and", "in", "for", "by", "a", "an", "on", "to", "的"), true);

    private final boolean singles;

    private PrintedTextAnalyzer(boolean singles) {
        this.singles = singles;
    }

    /** For indexing: pairs and single characters. */
    static PrintedTextAnalyzer forIndexing() {
        return new PrintedTextAnalyzer(true);
    }

    /** For queries: pairs, and single characters only where they stand alone. */
    static PrintedTextAnalyzer forQueries() {
        return new PrintedTextAnalyzer(false);
    }

    private static NormalizeCharMap whole() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (String r : List.of("R", "r", "Ｒ")) {
            for (String and : List.of("&", " & ", "＆", "& ", " &")) {
                for (String d : List.of("D", "d", "Ｄ")) {
                    map.add(r + and + d, "randd");
                }
            }
        }
        return map.build();
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return new MappingCharFilter(WHOLE, reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer tokenizer = new StandardTokenizer();
        TokenStream stream = new CJKWidthFilter(tokenizer);
        stream = new LowerCaseFilter(stream);
        stream = new CJKBigramFilter(stream, CJKBigramFilter.HAN | CJKBigramFilter.HANGUL, singles);
        stream = new EnglishPossessiveFilter(stream);
        stream = new StopFilter(stream, STOP_WORDS);
        stream = new KStemFilter(stream);
        return new TokenStreamComponents(tokenizer, stream);
    }

    /** The tokens of a text, in order. */
    List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int position = -1;
            while (stream.incrementToken()) {
                position += step.getPositionIncrement();
                tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset(), position));
            }
            stream.end();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return tokens;
    }
}
