package almanac.document.pdf;

import almanac.document.Content;
import almanac.document.ReadLimits;
import almanac.model.Cell;
import almanac.model.Grid;
import almanac.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Prints small PDF pages for tests: text at places from the top left, rules between them. */
final class PdfPrint implements AutoCloseable {
    static final PDType1Font PLAIN = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

    final PDDocument document = new PDDocument();
    private PDPage page = new PDPage();
    private PDPageContentStream pen;
    double size = 10;

    PdfPrint() {
        page(PDRectangle.A4);
    }

    void page(PDRectangle shape) {
        try {
            if (pen != null) {
                pen.close();
            }
            page = new PDPage(shape);
            document.addPage(page);
            pen = new PDPageContentStream(document, page);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    PDPage current() {
        return page;
    }

    PDPageContentStream pen() {
        return pen;
    }

    PdfPrint text(double left, double baseline, String text) {
        return text(left, baseline, size, text);
    }

    PdfPrint text(double left, double baseline, double size, String text) {
        try {
            pen.beginText();
            pen.setFont(PLAIN, (float) size);
            pen.newLineAtOffset((float) left, (float) (page.getMediaBox().getHeight() - baseline));
            pen.showText(text);
            pen.endText();
            return this;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Text that ends at {@code right}. */
    PdfPrint right(double right, double baseline, String text) {
        try {
            return text(right - PLAIN.getStringWidth(text) / 1000 * size, baseline, text);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    PdfPrint rule(double x1, double y1, double x2, double y2) {
        try {
            float height = page.getMediaBox().getHeight();
            pen.setLineWidth(0.5f);
            pen.moveTo((float) x1, (float) (height - y1));
            pen.lineTo((float) x2, (float) (height - y2));
            pen.stroke();
            return this;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Saves to a file and reads it back. */
    Content read(Path folder) {
        return read(save(folder), PdfOptions.DEFAULT);
    }

    Path save(Path folder) {
        try {
            pen.close();
            Path file = folder.resolve("printed.pdf");
            document.save(file.toFile());
            return file;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static Content read(Path file, PdfOptions options) {
        return read(file, options, ReadLimits.DEFAULT);
    }

    static Content read(Path file, PdfOptions options, ReadLimits limits) {
        Source source = new Source(
                "a.pdf", "a.pdf", "", "application/pdf", "a", Optional.empty(), Optional.empty(), "und", false);
        try {
            return new PdfReader(options).read(file, source, limits);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Rows of a grid, cells parted by bars, spans as {@code text*columns}. */
    static String shown(Grid grid) {
        StringBuilder rows = new StringBuilder();
        for (int r = 0; r < grid.rows(); r++) {
            int row = r;
            rows.append(grid.cells().stream()
                            .filter(c -> c.row() == row)
                            .map(PdfPrint::shown)
                            .collect(Collectors.joining("|")))
                    .append('\n');
        }
        return rows.toString();
    }

    private static String shown(Cell cell) {
        return cell.text().replace('\n', ' ')
                + (cell.columnSpan() > 1 ? "*" + cell.columnSpan() : "")
                + (cell.rowSpan() > 1 ? "/" + cell.rowSpan() : "");
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
