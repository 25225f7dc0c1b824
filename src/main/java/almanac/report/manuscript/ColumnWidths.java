package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Grid;
import java.util.List;

/**
 * How wide the columns of a printed table are: numbers as wide as they need, texts share what is left. Paper does not
 * scroll, so the shares always add up to one page.
 */
final class ColumnWidths {
    /** Characters of usual size that stand side by side on a page. */
    private static final double LINE = 118;
    /** A text column asks for at most so many; longer texts wrap. */
    private static final double MOST = 62;
    /** Around each cell. */
    private static final double PADDING = 2;

    private ColumnWidths() {}

    /** Shares of the page's width, which add up to 1. */
    static double[] of(Grid grid) {
        int n = grid.columns().size();
        double[] needed = new double[n];
        double numbers = 0;
        double texts = 0;
        for (int j = 0; j < n; j++) {
            double longest = longestWord(grid.columns().get(j).name());
            double total = 0;
            for (List<Cell> row : grid.printed()) {
                Cell cell = row.get(j);
                double width = width(cell.text()) + (cell.soft().isEmpty() ? 0 : 1 + width(cell.soft()));
                longest = Math.max(longest, width);
                total += width;
            }
            double mean = grid.printed().isEmpty() ? 0 : total / grid.printed().size();
            boolean number = grid.columns().get(j).number();
            // a text column is as wide as its texts usually are, not as its longest one
            needed[j] = PADDING + Math.min(number ? 24 : MOST, number ? longest : Math.min(longest, 8 + 1.4 * mean));
            if (number) {
                numbers += needed[j];
            } else {
                texts += needed[j];
            }
        }
        double left = Math.max(LINE - numbers, 0.35 * LINE);
        double squeeze = texts > left ? left / texts : 1;
        double sum = 0;
        for (int j = 0; j < n; j++) {
            if (!grid.columns().get(j).number()) {
                needed[j] *= squeeze;
            }
            sum += needed[j];
        }
        for (int j = 0; j < n; j++) {
            needed[j] /= sum;
        }
        return needed;
    }

    /** Whether the table needs smaller print. */
    static boolean crowded(Grid grid) {
        double numbers =
                grid.columns().stream().filter(Manuscript.Column::number).count();
        return grid.columns().size() > 8 || numbers > 9;
    }

    /** Chinese characters are twice as wide. */
    static double width(String text) {
        return text.codePoints().mapToDouble(c -> c >= 0x1100 ? 2 : 1).sum();
    }

    private static double longestWord(String text) {
        double longest = 0;
        for (String word : List.of(text.split("[ /]"))) {
            longest = Math.max(longest, width(word));
        }
        return longest;
    }
}
