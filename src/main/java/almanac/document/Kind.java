package almanac.document;

import almanac.text.Decoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.Tika;

/**
 * What a file is, by its content; the name decides only between kinds of plain text. Bureaus publish HTML as {@code
 * .xls} and CSV as {@code .txt}: the name is a hint, no more.
 *
 * @param mediaType for example {@code application/pdf}
 */
record Kind(String mediaType) {
    static final String PDF = "application/pdf";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String XLS = "application/vnd.ms-excel";
    static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    static final String ENCRYPTED = "application/x-tika-ooxml-protected";
    static final String HTML = "text/html";
    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";
    static final String PLAIN = "text/plain";
    static final String EMPTY = "application/x-empty";

    private static final int HEAD = 1 << 16;
    private static final Pattern HTML_HEAD = Pattern.compile(
            "(?is)^\\s*(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*<(?:!doctype\\s+html|html|head|body|table|meta|div|p|center|title|style|script)\\b.*");

    static Kind of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return new Kind(EMPTY);
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ascii = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
        if (ascii.contains("%PDF-")) {
            return new Kind(PDF);
        }
        if (ascii.startsWith("PK\u0003\u0004")) {
            return zip(file);
        }
        if (ascii.startsWith("ÐÏ\u0011à")) {
            return compound(file);
        }
        if (binary(head)) {
            return new Kind(tika(file));
        }
        String text = Decoding.decode(head).text();
        if (HTML_HEAD.matcher(text.substring(0, Math.min(text.length(), 4096))).matches()
                || ((name.endsWith(".html") || name.endsWith(".htm")) && text.indexOf('<') >= 0)) {
            return new Kind(HTML);
        }
        if (name.endsWith(".csv")) {
            return new Kind(CSV);
        }
        if (name.endsWith(".tsv") || name.endsWith(".tab")) {
            return new Kind(TSV);
        }
        if (name.endsWith(".txt") || name.endsWith(".md") || name.endsWith(".text") || name.indexOf('.') < 0) {
            return new Kind(separated(text) ? TSV : PLAIN);
        }
        String guess = tika(file);
        return new Kind(guess.startsWith("text/") && !guess.equals("text/csv") ? PLAIN : guess);
    }

    /** Whether a file of text has the name of a document that is none; spreadsheets are often published as HTML or CSV. */
    boolean misnamed(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        return mediaType.startsWith("text/")
                && (low.endsWith(".pdf") || low.endsWith(".docx") || low.endsWith(".xlsx") && !mediaType.equals(CSV));
    }

    /** Whether most lines of a text hold the same number, two or more, of tabs. */
    private static boolean separated(String text) {
        String[] lines = text.split("\n", 60);
        long tabbed = 0;
        long filled = 0;
        for (String line : lines) {
            filled += line.isBlank() ? 0 : 1;
            tabbed += line.chars().filter(c -> c == '\t').count() >= 2 ? 1 : 0;
        }
        return filled >= 3 && tabbed * 10 >= filled * 8;
    }

    /** Control characters that no text has; UTF-16 has zeros in every second byte and is text. */
    private static boolean binary(byte[] head) {
        int sample = Math.min(head.length, 4096);
        int controls = 0;
        for (int i = 0; i < sample; i++) {
            int b = head[i] & 0xFF;
            controls += b < 9 || (b > 13 && b < 32 && b != 27) ? 1 : 0;
        }
        if (controls == 0) {
            return false;
        }
        String text = Decoding.decode(head).text();
        long bad = text.chars()
                .limit(2000)
                .filter(c -> c < 9 || (c > 13 && c < 32 && c != 27))
                .count();
        return bad * 50 > Math.min(2000, text.length());
    }

    private static Kind zip(Path file) throws IOException {
        try (ZipParts parts = ZipParts.open(file, 1 << 20)) {
            if (parts.has("xl/workbook.xml")) {
                return new Kind(XLSX);
            }
            if (parts.has("word/document.xml")) {
                return new Kind(DOCX);
            }
            if (parts.has("[Content_Types].xml")) {
                for (ZipParts.Relationship main : parts.relationshipList("")) {
                    if (main.type().endsWith("/officeDocument")) {
                        return new Kind(main.target().contains("workbook") ? XLSX : DOCX);
                    }
                }
            }
        } catch (IOException broken) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return new Kind(
                    name.endsWith(".docx")
                            ? DOCX
                            : name.endsWith(".xlsx") || name.endsWith(".xlsm") ? XLSX : tika(file));
        }
        return new Kind(tika(file));
    }

    private static Kind compound(Path file) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntry("EncryptedPackage")) {
                return new Kind(ENCRYPTED);
            }
            if (root.hasEntry("Workbook")
                    || root.hasEntry("Book")
                    || root.hasEntry("WORKBOOK")
                    || root.hasEntry("BOOK")) {
                return new Kind(XLS);
            }
        } catch (IOException | RuntimeException broken) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            return new Kind(name.endsWith(".xls") ? XLS : tika(file));
        }
        return new Kind(tika(file));
    }

    private static String tika(Path file) throws IOException {
        return new Tika().detect(file);
    }
}
