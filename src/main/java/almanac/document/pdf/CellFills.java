package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Ruling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Backgrounds of cells and stripes of rows: where such boxes meet, a border runs though none is drawn. */
final class CellFills {
    /** White between backgrounds narrower than this, em, is a border. */
    private static final double GAP = 0.5;
    /** Edges of two neighbours are at most this far apart, points: backgrounds leave white borders of a few points. */
    private static final double SAME_EDGE = 5;
    /** A background is at least this high, em: it holds a line of text. */
    private static final double LOWEST = 0.9;
    /** Text keeps at least this off the edge of its cell, points; stripes and their frame share their edges. */
    private static final double LEAST_MARGIN = 1;
    /** Text keeps no more than this off the edge of its cell, em. */
    private static final double WIDEST_MARGIN = 2;
    /** More boxes than this are a picture. */
    private static final int MOST = 3_000;

    private CellFills() {}

    /** Rulings along edges that backgrounds share with a neighbour. */
    static List<Ruling> edges(List<Box> fills, double em) {
        List<Box> boxes = new ArrayList<>();
        for (Box fill : fills) {
            if (fill.height() >= LOWEST * em && fill.width() >= em) {
                boxes.add(fill);
            }
        }
        List<Ruling> edges = new ArrayList<>();
        if (boxes.size() < 3 || boxes.size() > MOST) {
            return edges;
        }
        boxes = cells(boxes, em);
        boxes.sort(Comparator.comparingDouble(Box::top).thenComparingDouble(Box::left));
        for (int i = 0; i < boxes.size(); i++) {
            Box a = boxes.get(i);
            boolean meets = false;
            for (int k = 0; k < boxes.size(); k++) {
                if (k == i) {
                    continue;
                }
                Box b = boxes.get(k);
                boolean sameRow = near(a.top(), b.top()) && near(a.bottom(), b.bottom());
                boolean sameColumn = near(a.left(), b.left()) && near(a.right(), b.right());
                meets |= sameRow && (near(a.right(), b.left()) || near(b.right(), a.left()));
                meets |= sameColumn && (near(a.bottom(), b.top()) || near(b.bottom(), a.top()));
            }
            if (meets) {
                edges.add(new Ruling(a.left(), a.top(), a.right(), a.top(), 0.1));
                edges.add(new Ruling(a.left(), a.bottom(), a.right(), a.bottom(), 0.1));
                edges.add(new Ruling(a.left(), a.top(), a.left(), a.bottom(), 0.1));
                edges.add(new Ruling(a.right(), a.top(), a.right(), a.bottom(), 0.1));
            }
        }
        return snapped(edges, em);
    }

    /** Without what shades the lines of text inside a cell's own background, a margin on either side. */
    private static List<Box> cells(List<Box> boxes, double em) {
        List<Box> cells = new ArrayList<>();
        for (Box box : boxes) {
            boolean insideOne = false;
            for (Box cell : boxes) {
                double left = box.left() - cell.left();
                double right = cell.right() - box.right();
                insideOne |= left > LEAST_MARGIN
                        && right > LEAST_MARGIN
                        && left < WIDEST_MARGIN * em
                        && right < WIDEST_MARGIN * em
                        && box.top() > cell.top() - 1
                        && box.bottom() < cell.bottom() + 1;
            }
            if (!insideOne) {
                cells.add(box);
            }
        }
        return cells;
    }

    /** The white gap between two backgrounds is one border, not two. */
    private static List<Ruling> snapped(List<Ruling> edges, double em) {
        double[] xs = edges.stream()
                .filter(e -> !e.horizontal())
                .mapToDouble(Ruling::x1)
                .sorted()
                .toArray();
        double[] ys = edges.stream()
                .filter(Ruling::horizontal)
                .mapToDouble(Ruling::y1)
                .sorted()
                .toArray();
        List<Ruling> snapped = new ArrayList<>();
        for (Ruling e : edges) {
            double x1 = snap(e.x1(), xs, em);
            double y1 = snap(e.y1(), ys, em);
            snapped.add(new Ruling(x1, y1, snap(e.x2(), xs, em), snap(e.y2(), ys, em), 0.1));
        }
        return snapped;
    }

    /** The middle of the cluster of positions that {@code at} belongs to. */
    private static double snap(double at, double[] sorted, double em) {
        int i = Arrays.binarySearch(sorted, at);
        if (i < 0) {
            return at;
        }
        int low = i;
        int high = i;
        while (low > 0 && sorted[low] - sorted[low - 1] < GAP * em) {
            low--;
        }
        while (high + 1 < sorted.length && sorted[high + 1] - sorted[high] < GAP * em) {
            high++;
        }
        return (sorted[low] + sorted[high]) / 2;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= SAME_EDGE;
    }
}
