package almanac.document.word;

import almanac.document.CellText;
import almanac.document.Content;
import almanac.document.Deadline;
import almanac.document.Flow;
import almanac.document.FormatReader;
import almanac.document.ReadLimits;
import almanac.document.TableCells;
import almanac.document.Trouble;
import almanac.document.ZipParts;
import almanac.model.Diagnostic;
import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * DOCX, streamed: paragraphs and tables in order. Raised runs are footnote marks (a raised 2 behind м or km is a power),
 * smart tags and content controls are transparent, deleted text is gone, merged cells keep their spans.
 */
public final class DocxReader implements FormatReader {
    /** Elements whose content is not printed in the flow. */
    private static final Set<String> SKIPPED = Set.of(
            "del",
            "moveFrom",
            "Fallback",
            "instrText",
            "delText",
            "pict",
            "sectPr",
            "tblGrid",
            "tblPrEx",
            "numPr",
            "fldData");

    @Override
    public Content read(Path file, Source source, ReadLimits limits) throws IOException {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Flow flow = new Flow(source.path(), limits, diagnostics, false);
        Optional<String> title = Optional.empty();
        try (ZipParts parts = ZipParts.open(file, limits.maxBytes())) {
            String main = parts.relationshipList("").stream()
                    .filter(relationship -> relationship.type().endsWith("/officeDocument"))
                    .map(ZipParts.Relationship::target)
                    .findFirst()
                    .orElse("word/document.xml");
            Optional<XMLStreamReader> xml = parts.xml(main);
            if (xml.isEmpty()) {
                diagnostics.add(Trouble.damaged(source.path(), "it has no document part"));
            } else {
                new Run(xml.get(), main, flow, Deadline.in(limits.time()), source.path(), diagnostics).body();
            }
            if (!parts.below("word/vbaProject").isEmpty()) {
                diagnostics.add(Trouble.active(source.path(), "macros"));
            }
            title = title(parts);
        } catch (ZipException broken) {
            diagnostics.add(Trouble.damaged(source.path(), String.valueOf(broken.getMessage())));
        } catch (ZipParts.TooMuch bomb) {
            diagnostics.add(Trouble.limit(source.path(), String.valueOf(bomb.getMessage())));
        } catch (ZipParts.Refused refused) {
            diagnostics.add(Trouble.entity(source.path(), refused.part()));
        } catch (IOException broken) {
            diagnostics.add(Trouble.damaged(source.path(), String.valueOf(broken.getMessage())));
        }
        return flow.content(title);
    }

