package almanac.document;

import almanac.document.csv.CsvReader;
import almanac.document.pdf.PdfReader;
import almanac.document.plain.PlainReader;
import almanac.document.sheet.XlsReader;
import almanac.document.sheet.XlsxReader;
import almanac.document.web.HtmlReader;
import almanac.document.word.DocxReader;
import almanac.model.Declared;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Sentence;
import almanac.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads one file of any supported kind. Never throws on bad content: a file that cannot be read is a document without
 * tables and prose whose diagnostics say why.
 *
 * <p>Example: {@code new DocumentReader().read(Path.of("corpus/hubei/2013.xls"), Path.of("corpus"), ReadLimits.DEFAULT)}
 * has the source id {@code hubei/2013.xls}.
 */
public final class DocumentReader {
    private final Map<String, FormatReader> readers;

    public DocumentReader() {
        this(new PdfReader());
    }

    /** With a PDF reader of the caller's choice: one that knows a password, pages or table areas. */
    public DocumentReader(PdfReader pdf) {
        Map<String, FormatReader> known = new TreeMap<>();
        known.put(Kind.PDF, pdf);
        known.put(Kind.XLSX, new XlsxReader());
        known.put(Kind.XLS, new XlsReader());
        known.put(Kind.CSV, new CsvReader());
        known.put(Kind.TSV, new CsvReader());
        known.put(Kind.DOCX, new DocxReader());
        known.put(Kind.HTML, new HtmlReader());
        known.put(Kind.PLAIN, new PlainReader());
        readers = Map.copyOf(known);
    }

    /** Whether the file is a sidecar ({@code almanac.yaml}, {@code *.almanac.yaml}) and no document of its own. */
    public static boolean isSidecar(Path file) {
        return Sidecars.isSidecar(file);
    }

    /**
     * Reads a document.
     *
     * @param file the document
     * @param root the folder that the source's path is relative to
     * @param limits bounds on time, memory and size
     */
    public Document read(Path file, Path root, ReadLimits limits) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        String path = relative(file, root);
        Declared declared = Sidecars.of(file, root, diagnostics);
        String mediaType = "application/octet-stream";
        String hash = "";
        Content content;
        try {
            if (!Files.isRegularFile(file)) {
                content = Content.nothing(
                        Trouble.unreadable(path, Files.exists(file) ? "it is no file" : "it does not exist"));
            } else if (Files.size(file) > limits.maxBytes()) {
                content =
                        Content.nothing(Trouble.limit(path, "the file has more than " + limits.maxBytes() + " bytes"));
            } else {
                hash = sha256(file);
                Kind kind = Kind.of(file);
                mediaType = kind.mediaType();
                if (kind.misnamed(path)) {
                    diagnostics.add(Trouble.misnamed(path, mediaType));
                }
                content = content(file, source(path, hash, mediaType, declared, Optional.empty(), "und"), limits);
            }
        } catch (IOException unreadable) {
            content = Content.nothing(Trouble.unreadable(path, String.valueOf(unreadable.getMessage())));
        } catch (OutOfMemoryError tooLarge) {
            content = Content.nothing(Trouble.limit(path, "it needs more memory than there is"));
        }
        diagnostics.addAll(content.diagnostics());
        Source source = source(path, hash, mediaType, declared, content.title(), language(content));
        return new Document(
                source,
                content.pageCount(),
                content.grids(),
                content.sentences(),
                content.pageText(),
                declared,
                diagnostics);
    }

    private Content content(Path file, Source source, ReadLimits limits) throws IOException {
        if (source.mediaType().equals(Kind.ENCRYPTED)) {
            return Content.nothing(Trouble.encrypted(source.path()));
        }
        if (source.mediaType().equals(Kind.EMPTY)) {
            return Content.nothing(Trouble.noBytes(source.path()));
        }
        FormatReader reader = readers.get(source.mediaType());
        if (reader == null) {
            return Content.nothing(Trouble.unsupported(source.path(), source.mediaType()));
        }
        Content content = reader.read(file, source, limits);
        if (content.grids().isEmpty()
                && content.sentences().isEmpty()
                && content.diagnostics().stream().noneMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR)) {
            List<Diagnostic> diagnostics = new ArrayList<>(content.diagnostics());
            diagnostics.add(Trouble.empty(source.path()));
            return new Content(
                    content.pageCount(),
                    content.grids(),
                    content.sentences(),
                    content.pageText(),
                    diagnostics,
                    content.title());
        }
        return content;
    }

    private static Source source(
            String path, String hash, String mediaType, Declared declared, Optional<String> own, String language) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return new Source(
                path,
                path,
                hash,
                mediaType,
                declared.title().or(() -> own.filter(title -> !title.isBlank())).orElse(stem),
                declared.publisher(),
                declared.vintage(),
                language,
                declared.simulated());
    }

    private static String relative(Path file, Path root) {
        Path absolute = file.toAbsolutePath().normalize();
        Path top = root.toAbsolutePath().normalize();
        boolean inside = absolute.startsWith(top) && !absolute.equals(top);
        return (inside ? top.relativize(absolute) : absolute.getFileName())
                .toString()
                .replace('\\', '/');
    }

    private static String language(Content content) {
        StringBuilder sample = new StringBuilder();
        for (Sentence sentence : content.sentences()) {
            if (sample.length() > 4_000) {
                break;
            }
            sample.append(sentence.text()).append('\n');
        }
        for (Grid grid : content.grids()) {
            if (sample.length() > 8_000) {
                break;
            }
            sample.append(grid.caption()).append('\n');
            grid.cells().stream()
                    .limit(200)
                    .forEach(cell -> sample.append(cell.text()).append(' '));
        }
        return Prose.language(sample.toString());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
