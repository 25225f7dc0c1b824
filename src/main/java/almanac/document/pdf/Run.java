package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.List;

/** Words of one line that stand together: nothing wider than a word space lies between them. */
record Run(List<Word> words, Box box) {
    Run {
        words = List.copyOf(words);
    }

    static Run of(List<Word> words) {
        Box box = words.get(0).box();
        for (Word word : words) {
            box = box.union(word.box());
        }
        return new Run(words, box);
    }

    double left() {
        return box.left();
    }

    double right() {
        return box.right();
    }

    String text() {
        return CellText.join(words);
    }

    boolean numeric() {
        return CellText.numeric(text());
    }
}