    private static Optional<String> title(ZipParts parts) throws IOException {
        String part = "docProps/core.xml";
        Optional<XMLStreamReader> xml = parts.xml(part);
        if (xml.isPresent()) {
            boolean inside = false;
            while (ZipParts.more(xml.get(), part)) {
                int event = ZipParts.next(xml.get(), part);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    inside = xml.get().getLocalName().equals("title");
                } else if (event == XMLStreamConstants.CHARACTERS && inside) {
                    String title = xml.get().getText().strip();
                    return title.isEmpty() ? Optional.empty() : Optional.of(title);
                }
            }
        }
        return Optional.empty();
    }

    /** One reading of the main part. */
    private static final class Run {
        private final XMLStreamReader xml;
        private final String part;
        private final Flow flow;
        private final Deadline deadline;
        private final String path;
        private final List<Diagnostic> diagnostics;
        private int elements;
        private boolean late;

        Run(XMLStreamReader xml, String part, Flow flow, Deadline deadline, String path, List<Diagnostic> diagnostics) {
            this.xml = xml;
            this.part = part;
            this.flow = flow;
            this.deadline = deadline;
            this.path = path;
            this.diagnostics = diagnostics;
        }

        private int next() throws IOException {
            if ((++elements & 4095) == 0 && !late && deadline.passed()) {
                late = true;
                diagnostics.add(Trouble.limit(path, "the time for one document is over"));
            }
            return late || !ZipParts.more(xml, part) ? XMLStreamConstants.END_DOCUMENT : ZipParts.next(xml, part);
        }

        void body() throws IOException {
            for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
                if (event != XMLStreamConstants.START_ELEMENT || flow.full()) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "p" -> {
                        Paragraph paragraph = paragraph();
                        flow.paragraph(CellText.of(paragraph.runs()).text());
                        if (paragraph.picture()) {
                            flow.picture();
                        }
                    }
                    case "tbl" -> table(0);
                    default -> {
                        if (SKIPPED.contains(xml.getLocalName())) {
                            skip();
                        }
                    }
                }
            }
        }

        private void skip() throws IOException {
            int depth = 1;
            for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT && --depth == 0) {
                    return;
                }
            }
        }

        private String attribute(String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return "";
        }

        private int number(String name, int otherwise) {
            String value = attribute(name);
            return value.matches("-?\\d{1,7}") ? Integer.parseInt(value) : otherwise;
        }

        private record Paragraph(List<CellText.Run> runs, boolean bold, int indentTwips, boolean picture) {}

        /** The runs of the paragraph just begun, up to its end. */
        private Paragraph paragraph() throws IOException {
            List<CellText.Run> runs = new ArrayList<>();
            boolean raised = false;
            boolean bold = false;
            boolean runBold = false;
            boolean inText = false;
            boolean picture = false;
            int indent = 0;
            int depth = 1;
            for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    if (SKIPPED.contains(name)) {
                        skip();
                        continue;
                    }
                    depth++;
                    switch (name) {
                        case "r" -> {
                            raised = false;
                            runBold = false;
                        }
                        case "vertAlign" -> raised = attribute("val").equals("superscript");
                        case "b" -> runBold = !attribute("val").matches("0|false|off");
                        case "t" -> inText = true;
                        case "tab" -> runs.add(new CellText.Run("\t", false));
                        case "br", "cr" -> runs.add(new CellText.Run("\n", false));
                        case "noBreakHyphen" -> runs.add(new CellText.Run("-", false));
                        case "ind" ->
                            indent = Math.max(
                                    0, number("left", number("start", 0)) + Math.max(0, number("firstLine", 0)));
                        case "drawing" -> picture = true;
                        default -> {}
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    if (inText) {
                        runs.add(new CellText.Run(xml.getText(), raised));
                        bold |= runBold && !xml.getText().isBlank();
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    if (xml.getLocalName().equals("t")) {
                        inText = false;
                    }
                    if (--depth == 0) {
                        break;
                    }
                }
            }
            return new Paragraph(runs, bold, indent, picture);
        }

        private void table(int nesting) throws IOException {
            TableCells cells = new TableCells();
            int headerRows = 0;
            int rows = 0;
            for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "tr" -> {
                            cells.nextRow();
                            rows++;
                        }
                        case "gridBefore" -> cells.skip(number("val", 0));
                        case "tblHeader" -> headerRows = headerRows == rows - 1 ? rows : headerRows;
                        case "tc" -> cell(cells, nesting);
                        default -> {
                            if (SKIPPED.contains(xml.getLocalName())) {
                                skip();
                            }
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("tbl")) {
                    break;
                }
            }
            if (nesting == 0) {
                flow.table(cells, "", headerRows);
            }
        }

        private void cell(TableCells cells, int nesting) throws IOException {
            List<CellText.Run> runs = new ArrayList<>();
            boolean bold = false;
            boolean goesOn = false;
            int span = 1;
            int indent = 0;
            for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "gridSpan" -> span = Math.max(1, number("val", 1));
                        case "vMerge" -> goesOn = !attribute("val").equals("restart");
                        case "p" -> {
                            Paragraph paragraph = paragraph();
                            if (!runs.isEmpty() && !paragraph.runs().isEmpty()) {
                                runs.add(new CellText.Run("\n", false));
                            } else {
                                indent = Math.max(indent, paragraph.indentTwips() / 170);
                            }
                            runs.addAll(paragraph.runs());
                            bold |= paragraph.bold();
                        }
                        case "tbl" -> {
                            if (nesting < 20) {
                                table(nesting + 1);
                            } else {
                                skip();
                            }
                        }
                        default -> {
                            if (SKIPPED.contains(xml.getLocalName())) {
                                skip();
                            }
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("tc")) {
                    break;
                }
            }
            if (goesOn) {
                cells.extendAbove(span);
            } else {
                CellText text = CellText.of(runs);
                cells.add(text, 1, span, text.indent() + indent, bold);
            }
        }
    }
}
