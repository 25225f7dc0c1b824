package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Ruling;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.contentstream.operator.text.BeginText;
import org.apache.pdfbox.contentstream.operator.text.EndText;
import org.apache.pdfbox.contentstream.operator.text.MoveText;
import org.apache.pdfbox.contentstream.operator.text.MoveTextSetLeading;
import org.apache.pdfbox.contentstream.operator.text.NextLine;
import org.apache.pdfbox.contentstream.operator.text.SetCharSpacing;
import org.apache.pdfbox.contentstream.operator.text.SetFontAndSize;
import org.apache.pdfbox.contentstream.operator.text.SetTextHorizontalScaling;
import org.apache.pdfbox.contentstream.operator.text.SetTextLeading;
import org.apache.pdfbox.contentstream.operator.text.SetTextRenderingMode;
import org.apache.pdfbox.contentstream.operator.text.SetTextRise;
import org.apache.pdfbox.contentstream.operator.text.SetWordSpacing;
import org.apache.pdfbox.contentstream.operator.text.ShowText;
import org.apache.pdfbox.contentstream.operator.text.ShowTextAdjusted;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLine;
import org.apache.pdfbox.contentstream.operator.text.ShowTextLineAndSpace;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.encoding.GlyphList;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Takes glyphs, rulings, filled boxes and image areas of one page in one pass over its content stream. Nothing is
 * rendered, no image is decoded, no colour profile is loaded: colours are needed only to tell white from the rest.
 */
final class InkReader extends PDFStreamEngine {
    /** A page of dense print has some 15,000 glyphs; a hundred times that is no page to read. */
    static final int MOST_GLYPHS = 400_000;
    /** Maps draw tens of thousands of strokes; beyond this the page's rulings are given up, its text is kept. */
    static final int MOST_RULINGS = 40_000;
    /** Forms inside forms: generators nest two or three deep, bombs without end. */
    private static final int DEEPEST_FORM = 12;
    /** Forms drawn on one page: maps draw thousands of signs; forms that draw each other tenfold draw without end. */
    private static final int MOST_FORMS = 50_000;
    /** Content operators of one page: a drawing may have a million; a bomb has more. */
    private static final int MOST_OPERATORS = 6_000_000;
    /** A filled box at most this thick is a line, in points: hairlines to the thick head rules of yearbooks. */
    private static final double THICKEST_RULING = 3.2;
    /** A stroke this far off the axis over its length still counts as parallel to it. */
    private static final double SLANT = 0.6;
    /** A piece of a path that moves this far, points, both ways is slanted; rounded corners and type move less. */
    private static final double SLANTED = 1.5;
    /** Lightest shade that still counts as ink, 0 black to 1 white. */
    private static final double WHITE = 0.985;

    /** From the baseline to the top of an ideograph, em: the default of vertical writing in PDF. */
    private static final double VERTICAL_ASCENT = 0.88;

    private final PDPage page;
    private final int number;
    private final double leftX;
    private final double lowY;
    private final double rightX;
    private final double highY;
    private final int rotation;
    private final long deadlineNanos;

    private final List<Glyph> glyphs = new ArrayList<>();
    private final List<Ruling> rulings = new ArrayList<>();
    private final List<Box> fills = new ArrayList<>();
    private final List<Box> images = new ArrayList<>();
    private final Set<COSBase> openForms = new HashSet<>();
    private final IdentityHashMap<PDFont, Boolean> boldness = new IdentityHashMap<>();
    private final List<Box> drawings = new ArrayList<>();
    private int unreadable;
    private int operators;
    private int formDepth;
    private int forms;

    /** The path under construction, in user space of the page: x, y pairs; a sub-path starts at each mark. */
    private final List<double[]> subPath = new ArrayList<>();

    private final List<List<double[]>> path = new ArrayList<>();
    private boolean curved;

    private boolean strokeWhite;
    private boolean fillWhite;
    private boolean strokeTints;
    private boolean opens = true;
    private boolean fillTints;
    private double lineWidth = 1;
    private final Deque<double[]> states = new ArrayDeque<>();

    /** Ends reading of a page early. */
    private static final class EnoughOfThisPage extends RuntimeException {
        EnoughOfThisPage(String why) {
            super(why, null, false, false);
        }
    }

