package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A printed line: words whose boxes share most of their height, left to right. */
record Line(List<Word> words, Box box, double em) {
    /** Words belong to one line where they share this much of the smaller one's height. */
    private static final double SHARED_HEIGHT = 0.55;

    /** Two complete figures this far apart, em, are two: less than a word space, as columns are set tight. */
    private static final double FIGURES_APART = 0.2;

    Line {
        words = List.copyOf(words);
    }

    static Line ofWords(List<Word> words) {
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(CellText.BY_LEFT);
        Box box = sorted.get(0).box();
        double em = 0;
        for (Word word : sorted) {
            box = box.union(word.box());
            if (!word.raised()) {
                em = Math.max(em, word.fontSizePoints());
            }
        }
        return new Line(sorted, box, em > 0 ? em : sorted.get(0).fontSizePoints());
    }

    /** Groups words into lines, top to bottom. */
    static List<Line> of(List<Word> words) {
        List<Word> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparingDouble((Word w) -> w.box().centreY())
                .thenComparingDouble(w -> w.box().left())
                .thenComparing(Word::text));
        List<Line> lines = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        double top = 0;
        double bottom = 0;
        List<Word> marks = new ArrayList<>();
        for (Word word : sorted) {
            if (word.raised()) {
                marks.add(word);
                continue;
            }
            double shared = Math.min(bottom, word.box().bottom())
                    - Math.max(top, word.box().top());
            double least = Math.min(bottom - top, word.box().height());
            if (current.isEmpty() || shared < SHARED_HEIGHT * least) {
                if (!current.isEmpty()) {
                    lines.add(ofWords(current));
                }
                current = new ArrayList<>();
                top = word.box().top();
                bottom = word.box().bottom();
            }
            current.add(word);
        }
        if (!current.isEmpty()) {
            lines.add(ofWords(current));
        }
        return marks.isEmpty() ? lines : withMarks(lines, marks);
    }

    /** Raised marks go to the line that they share most height with. */
    private static List<Line> withMarks(List<Line> lines, List<Word> marks) {
        List<List<Word>> all = new ArrayList<>();
        for (Line line : lines) {
            all.add(new ArrayList<>(line.words()));
        }
        List<Word> alone = new ArrayList<>();
        for (Word mark : marks) {
            int best = -1;
            double most = Double.MAX_VALUE;
            for (int i = 0; i < lines.size(); i++) {
                Box box = lines.get(i).box();
                if (box.top() - mark.box().height() > mark.box().bottom()
                        || box.bottom() < mark.box().top()) {
                    continue;
                }
                for (Word word : lines.get(i).words()) {
                    double gap = Math.max(
                            mark.box().left() - word.box().right(),
                            word.box().left() - mark.box().right());
                    double off = Math.abs(mark.box().centreY() - word.box().centreY()) + Math.max(0, gap);
                    if (off < most) {
                        most = off;
                        best = i;
                    }
                }
            }
            if (best >= 0 && most < 2.5 * lines.get(best).em()) {
                all.get(best).add(mark);
            } else {
                alone.add(mark);
            }
        }
        List<Line> merged = new ArrayList<>();
        for (List<Word> words : all) {
            merged.add(ofWords(words));
        }
        if (!alone.isEmpty()) {
            List<Word> plain = new ArrayList<>();
            for (Word word : alone) {
                plain.add(new Word(word.text(), word.box(), word.fontSizePoints(), false, word.bold()));
            }
            merged.addAll(of(plain));
            merged.sort(Comparator.comparingDouble((Line l) -> l.box().top())
                    .thenComparingDouble(l -> l.box().left()));
        }
        return merged;
    }

    /** The line's runs: parted where the gap is wider than {@code gapEm} em. */
    List<Run> runs(double gapEm) {
        List<Run> runs = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        double right = 0;
        for (Word word : words) {
            if (!current.isEmpty()) {
                double gap = word.box().left() - right;
                Word last = current.get(current.size() - 1);
                if ((gap > gapEm * em && !padding(last, word, gap)) || figuresApart(last, word, gap)) {
                    runs.add(Run.of(current));
                    current = new ArrayList<>();
                    right = 0;
                }
            }
            current.add(word);
            right = current.size() == 1
                    ? word.box().right()
                    : Math.max(right, word.box().right());
        }
        if (!current.isEmpty()) {
            runs.add(Run.of(current));
        }
        return runs;
    }

    /** Names of two or three ideographs are padded to a width: 武    汉. */
    private static boolean padding(Word last, Word word, double gap) {
        return last.text().length() == 1
                && word.text().length() == 1
                && CellText.ideograph(last.text().charAt(0))
                && CellText.ideograph(word.text().charAt(0))
                && gap < 4 * word.fontSizePoints();
    }

    /** Two figures stand in two columns however near they are; 1 043,3 is one figure. */
    private boolean figuresApart(Word last, Word word, double gap) {
        if (gap < FIGURES_APART * em || word.raised() || last.raised()) {
            return false;
        }
        String before = last.text();
        String after = word.text();
        if (before.length() < 2 || after.length() < 2 || !CellText.numeric(before) || !CellText.numeric(after)) {
            return false;
        }
        boolean group = after.matches("\\d{3}([.,]\\d+)?[%)*]*") && before.matches("[(\\-–−+$€£¥]*\\d{1,3}");
        return !group
                && !before.endsWith("-")
                && !before.endsWith("–")
                && !after.startsWith("-")
                && !after.startsWith("(")
                && (before.matches(".*[.,]\\d+[%)*]*") || after.matches("[^.,]*[.,]\\d+.*"));
    }

    String text() {
        return CellText.join(words);
    }
}
