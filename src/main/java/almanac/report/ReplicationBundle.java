package almanac.report;

import almanac.model.CellInfluence;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Replicated;
import almanac.report.chart.VegaLite;
import almanac.report.manuscript.DocxForm;
import almanac.report.manuscript.FigurePress;
import almanac.report.manuscript.HtmlForm;
import almanac.report.manuscript.LatexForm;
import almanac.report.manuscript.Manuscript;
import almanac.report.manuscript.MarkdownForm;
import almanac.report.manuscript.PdfForm;
import almanac.report.table.DocxTables;
import almanac.report.table.RegressionTable;
import almanac.report.table.ResultTable;
import almanac.report.table.Stars;
import almanac.report.table.TableWriter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes {@code reports/<study>/}: the page, the tables, the charts, the data, the study and its rules, the verdicts,
 * and last the manifest with the hash of every input and output.
 */
public final class ReplicationBundle {
    /** A form that the report can have. */
    public enum Form {
        HTML("report.html"),
        PDF("report.pdf"),
        DOCX("report.docx"),
        LATEX("report.tex"),
        MD("report.md");

        private final String file;

        Form(String file) {
            this.file = file;
        }
    }

    /**
     * How the report is written.
     *
     * @param words in which language
     * @param forms at least one
     */
    public record Edition(Words words, Set<Form> forms) {
        /** English, as one HTML page. */
        public static final Edition USUAL = new Edition(Words.of("en"), EnumSet.of(Form.HTML));

        public Edition {
            forms = Collections.unmodifiableSet(EnumSet.copyOf(forms));
        }

        /** The report's files, one a form. */
        public List<String> files() {
            return forms.stream().map(form -> form.file).toList();
        }
    }

    private final StudyReport report;

    private ReplicationBundle(StudyReport report) {
        this.report = report;
    }

    /**
     * Writes the bundle.
     *
     * @param edition the report's language and forms
     * @return what was kept of the user's own
     * @param target its folder; an earlier bundle there is replaced as a whole
     * @param more files made by other stages, name to content: regression tables, the observations' export
     */
    public static Optional<Diagnostic> write(
            StudyReport report, Map<String, byte[]> more, Edition edition, Path target) {
        ReplicationBundle bundle = new ReplicationBundle(report);
        BundleFolder folder = new BundleFolder(target);
        Words words = edition.words().chinese() ? edition.words().knowing(report.chineseNames()) : edition.words();
        List<Figures.Figure> figures = Figures.of(report, words);
        Manuscript manuscript = Composer.compose(report, words, figures);
        if (edition.forms().contains(Form.HTML)) {
            folder.write(Form.HTML.file, HtmlForm.of(manuscript));
        }
        if (edition.forms().contains(Form.PDF)) {
            folder.write(Form.PDF.file, PdfForm.of(manuscript));
        }
        if (edition.forms().contains(Form.MD)) {
            folder.write(Form.MD.file, MarkdownForm.of(manuscript));
        }
        if (edition.forms().contains(Form.LATEX)) {
            folder.write(Form.LATEX.file, LatexForm.of(manuscript));
        }
        if (edition.forms().contains(Form.DOCX) || edition.forms().contains(Form.LATEX)) {
            Map<String, FigurePress.Pressed> pressed = pressed(manuscript);
            if (edition.forms().contains(Form.LATEX)) {
                pressed.forEach((name, picture) -> folder.write("figures/" + name + ".pdf", picture.pdf()));
            }
            if (edition.forms().contains(Form.DOCX)) {
                folder.write(Form.DOCX.file, DocxForm.of(manuscript, pressed));
            }
        }
        folder.write("data/panel.csv", DataTables.panel(report))
                .write("data/panel_long.csv", DataTables.panelLong(report))
                .write("tables/descriptives.csv", DataTables.descriptives(report))
                .write("tables/sample_loss.csv", DataTables.sampleLoss(report))
                .write("tables/table1.csv", DataTables.correlations(report.correlations()))
                .write("tables/table1.tex", DataTables.correlationsLatex(report));
        SortedMap<String, String> places = PageNames.of(report.pages());
        new PlacePages(report, words.language())
                .files()
                .forEach((name, file) -> folder.write(name, told(words, name, file)));
        Lineage.of(report, places, words.language()).forEach((name, page) -> folder.write(name, words.tellPage(page)));
        folder.write("data/places.csv", DataTables.places(places));
        if (!report.influence().isEmpty()) {
            folder.write("data/influence.csv", DataTables.influence(report.influence()))
                    .write("data/influence.json", bundle.influence(places));
        }
        if (!report.replicated().isEmpty()) {
            folder.write("tables/published_against_reproduced.csv", DataTables.verdicts(report.replicated()))
                    .write("verdicts.json", bundle.verdicts());
        }
        for (Figures.Figure figure : figures) {
            folder.write("figures/" + figure.name() + ".svg", figure.chart().svg())
                    .write("figures/" + figure.name() + ".csv", figure.csv())
                    .write(
                            "figures/" + figure.name() + ".vl.json",
                            VegaLite.of(figure.chart(), figure.name() + ".csv"));
        }
        for (ReportSection section : report.sections()) {
            if (!section.header().isEmpty()) {
                folder.write("tables/" + section.id() + ".csv", section.csv());
            }
            section.pictures().forEach((name, svg) -> folder.write("figures/" + section.id() + "-" + name, svg));
        }
        if (report.fits().stream().anyMatch(Fit::estimated)) {
            ResultTable table = RegressionTable.of(
                    report.fits(),
                    new RegressionTable.Style("", RegressionTable.Below.T, false, Stars.ECONOMICS, 4, false));
            folder.write("tables/table2.csv", TableWriter.csv(report.fits()))
                    .write("tables/table2.tex", TableWriter.latex(table))
                    .write("tables/table2.md", TableWriter.markdown(table))
                    .write("tables/table2.docx", DocxTables.write(List.of(table)));
        }
        more.forEach(folder::write);
        report.files().forEach(folder::write);
        BundlePapers papers = new BundlePapers(report);
        folder.write("LICENSE.md", papers.licence(folder.files()));
        folder.write("README.md", papers.readme(folder.files())).write("CITATION.cff", papers.citation());
        folder.write("datapackage.json", papers.dataPackage(folder.files(), csvTexts(folder)));
        folder.write("ro-crate-metadata.json", papers.crate(folder.files()));
        folder.write("manifest.json", bundle.manifest(folder));
        return folder.finish();
    }