    private InkReader(PDPage page, int number, long deadlineNanos) {
        this.page = page;
        this.number = number;
        this.deadlineNanos = deadlineNanos;
        PDRectangle crop = page.getCropBox();
        leftX = crop.getLowerLeftX();
        lowY = crop.getLowerLeftY();
        rightX = crop.getUpperRightX();
        highY = crop.getUpperRightY();
        rotation = Math.floorMod(page.getRotation(), 360);
        addOperator(new Concatenate(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
        addOperator(new SetMatrix(this));
        addOperator(new SetGraphicsStateParameters(this));
        addOperator(new BeginText(this));
        addOperator(new EndText(this));
        addOperator(new MoveText(this));
        addOperator(new MoveTextSetLeading(this));
        addOperator(new NextLine(this));
        addOperator(new SetCharSpacing(this));
        addOperator(new SetFontAndSize(this));
        addOperator(new SetTextHorizontalScaling(this));
        addOperator(new SetTextLeading(this));
        addOperator(new SetTextRenderingMode(this));
        addOperator(new SetTextRise(this));
        addOperator(new SetWordSpacing(this));
        addOperator(new ShowText(this));
        addOperator(new ShowTextAdjusted(this));
        addOperator(new ShowTextLine(this));
        addOperator(new ShowTextLineAndSpace(this));
    }

    /**
     * Reads a page.
     *
     * @param deadlineNanos {@link System#nanoTime} after which reading stops
     */
    static PageInk read(PDPage page, int number, long deadlineNanos) {
        InkReader reader = new InkReader(page, number, deadlineNanos);
        String stopped = "";
        try {
            reader.processPage(page);
        } catch (EnoughOfThisPage enough) {
            stopped = String.valueOf(enough.getMessage());
        } catch (IOException | RuntimeException broken) {
            // PDFBox answers some broken streams with unchecked exceptions; what was read so far is kept
            stopped = "its content is broken (" + PdfTrouble.plain(broken) + ")";
        } catch (StackOverflowError deep) {
            stopped = "content nested too deeply";
        }
        return reader.ink(stopped);
    }

    private PageInk ink(String stopped) {
        boolean sideways = rotation == 90 || rotation == 270;
        double width = sideways ? highY - lowY : rightX - leftX;
        double height = sideways ? rightX - leftX : highY - lowY;
        List<Ruling> kept = rulings.size() >= MOST_RULINGS ? List.of() : rulings;
        String reason = stopped.isEmpty() && rulings.size() >= MOST_RULINGS ? "too many rulings" : stopped;
        return new PageInk(number, width, height, glyphs, kept, fills, images, drawings, unreadable, reason);
    }

    // ---- content operators ----

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if ((++operators & 0x3ff) == 0) {
            if (operators > MOST_OPERATORS) {
                throw new EnoughOfThisPage("more than " + MOST_OPERATORS + " drawing commands");
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new EnoughOfThisPage("time is up");
            }
        }
        switch (operator.getName()) {
            case "re" -> rectangle(operands);
            case "m" -> moveTo(operands);
            case "l" -> lineTo(operands);
            case "c" -> curveTo(operands, 4);
            case "v", "y" -> curveTo(operands, 2);
            case "h" -> closePath();
            case "S" -> paint(false, true);
            case "s" -> {
                closePath();
                paint(false, true);
            }
            case "f", "F", "f*" -> paint(true, false);
            case "B", "B*" -> paint(true, true);
            case "b", "b*" -> {
                closePath();
                paint(true, true);
            }
            case "n" -> clearPath();
            case "w" -> lineWidth = number(operands, 0, 1);
            case "G", "RG", "K" -> {
                strokeTints = false;
                strokeWhite = white(operands, false);
            }
            case "g", "rg", "k" -> {
                fillTints = false;
                fillWhite = white(operands, false);
            }
            case "SC", "SCN" -> strokeWhite = white(operands, strokeTints);
            case "sc", "scn" -> fillWhite = white(operands, fillTints);
            case "CS" -> {
                strokeTints = tints(operands);
                strokeWhite = false;
            }
            case "cs" -> {
                fillTints = tints(operands);
                fillWhite = false;
            }
            case "q" -> {
                states.push(new double[] {
                    lineWidth, strokeWhite ? 1 : 0, fillWhite ? 1 : 0, strokeTints ? 1 : 0, fillTints ? 1 : 0
                });
                super.processOperator(operator, operands);
            }
            case "Q" -> {
                double[] state = states.poll();
                if (state != null) {
                    lineWidth = state[0];
                    strokeWhite = state[1] > 0;
                    fillWhite = state[2] > 0;
                    strokeTints = state[3] > 0;
                    fillTints = state[4] > 0;
                }
                super.processOperator(operator, operands);
            }
            case "Td", "TD", "Tm", "T*" -> {
                opens = true;
                super.processOperator(operator, operands);
            }
            case "Do" -> drawObject(operands);
            case "BI" -> images.add(imageBox());
            case "gs" -> {
                try {
                    super.processOperator(operator, operands);
                } catch (IOException | RuntimeException strange) {
                    // a broken graphics state changes colours and blending, never text or rulings
                }
            }
            default -> super.processOperator(operator, operands);
        }
    }

    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) {
        // one bad operator does not end the page: the next ones are read, as viewers do
    }

