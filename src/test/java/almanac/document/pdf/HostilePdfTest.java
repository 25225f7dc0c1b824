package almanac.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.document.Content;
import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that mean no good: each is answered with diagnostics, and what can be read is read. */
@Timeout(60)
class HostilePdfTest {
    @TempDir
    private Path folder = Path.of("");

    private static void table(PdfPrint print) {
        print.rule(80, 100, 400, 100).rule(80, 120, 400, 120).rule(80, 176, 400, 176);
        print.text(90, 114, "Region").right(380, 114, "Growth");
        for (int i = 0; i < 4; i++) {
            print.text(90, 134 + 13 * i, "Province " + (char) ('A' + i)).right(380, 134 + 13 * i, "1" + i + ".5");
        }
    }

    private static List<String> codes(Content content) {
        return content.diagnostics().stream().map(d -> d.code().id()).toList();
    }

    private Path bytes(String text) throws IOException {
        Path file = folder.resolve("hostile.pdf");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }

    @Test
    void asksForThePasswordAndTakesIt() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            table(print);
            print.pen().close();
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "open", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            print.document.protect(policy);
            Path file = folder.resolve("locked.pdf");
            print.document.save(file.toFile());
            assertThat(codes(PdfPrint.read(file, PdfOptions.DEFAULT))).containsExactly("ALM-1101");
            assertThat(codes(PdfPrint.read(file, new PdfOptions("wrong", List.of(), List.of(), 1))))
                    .containsExactly("ALM-1101");
            assertThat(PdfPrint.read(file, new PdfOptions("open", List.of(), List.of(), 1))
                            .grids())
                    .hasSize(1);
        }
    }

    @Test
    void survivesEveryTruncation() throws IOException {
        byte[] whole;
        try (PdfPrint print = new PdfPrint()) {
            table(print);
            whole = Files.readAllBytes(print.save(folder));
        }
        Path file = folder.resolve("cut.pdf");
        for (int share = 1; share < 10; share++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * share / 10));
            Content content = PdfPrint.read(file, PdfOptions.DEFAULT);
            assertThat(content.diagnostics().isEmpty() && content.grids().isEmpty())
                    .as("silent at " + share + " tenths")
                    .isFalse();
        }
    }

    @Test
    void saysThatThereAreNoPages() throws IOException {
        Path file = folder.resolve("empty.pdf");
        try (PDDocument document = new PDDocument()) {
            document.save(file.toFile());
        }
        assertThat(codes(PdfPrint.read(file, PdfOptions.DEFAULT))).containsExactly("ALM-1106");
    }

    @Test
    void readsTenThousandPages() throws IOException {
        Path file = folder.resolve("long.pdf");
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 10_000; i++) {
                document.addPage(new PDPage());
            }
            document.save(file.toFile());
        }
        Content content = PdfPrint.read(file, PdfOptions.DEFAULT);
        assertThat(content.pageCount()).isEqualTo(10_000);
    }

    @Test
    void readsPagesOfManyMetres() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.page(new PDRectangle(14_400, 14_400));
            table(print);
            assertThat(print.read(folder).grids()).hasSize(1);
        }
    }

    @Test
    void stopsAtAMillionGlyphsAndReadsTheOtherPages() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            StringBuilder stream = new StringBuilder("BT /F1 8 Tf\n");
            String line = "(" + "9".repeat(500) + ") Tj\n";
            for (int i = 0; i < 2_000; i++) {
                stream.append("1 0 0 1 10 ").append(i % 800).append(" Tm ").append(line);
            }
            stream.append("ET\n");
            replace(print, stream.toString());
            print.page(PDRectangle.A4);
            table(print);
            Content content = print.read(folder);
            assertThat(codes(content)).contains("ALM-1104");
            assertThat(content.grids()).extracting(g -> g.page()).contains("2");
        }
    }

    @Test
    void givesUpAMillionRulingsAndReadsTheOtherPages() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 1_000_000; i++) {
                stream.append(i % 590)
                        .append(' ')
                        .append(i % 840)
                        .append(" m ")
                        .append(i % 590 + 9)
                        .append(' ')
                        .append(i % 840)
                        .append(" l S\n");
            }
            replace(print, stream.toString());
            print.page(PDRectangle.A4);
            table(print);
            Content content = print.read(folder);
            assertThat(codes(content)).contains("ALM-1104");
            assertThat(content.grids()).extracting(g -> g.page()).containsExactly("2");
        }
    }

    private static void replace(PdfPrint print, String content) throws IOException {
        print.text(10, 10, "x"); // makes the font a resource
        print.pen().close();
        PDStream stream = new PDStream(print.document);
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        print.current().setContents(stream);
    }

    @Test
    void endsOnACyclicPageTree() throws IOException {
        Path file = bytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5>>endobj\n"
                + "trailer<</Root 1 0 R/Size 3>>\n%%EOF");
        Content content = PdfPrint.read(file, PdfOptions.DEFAULT);
        assertThat(content.grids()).isEmpty();
        assertThat(content.diagnostics()).isNotEmpty();
    }

    @Test
    void drawsAFormThatDrawsItselfOnce() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            table(print);
            PDFormXObject form = form(print, "q /Me Do /Me Do Q");
            form.getResources().put(COSName.getPDFName("Me"), form);
            print.pen().drawForm(form);
            assertThat(print.read(folder).grids()).hasSize(1);
        }
    }

    @Test
    void saysThatAPageIsAPicture() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            BufferedImage picture = new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB);
            print.pen().drawImage(LosslessFactory.createFromImage(print.document, picture), 0, 0, 595, 842);
            print.page(PDRectangle.A4);
            table(print);
            Content content = print.read(folder);
            assertThat(codes(content)).containsExactly("ALM-1102");
            assertThat(content.grids()).hasSize(1);
        }
    }

    @Test
    void stopsWhenTimeIsUp() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            for (int i = 0; i < 20; i++) {
                table(print);
                print.page(PDRectangle.A4);
            }
            ReadLimits none = new ReadLimits(Duration.ZERO, 1000, 1000, 1000, 1 << 20);
            Content content = PdfPrint.read(print.save(folder), PdfOptions.DEFAULT, none);
            assertThat(codes(content)).contains("ALM-1104");
        }
    }

    @Test
    void keepsPagesWhoseNeighbourIsBroken() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.current().getCOSObject().setItem(COSName.MEDIA_BOX, new COSArray());
            replace(print, "BT /Nowhere 9 Tf (lost) Tj ET q q q Q Q Q Q Q [ << (");
            print.page(PDRectangle.A4);
            table(print);
            assertThat(print.read(folder).grids()).extracting(g -> g.page()).containsExactly("2");
        }
    }

    @Test
    void saysInWordsWhyAPageWasLost() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            table(print);
            print.page(PDRectangle.A4);
            table(print);
            print.pen().close();
            print.document.getPage(0).getCOSObject().setItem(COSName.RESOURCES, COSName.A);
            print.document.getPage(0).getCOSObject().setItem(COSName.ROTATE, new COSArray());
            print.document.getPage(0).getCOSObject().setItem(COSName.CROP_BOX, COSName.A);
            Path file = folder.resolve("odd.pdf");
            print.document.save(file.toFile());
            Content content = PdfPrint.read(file, PdfOptions.DEFAULT);
            assertThat(content.grids()).extracting(g -> g.page()).contains("2");
            assertThat(content.diagnostics())
                    .allSatisfy(d -> assertThat(d.message()).doesNotContain("Exception", "java.", "org.apache"));
        }
    }

    @Test
    void boundsAStreamThatUnpacksToAGigabyte() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            print.text(10, 10, "x");
            print.pen().close();
            PDStream stream = new PDStream(print.document);
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                for (int i = 0; i < 1024; i++) {
                    out.write(blanks);
                }
            }
            print.current().setContents(stream);
            print.page(PDRectangle.A4);
            table(print);
            Content content = print.read(folder);
            assertThat(content.grids()).extracting(g -> g.page()).contains("2");
        }
    }

    /** A cross-reference stream points to a compressed stream of objects that unpacks to hundreds of megabytes. */
    @Test
    void boundsAnObjectStreamThatUnpacksWithoutEnd() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(latin("%PDF-1.5\n"));
        int[] at = new int[8];
        String text = "BT /F1 9 Tf 90 700 Td (Region) Tj 90 0 Td (12.5) Tj ET";
        String[] plain = {
            "",
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 7 0 R>>>>>>",
            "<</Length " + text.length() + ">>stream\n" + text + "\nendstream"
        };
        for (int i = 1; i < plain.length; i++) {
            at[i] = file.size();
            file.write(latin(i + " 0 obj" + plain[i] + "endobj\n"));
        }
        // object 5 holds objects 6, a page, and 7, a font, with half a gigabyte of blanks between them
        int blanks = 1 << 29;
        String page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>";
        String head = "6 0 7 " + (page.length() + blanks) + " ";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(latin(head + page));
            byte[] white = new byte[1 << 20];
            Arrays.fill(white, (byte) ' ');
            for (int i = 0; i < blanks; i += white.length) {
                out.write(white);
            }
            out.write(latin("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        }
        at[5] = file.size();
        file.write(latin("5 0 obj<</Type/ObjStm/N 2/First " + head.length() + "/Filter/FlateDecode/Length "
                + packed.size() + ">>stream\n"));
        packed.writeTo(file);
        file.write(latin("\nendstream endobj\n"));
        int start = file.size();
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (int i = 0; i < 9; i++) {
            boolean inside = i == 6 || i == 7;
            int where = i == 8 ? start : inside ? 5 : i == 0 ? 0 : at[i];
            entries.write(i == 0 ? 0 : inside ? 2 : 1);
            entries.write(new byte[] {(byte) (where >> 24), (byte) (where >> 16), (byte) (where >> 8), (byte) where});
            entries.write(i == 7 ? 1 : 0);
        }
        file.write(latin("8 0 obj<</Type/XRef/Size 9/W[1 4 1]/Root 1 0 R/Length " + entries.size() + ">>stream\n"));
        entries.writeTo(file);
        file.write(latin("\nendstream endobj\nstartxref\n" + start + "\n%%EOF"));
        Path bomb = folder.resolve("objects.pdf");
        Files.write(bomb, file.toByteArray());
        Content content = PdfPrint.read(bomb, PdfOptions.DEFAULT);
        assertThat(content.pageCount()).isEqualTo(2);
        assertThat(content.pageText()).containsEntry("1", "Region 12.5");
        assertThat(content.diagnostics())
                .allSatisfy(d -> assertThat(d.message()).doesNotContain("Exception", "java.", "org.apache"));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void boundsFormsThatDrawEachOtherManyTimes() throws IOException {
        try (PdfPrint print = new PdfPrint()) {
            PDFormXObject inner = form(print, "0 0 m 50 50 l S ");
            for (int depth = 0; depth < 9; depth++) {
                PDFormXObject outer = form(print, "/In Do ".repeat(10));
                outer.getResources().put(COSName.getPDFName("In"), inner);
                inner = outer;
            }
            print.pen().drawForm(inner);
            print.page(PDRectangle.A4);
            table(print);
            Content content = print.read(folder);
            assertThat(codes(content)).containsExactly("ALM-1104");
            assertThat(content.grids()).extracting(g -> g.page()).containsExactly("2");
        }
    }

    private static PDFormXObject form(PdfPrint print, String drawn) throws IOException {
        PDFormXObject form = new PDFormXObject(print.document);
        form.setBBox(new PDRectangle(100, 100));
        form.setResources(new PDResources());
        try (OutputStream out = form.getContentStream().createOutputStream()) {
            out.write(drawn.getBytes(StandardCharsets.ISO_8859_1));
        }
        return form;
    }

    @Test
    void refusesWhatIsNoPdfBehindItsFirstLine() throws IOException {
        Content content = PdfPrint.read(bytes("%PDF-1.7\n" + "rubbish ".repeat(500)), PdfOptions.DEFAULT);
        assertThat(content.diagnostics())
                .anySatisfy(d -> assertThat(d.code().severity()).isEqualTo(Diagnostic.Severity.ERROR));
    }
}
