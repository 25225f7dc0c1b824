package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Ruling;
import java.util.ArrayList;
import java.util.List;

/**
 * A page whose text does not stand upright as displayed: it is turned for reading and its boxes are turned back.
 *
 * @param quarters quarter turns as in {@link Glyph#turn}: what most of its glyphs have
 * @param width of the page as displayed, points
 * @param height of the page as displayed, points
 */
record Turn(int quarters, double width, double height) {
    /** A page is turned where at least this share of its glyphs is. */
    private static final double MOST = 0.6;

    static Turn of(PageInk ink) {
        int[] counts = new int[4];
        for (Glyph glyph : ink.glyphs()) {
            counts[glyph.turn()]++;
        }
        for (int t = 1; t < 4; t++) {
            if (counts[t] > MOST * ink.glyphs().size()) {
                return new Turn(t, ink.width(), ink.height());
            }
        }
        return new Turn(0, ink.width(), ink.height());
    }

    private double[] forward(double x, double y) {
        return switch (quarters) {
            case 1 -> new double[] {height - y, x};
            case 2 -> new double[] {width - x, height - y};
            case 3 -> new double[] {y, width - x};
            default -> new double[] {x, y};
        };
    }

    private double[] backward(double x, double y) {
        return switch (quarters) {
            case 1 -> new double[] {y, height - x};
            case 2 -> new double[] {width - x, height - y};
            case 3 -> new double[] {width - y, x};
            default -> new double[] {x, y};
        };
    }

    Box upright(Box box) {
        return box(forward(box.left(), box.top()), forward(box.right(), box.bottom()));
    }

    Box back(Box box) {
        return box(backward(box.left(), box.top()), backward(box.right(), box.bottom()));
    }

    private static Box box(double[] a, double[] b) {
        return new Box(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
    }

    PageInk upright(PageInk ink) {
        List<Glyph> glyphs = new ArrayList<>(ink.glyphs().size());
        for (Glyph glyph : ink.glyphs()) {
            glyphs.add(upright(glyph));
        }
        withoutMargin(glyphs);
        List<Ruling> rulings = new ArrayList<>(ink.rulings().size());
        for (Ruling r : ink.rulings()) {
            Box box = upright(new Box(
                    Math.min(r.x1(), r.x2()),
                    Math.min(r.y1(), r.y2()),
                    Math.max(r.x1(), r.x2()),
                    Math.max(r.y1(), r.y2())));
            rulings.add(new Ruling(box.left(), box.top(), box.right(), box.bottom(), r.thicknessPoints()));
        }
        boolean sideways = quarters != 2;
        return new PageInk(
                ink.number(),
                sideways ? height : width,
                sideways ? width : height,
                glyphs,
                rulings,
                ink.fills().stream().map(this::upright).toList(),
                ink.images().stream().map(this::upright).toList(),
                ink.drawings().stream().map(this::upright).toList(),
                ink.unreadable(),
                ink.stopped());
    }

    /** The page's number and running heads stand the other way, beyond the text that was turned: they are taken off. */
    private static void withoutMargin(List<Glyph> glyphs) {
        Box text = null;
        for (Glyph glyph : glyphs) {
            if (glyph.turn() == 0) {
                Box box = new Box(glyph.left(), glyph.baseline() - glyph.size(), glyph.right(), glyph.baseline());
                text = text == null ? box : text.union(box);
            }
        }
        Box inner = text;
        glyphs.removeIf(glyph -> {
            double[] at = displayed(glyph, glyph.left());
            return glyph.turn() != 0 && inner != null && !inner.contains(at[0], at[1]);
        });
    }

    private Glyph upright(Glyph glyph) {
        double[] from = forward(displayed(glyph, glyph.left()));
        double[] to = forward(displayed(glyph, glyph.right()));
        int turn = Math.floorMod(glyph.turn() - quarters, 4);
        double start = along(turn, from);
        double end = along(turn, to);
        double baseline = switch (turn) {
            case 1 -> from[0];
            case 2 -> -from[1];
            case 3 -> -from[0];
            default -> from[1];
        };
        return new Glyph(
                glyph.text(),
                Math.min(start, end),
                Math.max(start, end),
                baseline,
                glyph.size(),
                turn,
                glyph.bold(),
                glyph.opens(),
                glyph.sequence());
    }

    private double[] forward(double[] point) {
        return forward(point[0], point[1]);
    }

    private static double along(int turn, double[] point) {
        return switch (turn) {
            case 1 -> -point[1];
            case 2 -> -point[0];
            case 3 -> point[1];
            default -> point[0];
        };
    }

    private static double[] displayed(Glyph glyph, double along) {
        return switch (glyph.turn()) {
            case 1 -> new double[] {glyph.baseline(), -along};
            case 2 -> new double[] {-along, -glyph.baseline()};
            case 3 -> new double[] {-glyph.baseline(), along};
            default -> new double[] {along, glyph.baseline()};
        };
    }

    PlacedTable back(PlacedTable placed) {
        PrintedTable table = placed.table();
        List<Slot> slots = new ArrayList<>();
        for (Slot slot : table.slots()) {
            slots.add(new Slot(
                    slot.row(), slot.column(), slot.rowSpan(), slot.columnSpan(), slot.lines(), back(slot.box())));
        }
        PrintedTable turned = table.with(back(table.box()), table.rows(), slots, table.headerRows());
        return new PlacedTable(
                turned, placed.caption(), placed.unitNote(), placed.notes(), placed.lowest(), placed.highest());
    }
}