    private static double number(List<COSBase> operands, int index, double otherwise) {
        return index < operands.size() && operands.get(index) instanceof COSNumber value
                ? value.floatValue()
                : otherwise;
    }

    /**
     * White in any device space: 1 or 1 1 1 are white, 0 0 0 0 is white in four inks.
     *
     * @param tints whether the numbers are amounts of ink (a spot colour): then 0 is white
     */
    private static boolean white(List<COSBase> operands, boolean tints) {
        int n = operands.size();
        if (n == 0 || !(operands.get(0) instanceof COSNumber)) {
            return false;
        }
        double ink = 0;
        double least = 1;
        for (int i = 0; i < n; i++) {
            double value = number(operands, i, 0);
            ink += value;
            least = Math.min(least, value);
        }
        if (tints || n == 4) {
            return ink < 1 - WHITE;
        }
        return (n == 1 || n == 3) && least >= WHITE;
    }

    /** Whether a colour space counts amounts of ink: spot colours and lists of them; an index says nothing of white. */
    private boolean tints(List<COSBase> operands) {
        if (operands.isEmpty() || !(operands.get(0) instanceof COSName name) || getResources() == null) {
            return false;
        }
        COSBase spaces = getResources().getCOSObject().getDictionaryObject(COSName.COLORSPACE);
        COSBase space = spaces instanceof COSDictionary all ? all.getDictionaryObject(name) : null;
        if (!(space instanceof COSArray array) || array.size() == 0) {
            return false;
        }
        return array.getObject(0) instanceof COSName kind
                && (kind.equals(COSName.SEPARATION) || kind.equals(COSName.DEVICEN) || kind.equals(COSName.INDEXED));
    }

