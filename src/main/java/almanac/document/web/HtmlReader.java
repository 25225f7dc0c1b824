package almanac.document.web;

import almanac.document.CellText;
import almanac.document.Content;
import almanac.document.Deadline;
import almanac.document.Flow;
import almanac.document.FormatReader;
import almanac.document.ReadLimits;
import almanac.document.TableCells;
import almanac.document.Trouble;
import almanac.model.Diagnostic;
import almanac.model.Source;
import almanac.text.Decoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Web pages through jsoup: tables with their spans, paragraphs in order. Layout tables are walked through, hidden
 * elements and scripts left out, blocks that stand in the page twice read once.
 */
public final class HtmlReader implements FormatReader {
    /** Bytes of heap for a byte of page: twice what the tree of a page of short cells takes. */
    private static final int HEAP_PER_BYTE = 60;

    /** Bytes of heap for a cell, until it is an observation. */
    private static final int HEAP_PER_CELL = 1_500;

    /** The largest page read whole: several times the largest tables that offices put on one page. */
    private static final int MOST_BYTES = 32 << 20;

    /** Cells of a page: what is left of such a page when it is nothing but short cells. */
    private static final int MOST_CELLS = 2_000_000;

    /** How far back from the cut the end of a row is looked for. */
    private static final int CUT_BACK = 1 << 20;

    private static final int DEEPEST = 400;

