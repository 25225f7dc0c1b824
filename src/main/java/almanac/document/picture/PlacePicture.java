package almanac.document.picture;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Grid;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Draws the place of a number: the page of a PDF, or the neighbourhood of a cell in a table, the place marked. */
public final class PlacePicture {
    private static final float DOTS_PER_INCH = 144;
    private static final float POINTS_PER_INCH = 72;
    private static final Color MARK = new Color(0xD0, 0x20, 0x20);
    private static final Color MARK_FILL = new Color(0xFF, 0xE0, 0x60, 0x70);
    /** Rows above and below the cell, and columns left and right of it; the first ones are always shown. */
    private static final int ROWS_AROUND = 6;

    private static final int COLUMNS_AROUND = 4;
    private static final int HEAD = 3;
    private static final int CELL_WIDTH = 150;
    private static final int FIRST_WIDTH = 220;
    private static final int CELL_HEIGHT = 28;
    private static final int MARGIN = 16;

    private PlacePicture() {}

    /**
     * A page as printed.
     *
     * @param pdf the document
     * @param page from 1
     * @param mark what to mark, points from the page's top left
     * @param out PNG file to write
     * @throws IOException when the document cannot be read or the file not written
     */
    public static void page(Path pdf, int page, Optional<Box> mark, Path out) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            if (page < 1 || page > document.getNumberOfPages()) {
                throw new IOException("the document has no page " + page);
            }
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page - 1, DOTS_PER_INCH, ImageType.RGB);
            mark.ifPresent(box -> {
                Graphics2D graphics = image.createGraphics();
                double scale = DOTS_PER_INCH / POINTS_PER_INCH;
                mark(
                        graphics,
                        new Rectangle2D.Double(
                                box.left() * scale - 3,
                                box.top() * scale - 3,
                                box.width() * scale + 6,
                                box.height() * scale + 6));
                graphics.dispose();
            });
            write(image, out);
        }
    }

    /**
     * A table's head, first column and the cells around one.
     *
     * @param row of the cell in the grid, from 0
     * @param column of the cell in the grid, from 0
     */
    public static void table(Grid grid, int row, int column, Path out) throws IOException {
        boolean[] rows = shown(grid.rows(), row, ROWS_AROUND, HEAD);
        int headed = head(grid, row, column);
        for (int r = Math.max(0, headed - HEAD + 1); r <= headed; r++) {
            rows[r] = true;
        }
        boolean[] columns = shown(grid.columns(), column, COLUMNS_AROUND, 1);
        int[] top = new int[grid.rows() + 1];
        int[] left = new int[grid.columns() + 1];
        int head = MARGIN + (grid.caption().isBlank() ? 0 : 30);
        top[0] = head;
        for (int r = 0; r < grid.rows(); r++) {
            top[r + 1] = top[r] + (rows[r] ? CELL_HEIGHT : r > 0 && rows[r - 1] ? 6 : 0);
        }
        left[0] = MARGIN;
        for (int c = 0; c < grid.columns(); c++) {
            int width = c == 0 ? FIRST_WIDTH : CELL_WIDTH;
            left[c + 1] = left[c] + (columns[c] ? width : c > 0 && columns[c - 1] ? 6 : 0);
        }
        BufferedImage image =
                new BufferedImage(left[grid.columns()] + MARGIN, top[grid.rows()] + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        Font font = font();
        graphics.setFont(font);
        graphics.setColor(Color.BLACK);
        text(graphics, grid.caption().replace('\n', ' '), MARGIN, MARGIN + 18, image.getWidth() - 2 * MARGIN);
        for (Cell cell : grid.cells()) {
            if (!rows[cell.row()] || !columns[cell.column()]) {
                continue;
            }
            int x = left[cell.column()];
            int y = top[cell.row()];
            int width = left[cell.column() + cell.columnSpan()] - x;
            if (cell.blank() && width < 2) {
                continue;
            }
            int height = top[cell.row() + cell.rowSpan()] - y;
            graphics.setColor(cell.bold() ? new Color(0xF0, 0xF0, 0xF0) : Color.WHITE);
            graphics.fillRect(x, y, width, height);
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.drawRect(x, y, width, height);
            graphics.setColor(Color.BLACK);
            // a title in the first column runs on over the blank cells beside it, as sheets show it
            boolean alone = row != cell.row()
                    && grid.cells().stream()
                            .noneMatch(other -> other.row() == cell.row() && !other.equals(cell) && !other.blank());
            int room = alone ? image.getWidth() - MARGIN - x : width;
            text(graphics, cell.text().replace('\n', ' '), x + 6, y + 19, room - 10);
            boolean covers = row >= cell.row()
                    && row < cell.row() + cell.rowSpan()
                    && column >= cell.column()
                    && column < cell.column() + cell.columnSpan();
            if (covers) {
                mark(graphics, new Rectangle2D.Double(x + 1, y + 1, width - 2, height - 2));
            }
        }
        graphics.dispose();
        write(image, out);
    }

    /** The last row of the heads above a cell: what stands over it and is no number of the same column. */
    private static int head(Grid grid, int row, int column) {
        List<Optional<Cell>> places = grid.places();
        for (int r = row - 1; r >= 0; r--) {
            String text = places.get(r * grid.columns() + column)
                    .map(Cell::text)
                    .orElse("")
                    .strip();
            boolean year = text.matches("(?:18|19|20)\\d\\d(?:年|\\.0)?");
            boolean figure = text.isEmpty() || !year && text.matches("[-+(]?[\\d.,\\s]+[)%]?|[-–—…./]+");
            if (!figure) {
                return r;
            }
        }
        return -1;
    }

    private static boolean[] shown(int count, int at, int around, int head) {
        boolean[] shown = new boolean[count];
        for (int i = 0; i < count; i++) {
            shown[i] = i < head || Math.abs(i - at) <= around;
        }
        return shown;
    }

    private static void mark(Graphics2D graphics, Rectangle2D place) {
        graphics.setColor(MARK_FILL);
        graphics.fill(place);
        graphics.setColor(MARK);
        graphics.setStroke(new BasicStroke(3));
        graphics.draw(place);
        graphics.setStroke(new BasicStroke(1));
    }

    private static void text(Graphics2D graphics, String text, int x, int y, int width) {
        FontMetrics metrics = graphics.getFontMetrics();
        String shown = text;
        while (!shown.isEmpty() && metrics.stringWidth(shown) > width) {
            shown = shown.substring(0, shown.length() - 1);
        }
        boolean cut = shown.length() < text.length() && shown.length() > 1;
        graphics.drawString(cut ? shown.substring(0, shown.length() - 1) + "…" : shown, x, y);
    }

    /** The font that came with the program, which has the characters of Chinese yearbooks. */
    private static Font font() throws IOException {
        try (InputStream in = PlacePicture.class.getResourceAsStream("/fonts/sc-gb2312-400Regular.ttf")) {
            if (in == null) {
                return new Font(Font.SANS_SERIF, Font.PLAIN, 15);
            }
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(15f);
        } catch (FontFormatException damaged) {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 15);
        }
    }

    private static void write(BufferedImage image, Path out) throws IOException {
        // opened here: where Java's own way cannot open the file it prints a stack trace
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
            if (!ImageIO.write(image, "png", file)) {
                throw new IOException("this Java cannot write PNG");
            }
        }
    }
}
