package almanac.simulate;

import almanac.simulate.Fact.Placed;
import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Yearbooks in PDF: tables flow down the pages and go on as 续表 where a page ends; ruled, with three lines, or with none.
 *
 * <p>Fonts are embedded as subsets. All streams are stored without compression, for the same reason as in {@link
 * StoredZip}.
 */
final class PdfPress implements Press {
    private static final PDRectangle PAGE = new PDRectangle(595, 842);
    private static final float MARGIN = 45;
    private static final float FOOT = 20;
    private static final float ROW_HEIGHT = 15.5f;
    private static final float LINE_HEIGHT = 10f;
    private static final float BODY_SIZE = 7.5f;
    private static final float TITLE_SIZE = 10.5f;
    private static final float MARK_SIZE = 4.5f;
    private static final float STUB_ZH = 46;
    private static final float STUB_EN = 64;

    /** Rows that must fit below a head; with fewer left the table begins on the next page. */
    private static final int LEAST_ROWS = 3;

    private final SimulationPlan plan;

    PdfPress(SimulationPlan plan) {
        this.plan = plan;
    }

    @Override
    public byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) throws IOException {
        byte[] compressed;
        try (PDDocument document = new PDDocument()) {
            Book book = new Book(document, edition, placed);
            for (PrintedTable table : tables) {
                book.print(table);
            }
            book.close();
            describe(document, edition);
            compressed = saved(document, edition);
        }
        try (PDDocument document = Loader.loadPDF(compressed)) {
            for (COSObjectKey key :
                    new TreeSet<>(document.getDocument().getXrefTable().keySet())) {
                if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
                    byte[] plain;
                    try (InputStream in = stream.createInputStream()) {
                        plain = in.readAllBytes();
                    }
                    try (OutputStream out = stream.createOutputStream()) {
                        out.write(plain);
                    }
                }
            }
            return saved(document, edition);
        }
    }

    private void describe(PDDocument document, Edition edition) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(edition.book().name().zh() + " " + edition.cover());
        information.setAuthor(edition.book().publisher().zh());
        information.setSubject(plan.notice().zh() + " / " + plan.notice().en());
        information.setProducer("Almanac");
        Calendar cover = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        cover.setTimeInMillis(java.time.LocalDate.of(edition.cover(), 9, 1).toEpochDay() * 86_400_000L);
        information.setCreationDate(cover);
        document.setDocumentInformation(information);
    }

    private static byte[] saved(PDDocument document, Edition edition) throws IOException {
        document.setDocumentId((long) edition.cover());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    private static PDFont font(PDDocument document, String name) throws IOException {
        try (InputStream in = PdfPress.class.getResourceAsStream("/fonts/" + name)) {
            if (in == null) {
                throw new IOException("the font " + name + " is not on the class path");
            }
            return PDType0Font.load(document, in, true);
        }
    }

    /** One yearbook while it is printed. */
    private final class Book {
        private final PDDocument document;
        private final Edition edition;
        private final List<Placed> placed;
        private final PDFont regular;
        private final PDFont bold;
        private PDPageContentStream page;
        private int pageNumber;
        private float y;

        Book(PDDocument document, Edition edition, List<Placed> placed) throws IOException {
            this.document = document;
            this.edition = edition;
            this.placed = placed;
            this.regular = font(document, "sc-gb2312-400Regular.ttf");
            this.bold = font(document, "sc-gb2312-600SemiBold.ttf");
            this.page = open();
        }

        private PDPageContentStream open() throws IOException {
            PDPage sheet = new PDPage(PAGE);
            document.addPage(sheet);
            pageNumber++;
            PDPageContentStream stream =
                    new PDPageContentStream(document, sheet, PDPageContentStream.AppendMode.OVERWRITE, false);
            y = PAGE.getHeight() - MARGIN;
            String running = edition.book().name().zh() + " " + edition.cover();
            text(stream, regular, 7, MARGIN, y + 14, running);
            String notice = plan.notice().zh() + "  " + plan.notice().en();
            centred(stream, regular, 7, MARGIN - 18, notice);
            text(stream, regular, 7, PAGE.getWidth() - MARGIN - 12, MARGIN - 18, String.valueOf(pageNumber));
            return stream;
        }

        void close() throws IOException {
            page.close();
        }

        private void turn() throws IOException {
            page.close();
            page = open();
        }

        private float headHeight(PrintedTable table) {
            float height = 0;
            for (List<Head> row : table.heads()) {
                height += rowHeight(row);
            }
            return height;
        }

        private float rowHeight(List<Head> row) {
            int lines = 1;
            for (Head head : row) {
                if (head.rowSpan() == 1) {
                    lines = Math.max(lines, head.zh().isEmpty() || head.en().isEmpty() ? 1 : 2);
                }
            }
            return lines * LINE_HEIGHT + 6;
        }

        void print(PrintedTable table) throws IOException {
            int from = 0;
            while (from < table.rows().size()) {
                float above = 40 + headHeight(table);
                int room = (int) ((y - above - MARGIN - FOOT) / ROW_HEIGHT);
                int left = table.rows().size() - from;
                if (room < Math.min(left, LEAST_ROWS)) {
                    turn();
                    continue;
                }
                int to = Math.min(table.rows().size(), from + room);
                print(table.part(from, to), edition.style());
                from = to;
                if (from < table.rows().size()) {
                    turn();
                }
            }
        }

        private void print(PrintedTable table, String style) throws IOException {
            y -= 14;
            String caption = table.continued()
                    ? table.number() + "  续表  continued"
                    : table.number() + "  " + table.title().zh();
            centred(page, bold, TITLE_SIZE, y, caption);
            y -= 12;
            if (!table.continued()) {
                centred(page, regular, 8, y, table.title().en());
            }
            y -= 10;
            if (table.unit().isPresent()) {
                text(
                        page,
                        regular,
                        BODY_SIZE,
                        MARGIN,
                        y,
                        "单位：" + table.unit().get().zh());
                right(
                        page,
                        regular,
                        BODY_SIZE,
                        PAGE.getWidth() - MARGIN,
                        y,
                        "(" + table.unit().get().en() + ")");
            }
            y -= 4;
            float[] edges = edges(table);
            float top = y;
            List<float[]> lines = new ArrayList<>(); // x1 y1 x2 y2
            float[] headTops = new float[table.heads().size() + 1];
            headTops[0] = top;
            for (int r = 0; r < table.heads().size(); r++) {
                headTops[r + 1] = headTops[r] - rowHeight(table.heads().get(r));
            }
            for (int r = 0; r < table.heads().size(); r++) {
                for (Head head : table.heads().get(r)) {
                    float leftEdge = edges[head.column()];
                    float rightEdge = edges[head.column() + head.columnSpan()];
                    float bottom = headTops[r + head.rowSpan()];
                    head(head, leftEdge, rightEdge, headTops[r], bottom);
                    if (style.equals("ruled")) {
                        lines.add(new float[] {leftEdge, bottom, rightEdge, bottom});
                        lines.add(new float[] {rightEdge, headTops[r], rightEdge, bottom});
                    } else if (style.equals("three_line") && head.columnSpan() > 1) {
                        lines.add(new float[] {leftEdge + 3, bottom, rightEdge - 3, bottom});
                    }
                }
            }
            y = headTops[table.heads().size()];
            float headBottom = y;
            for (int r = 0; r < table.rows().size(); r++) {
                Row row = table.rows().get(r);
                float base = y - ROW_HEIGHT + 4.5f;
                int stub = row.stub().size();
                for (int c = 0; c < stub; c++) {
                    text(
                            page,
                            regular,
                            BODY_SIZE,
                            edges[c] + 3,
                            base,
                            row.stub().get(c));
                }
                for (int c = 0; c < row.cells().size(); c++) {
                    Body body = row.cells().get(c);
                    float room = edges[stub + c + 1] - edges[stub + c] - 5;
                    float size = Math.min(BODY_SIZE, BODY_SIZE * room / width(regular, BODY_SIZE, body.text()));
                    right(page, regular, size, edges[stub + c + 1] - 3, base, body.text());
                    placed.add(new Placed(
                            edition.path(),
                            String.valueOf(pageNumber),
                            "r" + (table.heads().size() + r + 1) + "c" + (stub + c + 1),
                            body.fact()));
                }
                y -= ROW_HEIGHT;
                if (style.equals("ruled")) {
                    lines.add(new float[] {edges[0], y, edges[table.columns()], y});
                }
            }
            rules(table, style, edges, top, headBottom, lines);
            for (String note : table.notes()) {
                y -= LINE_HEIGHT;
                text(page, regular, 6.5f, MARGIN, y, note);
            }
            y -= 12;
        }

        private void rules(
                PrintedTable table, String style, float[] edges, float top, float headBottom, List<float[]> lines)
                throws IOException {
            float left = edges[0];
            float end = edges[table.columns()];
            page.setLineWidth(0.5f);
            for (float[] line : lines) {
                line(line[0], line[1], line[2], line[3]);
            }
            if (style.equals("ruled")) {
                line(left, top, end, top);
                line(left, headBottom, end, headBottom);
                for (float edge : edges) {
                    line(edge, headBottom, edge, y);
                }
                line(left, top, left, headBottom);
            } else if (style.equals("three_line")) {
                line(left, headBottom, end, headBottom);
                page.setLineWidth(1.2f);
                line(left, top, end, top);
                line(left, y, end, y);
            }
        }

        private void line(float x1, float y1, float x2, float y2) throws IOException {
            page.moveTo(x1, y1);
            page.lineTo(x2, y2);
            page.stroke();
        }

        private float[] edges(PrintedTable table) {
            float[] edges = new float[table.columns() + 1];
            int stub = table.rows().get(0).stub().size();
            edges[0] = MARGIN;
            edges[1] = MARGIN + STUB_ZH;
            if (stub > 1) {
                edges[2] = edges[1] + STUB_EN;
            }
            float width = (PAGE.getWidth() - MARGIN - edges[stub]) / (table.columns() - stub);
            for (int c = stub + 1; c <= table.columns(); c++) {
                edges[c] = edges[c - 1] + width;
            }
            return edges;
        }

        private void head(Head head, float left, float right, float top, float bottom) throws IOException {
            List<String> lines = new ArrayList<>();
            if (!head.zh().isEmpty()) {
                lines.add(head.zh());
            }
            if (!head.en().isEmpty()) {
                lines.add(head.en());
            }
            float base = (top + bottom) / 2 + (lines.size() - 1) * LINE_HEIGHT / 2 - BODY_SIZE * 0.36f;
            for (String line : lines) {
                float width = width(regular, BODY_SIZE, line);
                float size = Math.min(BODY_SIZE, BODY_SIZE * (right - left - 2) / width);
                float shown = width(regular, size, line);
                float x = (left + right - shown) / 2;
                text(page, regular, size, x, base, line);
                if (!head.mark().isEmpty() && line.equals(lines.get(0))) {
                    text(page, regular, MARK_SIZE, x + shown, base + BODY_SIZE * 0.4f, head.mark());
                }
                base -= LINE_HEIGHT;
            }
        }

        private float width(PDFont font, float size, String text) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }

        private void text(PDPageContentStream stream, PDFont font, float size, float x, float base, String text)
                throws IOException {
            stream.beginText();
            stream.setFont(font, size);
            stream.newLineAtOffset(x, base);
            stream.showText(text);
            stream.endText();
        }

        private void right(PDPageContentStream stream, PDFont font, float size, float x, float base, String text)
                throws IOException {
            text(stream, font, size, x - width(font, size, text), base, text);
        }

        private void centred(PDPageContentStream stream, PDFont font, float size, float base, String text)
                throws IOException {
            text(stream, font, size, (PAGE.getWidth() - width(font, size, text)) / 2, base, text);
        }
    }
}
