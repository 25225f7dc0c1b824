package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Grid;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** Draws a page with the cells that were found, to look at. */
public final class PagePicture {
    /** A picture has at most so many pixels each way: pages of many metres are drawn smaller. */
    private static final double MOST_PIXELS = 3000;
    /** Pixels a point, for pages of usual size. */
    private static final double SCALE = 1.6;

    /** Height of a line of the caption, pixels. */
    private static final int LINE = 18;
    /** A caption of full lines has room in so many pixels. */
    private static final int NARROWEST = 720;

    private static final Color FRAME = new Color(20, 140, 60);

    private static @Nullable FontMapper machineFonts;

    private PagePicture() {}

    /** Keeps PDFBox's own way to fonts before {@link PlainFonts} takes its place: pictures need real faces. */
    static synchronized void rememberFonts() {
        if (machineFonts == null) {
            machineFonts = FontMappers.instance();
        }
    }

    /**
     * A page as PNG: tables framed green with their ids, cells red, and below the page what is to be said about it.
     *
     * @param page from 1
     * @param grids the page's tables
     * @param captions lines of text below the page
     * @throws IOException when the file cannot be read or the page cannot be drawn
     */
    public static synchronized byte[] png(Path file, String password, int page, List<Grid> grids, List<String> captions)
            throws IOException {
        rememberFonts();
        FontMapper before = FontMappers.instance();
        try (PDDocument document = Loader.loadPDF(file.toFile(), password)) {
            FontMappers.set(machineFonts);
            Box size = new Box(
                    0,
                    0,
                    document.getPage(page - 1).getCropBox().getWidth(),
                    document.getPage(page - 1).getCropBox().getHeight());
            double scale = Math.min(SCALE, MOST_PIXELS / Math.max(size.width(), size.height()));
            BufferedImage drawn = new PDFRenderer(document).renderImage(page - 1, (float) scale);
            BufferedImage image = new BufferedImage(
                    Math.max(drawn.getWidth(), captions.isEmpty() ? 1 : NARROWEST),
                    drawn.getHeight() + (captions.isEmpty() ? 0 : LINE * (captions.size() + 1)),
                    BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, image.getWidth(), image.getHeight());
            pen.drawImage(drawn, 0, 0, null);
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            for (Grid grid : grids) {
                for (Cell cell : grid.cells()) {
                    cell.box().ifPresent(box -> frame(pen, box, scale, new Color(200, 30, 30), 1));
                }
                grid.box().ifPresent(box -> {
                    frame(pen, box, scale, FRAME, 2);
                    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, LINE - 6));
                    pen.drawString(grid.id(), (float) (box.left() * scale), (float) (box.top() * scale) - 4);
                });
            }
            pen.setColor(Color.BLACK);
            pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, LINE - 5));
            for (int i = 0; i < captions.size(); i++) {
                pen.drawString(captions.get(i), LINE, drawn.getHeight() + LINE * (i + 1));
            }
            pen.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } finally {
            FontMappers.set(before);
        }
    }

    private static void frame(Graphics2D pen, Box box, double scale, Color color, int width) {
        pen.setColor(color);
        pen.setStroke(new BasicStroke(width));
        pen.draw(new Rectangle2D.Double(
                box.left() * scale, box.top() * scale, box.width() * scale, box.height() * scale));
    }
}
