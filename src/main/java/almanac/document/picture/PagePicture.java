package almanac.document.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Pages of a PDF as small PNG pictures: legible, sixteen greys, the same bytes for the same page.
 *
 * @param png the picture
 * @param widthPoints of the page as displayed
 * @param heightPoints of the page as displayed
 */
public record PagePicture(byte[] png, double widthPoints, double heightPoints) {
    /** Enough to read the small print of a yearbook; a page is then some 60 kB. */
    private static final float DOTS_PER_INCH = 110;

    private static final float POINTS_PER_INCH = 72;
    /** A page larger than this many dots is drawn coarser: a hostile page size must not take the memory. */
    private static final double MOST_DOTS = 12e6;

    /**
     * Draws pages.
     *
     * @param pages from 1; those that the document does not have are left out
     * @throws IOException when the document cannot be read
     */
    public static SortedMap<Integer, PagePicture> of(Path pdf, SortedSet<Integer> pages) throws IOException {
        SortedMap<Integer, PagePicture> pictures = new TreeMap<>();
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page : pages) {
                if (page >= 1 && page <= document.getNumberOfPages()) {
                    pictures.put(page, draw(renderer, document, page));
                }
            }
        }
        return pictures;
    }

    private static PagePicture draw(PDFRenderer renderer, PDDocument document, int page) throws IOException {
        var box = document.getPage(page - 1).getCropBox();
        boolean turned = document.getPage(page - 1).getRotation() % 180 != 0;
        double width = turned ? box.getHeight() : box.getWidth();
        double height = turned ? box.getWidth() : box.getHeight();
        double dots = width * height * DOTS_PER_INCH * DOTS_PER_INCH / POINTS_PER_INCH / POINTS_PER_INCH;
        float resolution = (float) (DOTS_PER_INCH * Math.min(1, Math.sqrt(MOST_DOTS / Math.max(1, dots))));
        BufferedImage grey = renderer.renderImageWithDPI(page - 1, resolution, ImageType.GRAY);
        byte[] levels = new byte[16];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (i * 17);
        }
        BufferedImage small = new BufferedImage(
                grey.getWidth(),
                grey.getHeight(),
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(4, levels.length, levels, levels, levels));
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                int level = grey.getRaster().getSample(x, y, 0);
                small.getRaster().setSample(x, y, 0, (level + 8) / 17);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(small, "png", out)) {
            throw new IOException("this Java cannot write PNG");
        }
        return new PagePicture(out.toByteArray(), width, height);
    }
}