    /** A file in the report's language, where it is a page. */
    private static byte[] told(Words words, String name, byte[] file) {
        return name.endsWith(".html") && words.chinese()
                ? words.tellPage(new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : file;
    }

    private static Map<String, FigurePress.Pressed> pressed(Manuscript manuscript) {
        Map<String, FigurePress.Pressed> pressed = new TreeMap<>();
        manuscript
                .sections()
                .forEach(section -> section.blocks().forEach(block -> {
                    if (block instanceof Manuscript.Picture picture) {
                        pressed.put(picture.name(), FigurePress.of(picture.svg()));
                    }
                }));
        return pressed;
    }

    private static Map<String, String> csvTexts(BundleFolder folder) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : folder.files().keySet()) {
            if (name.endsWith(".csv")) {
                texts.put(name, folder.read(name));
            }
        }
        return texts;
    }

    private String verdicts() {
        return json(json -> {
            json.writeStartArray();
            for (Replicated r : report.replicated()) {
                json.writeStartObject();
                json.writeStringField("claim", r.claim());
                json.writeStringField("printed", r.printed());
                if (r.value().isPresent() && Double.isFinite(r.value().getAsDouble())) {
                    json.writeNumberField("value", r.value().getAsDouble());
                } else {
                    json.writeNullField("value");
                }
                json.writeStringField("verdict", r.kind().word());
                if (r.range().isPresent() && r.range().get().bounded()) {
                    json.writeArrayFieldStart("range");
                    json.writeNumber(r.range().get().low());
                    json.writeNumber(r.range().get().high());
                    json.writeEndArray();
                } else {
                    json.writeNullField("range");
                }
                json.writeStringField("why", r.why());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** For each model and coefficient the printed cells that move it most, the first first. */
    private String influence(Map<String, String> places) {
        return json(json -> {
            json.writeStartArray();
            for (CellInfluence one : report.influence()) {
                Observation o = one.observation();
                json.writeStartObject();
                json.writeStringField("model", one.model());
                json.writeStringField("term", one.term());
                json.writeNumberField("estimate", one.estimate());
                json.writeNumberField("rank", one.rank());
                json.writeStringField("observation", o.id());
                json.writeStringField("variable", one.key().variable());
                json.writeStringField("region", one.key().region());
                json.writeNumberField("year", one.key().year());
                json.writeStringField("printed", o.reading().raw());
                json.writeStringField("unit", o.unitLabel());
                json.writeStringField("document", o.locator().source());
                json.writeStringField("page", o.locator().page());
                json.writeStringField("cell", o.locator() instanceof Locator.CellAt at ? at.address() : "");
                json.writeStringField("shown_in", places.getOrDefault(o.id(), ""));
                json.writeNumberField("change_1_percent", one.change());
                json.writeNumberField("slope_1_percent", one.slope());
                if (Double.isFinite(one.lastDigit())) {
                    json.writeNumberField("change_last_digit", one.lastDigit());
                }
                if (one.leftOut().isPresent()) {
                    json.writeNumberField("change_left_out", one.leftOut().get());
                }
                json.writeNumberField("rows_moved", one.rowsMoved());
                json.writeNumberField("rows_lost", one.rowsLost());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private String manifest(BundleFolder folder) {
        return json(json -> {
            json.writeStartObject();
            json.writeStringField("study", report.id());
            json.writeStringField("title", report.title());
            json.writeStringField("date", report.date());
            json.writeStringField("program", "almanac " + report.version());
            json.writeBooleanField("simulated", report.simulated());
            json.writeArrayFieldStart("inputs");
            for (StudyReport.DocumentRead document : report.documents()) {
                json.writeStartObject();
                json.writeStringField("path", document.source().path());
                json.writeStringField("sha256", document.source().sha256());
                json.writeStringField("mediaType", document.source().mediaType());
                json.writeStringField("title", document.source().title());
                json.writeStringField("publisher", document.source().publisher().orElse(""));
                json.writeStringField("vintage", document.source().vintage().orElse(""));
                json.writeBooleanField("simulated", document.source().simulated());
                json.writeNumberField("observations", document.observations());
                json.writeNumberField("used", document.used());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("outputs");
            for (Map.Entry<String, BundleFolder.Written> file : folder.files().entrySet()) {
                json.writeStartObject();
                json.writeStringField("path", file.getKey());
                json.writeStringField("sha256", file.getValue().sha256());
                json.writeNumberField("bytes", file.getValue().bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Something that writes JSON. */
    interface JsonBody {
        void write(JsonGenerator json) throws IOException;
    }

    static String json(JsonBody body) {
        StringWriter out = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .setPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }
}
