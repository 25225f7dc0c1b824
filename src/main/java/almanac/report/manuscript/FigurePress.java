package almanac.report.manuscript;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A picture in the forms that word processors and LaTeX take: a PDF page of its own size, and that page as PNG. Both use
 * the program's fonts, so they look the same on every machine.
 */
public final class FigurePress {
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 ([\\d.]+) ([\\d.]+)\"");
    /** Dots an inch: sharp in print at the width of a text column. */
    private static final int DOTS = 200;

    /**
     * A picture's two forms.
     *
     * @param width in points
     * @param height in points
     */
    public record Pressed(byte[] pdf, byte[] png, double width, double height) {}

    private FigurePress() {}

    /**
     * Presses a picture.
     *
     * @param svg one of our own, with a view box; a CSS pixel is three quarters of a point
     */
    public static Pressed of(String svg) {
        Matcher size = SIZE.matcher(svg);
        double width = size.find() ? Double.parseDouble(size.group(1)) : 600;
        double height = size.hitEnd() || !size.reset().find() ? 400 : Double.parseDouble(size.group(2));
        byte[] pdf = PdfForm.picture(svg, width * 0.75, height * 0.75);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, DOTS, ImageType.RGB);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return new Pressed(pdf, png.toByteArray(), width * 0.75, height * 0.75);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
