package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A table found on a page.
 *
 * @param box around its words
 * @param rows number of rows
 * @param columns number of columns
 * @param slots cells that carry text
 * @param headerRows rows of the head, 0 where it is not known
 * @param method which hypothesis won: lattice, hybrid, open, region
 * @param score how well it explains its area
 * @param rivals the hypotheses that lost
 */
record PrintedTable(
        Box box,
        int rows,
        int columns,
        List<Slot> slots,
        int headerRows,
        String method,
        Score score,
        List<Explanation.Rival> rivals) {
    PrintedTable {
        slots = List.copyOf(slots);
        rivals = List.copyOf(rivals);
    }

    /** A hypothesis that was not compared yet. */
    PrintedTable(Box box, int rows, int columns, List<Slot> slots, int headerRows, String method) {
        this(box, rows, columns, slots, headerRows, method, Score.NONE, List.of());
    }

    /** The same choice with other cells. */
    PrintedTable with(Box area, int newRows, List<Slot> others, int newHeaderRows) {
        return new PrintedTable(area, newRows, columns, others, newHeaderRows, method, score, rivals);
    }

    /** The same with other cells of the same places. */
    PrintedTable with(List<Slot> others) {
        return with(box, rows, others, headerRows);
    }

    /** The same by another hypothesis. */
    PrintedTable by(String other) {
        return new PrintedTable(box, rows, columns, slots, headerRows, other, score, rivals);
    }

    /** The same with its score. */
    PrintedTable scored(Rules rules, double em) {
        return new PrintedTable(box, rows, columns, slots, headerRows, method, Score.of(this, rules, em), rivals);
    }

    /** The same with one more hypothesis that lost. */
    PrintedTable beat(String loser, double points, String why) {
        List<Explanation.Rival> all = new ArrayList<>(rivals);
        all.add(new Explanation.Rival(loser, points, why));
        all.sort(Comparator.comparingDouble(Explanation.Rival::score).reversed());
        return new PrintedTable(box, rows, columns, slots, headerRows, method, score, all);
    }

    /** The same, having won against another. */
    PrintedTable beat(PrintedTable loser) {
        return beat(loser.method, loser.score.total(), loser.score.behind(score));
    }

    Explanation explanation() {
        return new Explanation(method, score.total(), score.reasons(), rivals);
    }
}