    private static final Set<String> SKIPPED = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "select",
            "button",
            "input",
            "textarea",
            "iframe",
            "svg",
            "head",
            "object",
            "embed",
            "form-actions");

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "tr",
            "td",
            "th",
            "table",
            "tbody",
            "thead",
            "blockquote",
            "center",
            "pre",
            "dl",
            "dt",
            "dd",
            "header",
            "footer",
            "aside",
            "body",
            "html",
            "figure",
            "figcaption",
            "form",
            "hr",
            "address",
            "caption");

    private static final Pattern META_CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?\\s*([\\w\\-]+)");
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden");
    private static final Pattern AROUND_BREAK = Pattern.compile("[ \\t]*\\n[ \\t]*");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]{2,}");
    private static final Pattern BREAKS = Pattern.compile("\\n{2,}");
    private static final Pattern PADDING =
            Pattern.compile("(?i)(?:padding-left|text-indent|margin-left)\\s*:\\s*([\\d.]+)\\s*(px|pt|em)");

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        String html = html(file, source.path(), limits, diagnostics);
        Document page = Jsoup.parse(html);
        int mostCells = (int) Math.min(
                Math.min(limits.maxCells(), MOST_CELLS), Runtime.getRuntime().maxMemory() / HEAP_PER_CELL);
        Walk walk = new Walk(new Flow(source.path(), limits, diagnostics, true), Deadline.in(limits.time()), mostCells);
        walk.block(page.body(), 0);
        walk.endParagraph();
        if (walk.late) {
            diagnostics.add(Trouble.limit(source.path(), "the time for one document is over"));
        } else if (walk.rowsLeft > 0) {
            diagnostics.add(Trouble.limit(
                    source.path(),
                    "the page has more than " + mostCells + " cells, " + walk.rowsLeft
                            + " rows of the table met then and what follows it were left out"));
        }
        return walk.flow.content(title(page));
    }

    private static Optional<String> title(Document page) {
        for (Element meta : page.select("meta[name=ArticleTitle]")) {
            if (!meta.attr("content").isBlank()) {
                return Optional.of(meta.attr("content").strip());
            }
        }
        Element heading = page.selectFirst("h1");
        String title = page.title().strip();
        if (heading != null && !heading.text().isBlank() && heading.text().length() < 120) {
            return Optional.of(heading.text().strip());
        }
        return title.isEmpty() ? Optional.empty() : Optional.of(title);
    }

    private static String html(Path file, String path, ReadLimits limits, List<Diagnostic> diagnostics)
            throws IOException {
        int most = (int) Math.min(
                Math.min(Math.min(limits.maxBytes(), limits.maxCharacters()), MOST_BYTES),
                Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                bytes = Arrays.copyOf(bytes, wholeRows(bytes));
                long size = Files.size(file);
                diagnostics.add(Trouble.limit(
                        path,
                        "the page has " + size + " bytes, more than " + most + ": the last " + (size - bytes.length)
                                + " were left out"));
            }
        }
        Decoding.Decoded decoded = Decoding.decode(bytes);
        if (decoded.certain()) {
            return decoded.text();
        }
        // what the page says of itself counts only where the bytes do not tell: it is wrong often enough
        Optional<String> declared = declared(bytes);
        if (declared.isPresent()) {
            return declared.get();
        }
        diagnostics.add(Trouble.encoding(path, decoded.charset()));
        return decoded.text();
    }

    /**
     * How many bytes of a page cut anywhere are whole rows or blocks: a number cut in two would be a wrong number. Looks
     * for bytes, for the encoding is not known yet; no part of a longer GB or UTF-8 character is a {@code <}.
     */
    private static int wholeRows(byte[] bytes) {
        int tag = bytes.length;
        for (int i = bytes.length - 1; i >= Math.max(0, bytes.length - CUT_BACK); i--) {
            if (bytes[i] == '<') {
                tag = tag == bytes.length ? i : tag;
                if (i + 3 < bytes.length
                        && bytes[i + 1] == '/'
                        && (bytes[i + 2] | 32) == 't'
                        && (bytes[i + 3] | 32) == 'r') {
                    return i;
                }
            }
        }
        boolean pairs = bytes.length > 1 && (bytes[0] & 0xFE) == 0xFE && (bytes[1] & 0xFE) == 0xFE; // UTF-16
        return pairs ? tag & ~1 : tag;
    }

    private static Optional<String> declared(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        Matcher matcher = META_CHARSET.matcher(head);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        try {
            Charset charset = name.startsWith("gb") ? Charset.forName("GB18030") : Charset.forName(name);
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException notThis) {
            return Optional.empty();
        }
    }

    /** Walks the page, gathering inline text until a block ends. */
    private static final class Walk {
        private final Flow flow;
        private final Deadline deadline;
        private final StringBuilder inline = new StringBuilder();
        private final int mostCells;
        private boolean late;
        private int nodes;
        private int cellCount;
        private int rowsLeft;

        Walk(Flow flow, Deadline deadline, int mostCells) {
            this.flow = flow;
            this.deadline = deadline;
            this.mostCells = mostCells;
        }

        void endParagraph() {
            if (inline.length() > 0) {
                for (String line : inline.toString().split("\n")) {
                    flow.paragraph(line.replaceAll("[ \\t\\u00A0]+", " "));
                }
                inline.setLength(0);
            }
        }

        void block(Element element, int depth) {
            for (Node child : element.childNodes()) {
                if (late || rowsLeft > 0 || flow.full() || (++nodes & 1023) == 0 && (late = deadline.passed())) {
                    return;
                }
                if (child instanceof TextNode textNode) {
                    inline.append(textNode.getWholeText().replace('\n', ' ').replace('\r', ' '));
                } else if (child instanceof Element inner) {
                    element(inner, depth);
                }
            }
        }

        private void element(Element element, int depth) {
            String name = element.normalName();
            if (SKIPPED.contains(name) || HIDDEN.matcher(element.attr("style")).find() || element.hasAttr("hidden")) {
                return;
            }
            if (depth > DEEPEST) {
                inline.append(' ').append(element.text());
                return;
            }
            switch (name) {
                case "br" -> inline.append('\n');
                case "img" -> {
                    endParagraph();
                    flow.picture();
                }
                case "sup" -> raised(element);
                case "table" -> {
                    endParagraph();
                    if (data(element)) {
                        table(element);
                    } else {
                        block(element, depth + 1);
                        endParagraph();
                    }
                }
                default -> {
                    boolean block = BLOCKS.contains(name);
                    if (block) {
                        endParagraph();
                    }
                    block(element, depth + 1);
                    if (block) {
                        endParagraph();
                    }
                }
            }
        }

        /** A raised run in prose: a power stays, a mark goes. */
        private void raised(Element element) {
            CellText text = CellText.of(
                    List.of(new CellText.Run(inline.toString(), false), new CellText.Run(element.text(), true)));
            String before = CellText.strip(inline.toString());
            if (text.text().length() > before.length()) {
                inline.append(text.text().substring(before.length()));
            }
        }

        /** Whether a table holds data: no table inside, two columns, two rows, and no essays in its cells. */
        private static boolean data(Element table) {
            if (table.select("table").size() > 1) {
                return false;
            }
            int rows = 0;
            int widest = 0;
            for (Element row : table.select("tr")) {
                rows++;
                int width = 0;
                for (Element cell : row.children()) {
                    width += span(cell, "colspan");
                    if (cell.childrenSize() > 0
                            && cell.select("p").size() > 6
                            && cell.text().length() > 600) {
                        return false;
                    }
                }
                widest = Math.max(widest, width);
                if (rows > 500 && widest >= 2) {
                    return true;
                }
            }
            return rows >= 2 && widest >= 2;
        }

        private void table(Element table) {
            TableCells cells = new TableCells();
            int headerRows = 0;
            boolean onlyHeads = true;
            List<Element> rows = table.select("tr");
            int rowCount = rows.size();
            int rowIndex = 0;
            for (Element row : rows) {
                if (late || (++nodes & 255) == 0 && (late = deadline.passed())) {
                    break;
                }
                if (cellCount + cells.size() + row.childrenSize() > mostCells) {
                    rowsLeft = rowCount - rowIndex;
                    break;
                }
                if (HIDDEN.matcher(row.attr("style")).find() || row.hasAttr("hidden")) {
                    rowIndex++;
                    continue;
                }
                cells.nextRow();
                Element parent = row.parent();
                boolean head = parent != null && parent.normalName().equals("thead");
                boolean heads = true;
                for (Element cell : row.children()) {
                    String name = cell.normalName();
                    if (!name.equals("td") && !name.equals("th")) {
                        continue;
                    }
                    heads &= name.equals("th");
                    boolean bold = name.equals("th") || bold(cell, 0);
                    int height = cell.attr("rowspan").strip().equals("0")
                            ? rowCount - rowIndex
                            : Math.min(span(cell, "rowspan"), rowCount - rowIndex);
                    CellText text = text(cell);
                    cells.add(text, height, span(cell, "colspan"), text.indent() + padding(cell), bold);
                }
                onlyHeads &= head || heads;
                headerRows += onlyHeads ? 1 : 0;
                rowIndex++;
            }
            cellCount += cells.size();
            Element caption = table.selectFirst("caption");
            flow.table(cells, caption == null ? "" : caption.text(), headerRows);
        }

        private static boolean bold(Element element, int depth) {
            for (Node child : element.childNodes()) {
                if (child instanceof Element inner && depth < DEEPEST) {
                    String name = inner.normalName();
                    if (name.equals("b") || name.equals("strong") || bold(inner, depth + 1)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static int span(Element cell, String attribute) {
            String value = cell.attr(attribute).strip();
            if (value.isEmpty() || value.length() > 6 || !value.chars().allMatch(Character::isDigit)) {
                return 1;
            }
            return Math.max(1, Integer.parseInt(value));
        }

        private static int padding(Element cell) {
            Matcher matcher = PADDING.matcher(cell.attr("style"));
            if (!matcher.find()) {
                return 0;
            }
            double amount = Double.parseDouble(matcher.group(1).replaceAll("\\.(?=.*\\.)", ""));
            double steps = matcher.group(2).equalsIgnoreCase("em") ? amount : amount / 12;
            return (int) Math.min(20, Math.floor(steps));
        }

        private static CellText text(Element cell) {
            List<CellText.Run> runs = new ArrayList<>();
            gather(cell, false, runs, 0);
            StringBuilder plain = new StringBuilder();
            List<CellText.Run> clean = new ArrayList<>();
            for (CellText.Run run : runs) {
                String text = run.text();
                if (text.isEmpty()) {
                    continue;
                }
                // white space of the source collapses, a no-break blank is printed
                if (text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
                    text = AROUND_BREAK.matcher(text).replaceAll("\n");
                    text = BLANKS.matcher(text).replaceAll(" ");
                }
                clean.add(new CellText.Run(text, run.raised()));
                plain.append(text);
            }
            CellText text = CellText.of(clean);
            return text.text().contains("\n\n")
                    ? new CellText(BREAKS.matcher(text.text()).replaceAll("\n"), text.marks(), text.indent())
                    : text;
        }

        private static void gather(Element element, boolean raised, List<CellText.Run> runs, int depth) {
            for (Node child : element.childNodes()) {
                if (child instanceof TextNode textNode) {
                    String text = textNode.getWholeText()
                            .replace('\n', ' ')
                            .replace('\r', ' ')
                            .replace('\t', ' ');
                    if (runs.isEmpty() && text.startsWith(" ")) {
                        int printed = 0;
                        while (printed < text.length() && text.charAt(printed) == ' ') {
                            printed++;
                        }
                        text = text.substring(printed);
                    }
                    runs.add(new CellText.Run(text, raised));
                } else if (child instanceof Element inner && depth < DEEPEST) {
                    String name = inner.normalName();
                    if (SKIPPED.contains(name)
                            || HIDDEN.matcher(inner.attr("style")).find()) {
                        continue;
                    }
                    boolean line = name.equals("br") || ((name.equals("p") || name.equals("div")) && !runs.isEmpty());
                    if (line) {
                        runs.add(new CellText.Run("\n", false));
                    }
                    gather(inner, raised || name.equals("sup"), runs, depth + 1);
                }
            }
        }
    }
}
