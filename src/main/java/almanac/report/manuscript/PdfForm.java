package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Picture;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A manuscript as PDF/A-2u and PDF/UA-1: tagged, its fonts inside, every letter with its Unicode. The date inside is the
 * manuscript's, the document id a hash of its text: equal manuscripts give equal bytes.
 */
public final class PdfForm {
    private static final String FAMILY = "Noto Sans SC";

    private PdfForm() {}

    /** The document. */
    public static byte[] of(Manuscript manuscript) {
        String html = HtmlForm.evaluate(
                "paper.peb",
                manuscript.forPaper(),
                PdfForm::described,
                Map.of("paper", true, "running", running(manuscript)));
        return press(html, manuscript.title().hashCode() * 31L + html.hashCode(), manuscript.date());
    }

    /** One picture on a page of its size, in points. */
    static byte[] picture(String svg, double widthPoints, double heightPoints) {
        String html = String.format(
                        Locale.ROOT,
                        "<html lang=\"en\"><head><title>Almanac</title><style>@page{size:%1$.2fpt %2$.2fpt;margin:0}"
                                + "body{margin:0;font-family:'Noto Sans SC'}svg{display:block;width:%1$.2fpt;height:%2$.2fpt}"
                                + "</style></head><body>",
                        widthPoints,
                        heightPoints)
                + svg + "</body></html>";
        return press(html, svg.hashCode(), "1980-01-01");
    }

    private static byte[] press(String html, long id, String date) {
        XRLog.setLoggingEnabled(false);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.usePdfUaAccessibility(true);
            builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
            builder.useSVGDrawer(new BatikSVGDrawer());
            // pictures look their fonts up apart from the text
            Set<FSFontUseCase> everywhere = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);
            builder.useFont(() -> font("sc-gb2312-400Regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true, everywhere);
            builder.useFont(() -> font("sc-gb2312-600SemiBold.ttf"), FAMILY, 600, FontStyle.NORMAL, true, everywhere);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.withProducer("Almanac");
            builder.withW3cDocument(parsed(html), null);
            builder.toStream(bytes);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                PDDocument document = renderer.getPdfDocument();
                dated(document, LocalDate.parse(date), id);
                document.save(bytes);
                document.close();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture with the text that stands for it; the attribute is this renderer's, HTML has none. */
    private static Picture described(Picture picture) {
        double[] size = picture.paperSize();
        String more = String.format(
                Locale.ROOT,
                "<svg alt=\"%s\" style=\"width:%.2fmm;height:%.2fmm\" ",
                escaped(picture.alt()),
                size[0],
                size[1]);
        return new Picture(
                picture.name(),
                picture.svg().replaceFirst("<svg ", Matcher.quoteReplacement(more)),
                picture.data(),
                picture.caption(),
                picture.alt());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The title for the head of each page, as a CSS string takes it: short and without quotes. */
    private static String running(Manuscript manuscript) {
        String title =
                manuscript.title().replaceAll("[\"\\\\<>{};\\p{Cntrl}]", " ").strip();
        return title.length() > 90 ? title.substring(0, 89) + "…" : title;
    }

    private static InputStream font(String name) {
        InputStream in = PdfForm.class.getResourceAsStream("/fonts/" + name);
        if (in == null) {
            throw new IllegalStateException("the program lacks its font " + name);
        }
        return in;
    }

    private static Document parsed(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new ByteArrayInputStream(
                            html.replaceFirst("<!DOCTYPE html>\\s*", "").getBytes(StandardCharsets.UTF_8))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the paper template made no well-formed page", e);
        }
    }

    /** Sets every date and id that the renderer took from the clock. */
    private static void dated(PDDocument document, LocalDate day, long id) throws IOException {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTimeInMillis(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(calendar);
        information.setModificationDate(calendar);
        document.setDocumentId(id);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        if (metadata != null) {
            String xmp;
            try (InputStream in = metadata.exportXMPMetadata()) {
                xmp = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            xmp = DATES.matcher(xmp).replaceAll("$1" + day + "T00:00:00Z$3");
            metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final Pattern DATES = Pattern.compile("(<xmp:\\w*Date>)([^<]*)(</xmp:\\w*Date>)");
}