    private void drawObject(List<COSBase> operands) throws IOException {
        if (operands.isEmpty() || !(operands.get(0) instanceof COSName name)) {
            return;
        }
        PDResources resources = getResources();
        if (resources == null) {
            return;
        }
        COSBase raw = resources.getCOSObject().getDictionaryObject(COSName.XOBJECT) instanceof COSDictionary all
                ? all.getDictionaryObject(name)
                : null;
        if (!(raw instanceof COSStream stream)) {
            return;
        }
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
            images.add(imageBox());
            return;
        }
        if (formDepth >= DEEPEST_FORM || openForms.contains(stream)) {
            return; // a form that draws itself
        }
        if (++forms > MOST_FORMS) {
            throw new EnoughOfThisPage("more than " + MOST_FORMS + " forms drawn");
        }
        PDXObject object = resources.getXObject(name);
        if (object instanceof PDFormXObject form) {
            openForms.add(stream);
            formDepth++;
            double width = lineWidth;
            boolean stroke = strokeWhite;
            boolean fill = fillWhite;
            try {
                if (form instanceof PDTransparencyGroup group) {
                    showTransparencyGroup(group);
                } else {
                    showForm(form);
                }
            } finally {
                openForms.remove(stream);
                formDepth--;
                lineWidth = width;
                strokeWhite = stroke;
                fillWhite = fill;
            }
        }
    }

    @Override
    protected void processSoftMask(PDTransparencyGroup group) {
        // masks print nothing
    }

    private Box imageBox() {
        Matrix ctm = getGraphicsState().getCurrentTransformationMatrix();
        double[] a = display(ctm.getTranslateX(), ctm.getTranslateY());
        Point2D.Float far = ctm.transformPoint(1, 1);
        double[] b = display(far.x, far.y);
        return box(a[0], a[1], b[0], b[1]);
    }

    // ---- paths ----

    private void rectangle(List<COSBase> operands) {
        double x = number(operands, 0, 0);
        double y = number(operands, 1, 0);
        double w = number(operands, 2, 0);
        double h = number(operands, 3, 0);
        finishSubPath();
        subPath.add(user(x, y));
        subPath.add(user(x + w, y));
        subPath.add(user(x + w, y + h));
        subPath.add(user(x, y + h));
        subPath.add(user(x, y));
        finishSubPath();
    }

    private void moveTo(List<COSBase> operands) {
        finishSubPath();
        subPath.add(user(number(operands, 0, 0), number(operands, 1, 0)));
    }

    private void lineTo(List<COSBase> operands) {
        subPath.add(user(number(operands, 0, 0), number(operands, 1, 0)));
    }

    private void curveTo(List<COSBase> operands, int last) {
        curved = true;
        subPath.add(user(number(operands, last, 0), number(operands, last + 1, 0)));
    }

    private void closePath() {
        if (subPath.size() > 1) {
            subPath.add(subPath.get(0));
        }
    }

    private void finishSubPath() {
        if (subPath.size() > 1) {
            path.add(List.copyOf(subPath));
        }
        subPath.clear();
    }

    private void clearPath() {
        path.clear();
        subPath.clear();
        curved = false;
    }

    private double[] user(double x, double y) {
        Point2D.Float p = transformedPoint((float) x, (float) y);
        return display(p.x, p.y);
    }

    private void paint(boolean fill, boolean stroke) {
        finishSubPath();
        if (rulings.size() < MOST_RULINGS) {
            for (List<double[]> part : path) {
                if (fill || stroke) {
                    slanted(part);
                }
                if (fill && !curved) {
                    fill(part);
                }
                if (stroke && !strokeWhite) {
                    stroke(part);
                }
            }
        }
        clearPath();
    }

    /** Slanted pieces of a path, one box each. */
    private void slanted(List<double[]> part) {
        for (int i = 1; i < part.size() && drawings.size() < MOST_RULINGS; i++) {
            double[] a = part.get(i - 1);
            double[] b = part.get(i);
            if (Math.abs(a[0] - b[0]) > SLANTED && Math.abs(a[1] - b[1]) > SLANTED && finite(a[0]) && finite(b[1])) {
                drawings.add(box(a[0], a[1], b[0], b[1]));
            }
        }
    }

    private void fill(List<double[]> part) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] p : part) {
            left = Math.min(left, p[0]);
            right = Math.max(right, p[0]);
            top = Math.min(top, p[1]);
            bottom = Math.max(bottom, p[1]);
        }
        double width = right - left;
        double height = bottom - top;
        if (fillWhite || part.size() > 6) {
            return;
        }
        if (height <= THICKEST_RULING && width > height * 2) {
            addRuling(left, (top + bottom) / 2, right, (top + bottom) / 2, height);
        } else if (width <= THICKEST_RULING && height > width * 2) {
            addRuling((left + right) / 2, top, (left + right) / 2, bottom, width);
        } else if (width > THICKEST_RULING && height > THICKEST_RULING && fills.size() < MOST_RULINGS) {
            fills.add(box(left, top, right, bottom));
        }
    }

    private void stroke(List<double[]> part) {
        double thickness = Math.abs(transformWidth((float) lineWidth));
        for (int i = 1; i < part.size(); i++) {
            double[] a = part.get(i - 1);
            double[] b = part.get(i);
            double dx = Math.abs(a[0] - b[0]);
            double dy = Math.abs(a[1] - b[1]);
            if (dy <= SLANT && dx > SLANT) {
                double y = (a[1] + b[1]) / 2;
                if (thickness > THICKEST_RULING && thickness > dx) {
                    // a short thick stroke is a bar: it stands for a line along its width
                    double x = (a[0] + b[0]) / 2;
                    if (dx <= THICKEST_RULING) {
                        addRuling(x, y - thickness / 2, x, y + thickness / 2, dx);
                    }
                } else {
                    addRuling(Math.min(a[0], b[0]), y, Math.max(a[0], b[0]), y, thickness);
                }
            } else if (dx <= SLANT && dy > SLANT) {
                double x = (a[0] + b[0]) / 2;
                if (thickness > THICKEST_RULING && thickness > dy) {
                    double y = (a[1] + b[1]) / 2;
                    if (dy <= THICKEST_RULING) {
                        addRuling(x - thickness / 2, y, x + thickness / 2, y, dy);
                    }
                } else {
                    addRuling(x, Math.min(a[1], b[1]), x, Math.max(a[1], b[1]), thickness);
                }
            }
        }
    }

    private void addRuling(double x1, double y1, double x2, double y2, double thickness) {
        if (rulings.size() < MOST_RULINGS && finite(x1) && finite(y1) && finite(x2) && finite(y2)) {
            rulings.add(new Ruling(x1, y1, x2, y2, thickness));
        }
    }

    private static boolean finite(double value) {
        return Math.abs(value) < 1e6;
    }

    private static Box box(double x1, double y1, double x2, double y2) {
        return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }

    /** From the page's own space to the page as displayed: origin top left, y downwards, /Rotate applied. */
    private double[] display(double x, double y) {
        return switch (rotation) {
            case 90 -> new double[] {y - lowY, x - leftX};
            case 180 -> new double[] {rightX - x, y - lowY};
            case 270 -> new double[] {highY - y, rightX - x};
            default -> new double[] {x - leftX, highY - y};
        };
    }

    // ---- glyphs ----

    @Override
    public void beginText() throws IOException {
        super.beginText();
        opens = true;
    }

    @Override
    protected void showGlyph(Matrix rendering, PDFont font, int code, Vector displacement) throws IOException {
        if (glyphs.size() >= MOST_GLYPHS) {
            throw new EnoughOfThisPage("more than " + MOST_GLYPHS + " glyphs");
        }
        String text = unicode(font, code);
        if (text == null) {
            unreadable++;
            text = "\uFFFD";
        }
        double originX = rendering.getTranslateX();
        double originY = rendering.getTranslateY();
        double a = rendering.getScaleX();
        double b = rendering.getShearY();
        double size = Math.hypot(rendering.getShearX(), rendering.getScaleY());
        if (!finite(originX) || !finite(originY) || !(size > 0.1) || size > 5000) {
            return;
        }
        double[] from = display(originX, originY);
        boolean vertical = font.isVertical();
        double advance = vertical ? 0 : displacement.getX();
        double[] to = display(originX + a * advance, originY + b * advance);
        if (vertical) {
            // one below the other: read as a line that runs downwards, through the middle of the glyphs
            double top = from[1] - VERTICAL_ASCENT * size;
            add(text, top, top + size, -(from[0] + size / 2) + WordMaker.MIDDLE * size, size, 3, font);
            return;
        }
        double[] unit = display(originX + a, originY + b);
        double dx = unit[0] - from[0];
        double dy = unit[1] - from[1];
        int turn = Math.abs(dx) >= Math.abs(dy) ? (dx >= 0 ? 0 : 2) : (dy < 0 ? 1 : 3);
        switch (turn) {
            case 0 -> add(text, from[0], to[0], from[1], size, 0, font);
            case 1 -> add(text, -from[1], -to[1], from[0], size, 1, font);
            case 2 -> add(text, -from[0], -to[0], -from[1], size, 2, font);
            default -> add(text, from[1], to[1], -from[0], size, 3, font);
        }
    }

    private void add(String text, double start, double end, double baseline, double size, int turn, PDFont font) {
        if (text.isEmpty()) {
            return;
        }
        double left = Math.min(start, end);
        double right = Math.max(start, end);
        if (right - left > 40 * size) {
            right = left + size; // a font that states absurd widths
        }
        glyphs.add(new Glyph(text, left, right, baseline, size, turn, bold(font), opens, glyphs.size()));
        opens = false;
    }

    private boolean bold(PDFont font) {
        return boldness.computeIfAbsent(font, f -> {
            String name = f.getName();
            PDFontDescriptor descriptor = f.getFontDescriptor();
            return (name != null && name.toLowerCase(Locale.ROOT).matches(".*(bold|black|heavy|semibold|demi).*"))
                    || (descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600));
        });
    }

    private static @Nullable String unicode(PDFont font, int code) {
        String text;
        try {
            text = font.toUnicode(code, GlyphList.getAdobeGlyphList());
        } catch (RuntimeException broken) {
            return null;
        }
        if (text == null || text.isEmpty()) {
            if (font instanceof PDSimpleFont && code >= ' ' && code < 0x7f) {
                return String.valueOf((char) code);
            }
            return font instanceof PDSimpleFont && code == 0xa0 ? " " : null;
        }
        return Fold.fold(text);
    }

    PDPage pageRead() {
        return page;
    }
}
