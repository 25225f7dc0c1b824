package almanac.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The papers that go with the data, for machines and for editors: a research object crate, a data package with a
 * dictionary for each CSV, a README in the order data editors ask for, and a citation file.
 *
 * <p>RO-Crate 1.1 (S. Soiland-Reyes et al., 2022) with the Process Run Crate profile 0.5; Data Package (Frictionless, v1
 * keys plus the v2 {@code $schema}); README after the template of the social science data editors (L. Vilhuber et al.,
 * 2022).
 */
final class BundlePapers {
    /** Files that describe the others and are not described themselves. */
    static final List<String> SELF = List.of("manifest.json", "ro-crate-metadata.json", "datapackage.json");

    private static final Map<String, String> COLUMNS = columns();
    /** By which columns the rows of a file differ. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "data/panel.csv", List.of("region", "year"),
            "data/panel_long.csv", List.of("variable", "region", "year"),
            "data/observations.csv", List.of("id"),
            "data/places.csv", List.of("observation"));

    private final StudyReport report;

    BundlePapers(StudyReport report) {
        this.report = report;
    }

    // --- RO-Crate --------------------------------------------------------------------------------------------------

    /** {@code ro-crate-metadata.json} for the files written so far. */
    String crate(SortedMap<String, BundleFolder.Written> files) {
        return ReplicationBundle.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("@context");
            json.writeString("https://w3id.org/ro/crate/1.1/context");
            // the context of 1.1 has no word for a hash; the profile's vocabulary has
            json.writeStartObject();
            json.writeStringField("sha256", "https://w3id.org/ro/terms/workflow-run#sha256");
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("@graph");
            descriptor(json);
            root(json, files);
            run(json, files);
            program(json);
            for (Map.Entry<String, BundleFolder.Written> file : files.entrySet()) {
                json.writeStartObject();
                json.writeStringField("@id", file.getKey());
                json.writeStringField("@type", "File");
                json.writeStringField("name", file.getKey());
                json.writeStringField("encodingFormat", mediaType(file.getKey()));
                json.writeStringField(
                        "contentSize", Long.toString(file.getValue().bytes()));
                json.writeStringField("sha256", file.getValue().sha256());
                json.writeEndObject();
            }
            for (StudyReport.DocumentRead document : report.documents()) {
                json.writeStartObject();
                json.writeStringField("@id", source(document));
                json.writeStringField("@type", "CreativeWork");
                json.writeStringField("name", document.source().path());
                json.writeStringField("headline", document.source().title());
                json.writeStringField("encodingFormat", document.source().mediaType());
                json.writeStringField(
                        "identifier", "sha256:" + document.source().sha256());
                if (document.source().simulated()) {
                    json.writeStringField("description", "simulated, not official statistics");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String source(StudyReport.DocumentRead document) {
        return "#source-" + document.source().sha256();
    }

    private static void descriptor(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("@id", "ro-crate-metadata.json");
        json.writeStringField("@type", "CreativeWork");
        json.writeObjectFieldStart("about");
        json.writeStringField("@id", "./");
        json.writeEndObject();
        references(json, "conformsTo", List.of("https://w3id.org/ro/crate/1.1"));
        json.writeEndObject();
    }

    private void root(JsonGenerator json, SortedMap<String, BundleFolder.Written> files) throws IOException {
        json.writeStartObject();
        json.writeStringField("@id", "./");
        json.writeStringField("@type", "Dataset");
        json.writeStringField("name", report.title());
        json.writeStringField("description", description());
        json.writeStringField("datePublished", report.date());
        json.writeObjectFieldStart("license");
        json.writeStringField("@id", "https://creativecommons.org/publicdomain/zero/1.0/");
        json.writeEndObject();
        references(json, "conformsTo", List.of("https://w3id.org/ro/wfrun/process/0.5"));
        references(json, "hasPart", List.copyOf(files.keySet()));
        references(json, "mentions", List.of("#run"));
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("@id", "https://creativecommons.org/publicdomain/zero/1.0/");
        json.writeStringField("@type", "CreativeWork");
        json.writeStringField("name", "CC0 1.0");
        json.writeStringField("description", "facts and figures of the bundle; the documents keep their own licences");
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("@id", "https://w3id.org/ro/wfrun/process/0.5");
        json.writeStringField("@type", "CreativeWork");
        json.writeStringField("name", "Process Run Crate");
        json.writeStringField("version", "0.5");
        json.writeEndObject();
    }

    private void run(JsonGenerator json, SortedMap<String, BundleFolder.Written> files) throws IOException {
        json.writeStartObject();
        json.writeStringField("@id", "#run");
        json.writeStringField("@type", "CreateAction");
        json.writeStringField("name", "almanac report " + report.id());
        json.writeStringField(
                "description",
                "Almanac read the documents by the rules, built the panel of the study, estimated its models and wrote this folder.");
        references(json, "actionStatus", List.of("http://schema.org/CompletedActionStatus"));
        // the study's own date: the clock would make equal runs differ
        json.writeStringField("endTime", report.date() + "T00:00:00+00:00");
        references(json, "instrument", List.of("#almanac"));
        List<String> inputs = new ArrayList<>(
                report.documents().stream().map(BundlePapers::source).distinct().toList());
        files.keySet().stream().filter(BundlePapers::input).forEach(inputs::add);
        references(json, "object", inputs);
        references(
                json,
                "result",
                files.keySet().stream().filter(name -> !input(name)).toList());
        json.writeEndObject();
    }

    /** Whether a file of the bundle went into the run: the study and its rules. */
    private static boolean input(String name) {
        return name.startsWith("rules/") || name.startsWith("study/");
    }

    private void program(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("@id", "#almanac");
        json.writeStringField("@type", "SoftwareApplication");
        json.writeStringField("name", "Almanac");
        json.writeStringField("version", report.version());
        json.writeEndObject();
    }

    private static void references(JsonGenerator json, String field, List<String> ids) throws IOException {
        json.writeArrayFieldStart(field);
        for (String id : ids) {
            json.writeStartObject();
            json.writeStringField("@id", id);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    // --- Data Package ----------------------------------------------------------------------------------------------

    /** {@code datapackage.json}: every CSV with its columns, types, hash and size. */
    String dataPackage(SortedMap<String, BundleFolder.Written> files, Map<String, String> csvTexts) {
        return ReplicationBundle.json(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
            json.writeStringField("profile", "tabular-data-package");
            json.writeStringField("name", report.id().toLowerCase(Locale.ROOT));
            json.writeStringField("title", report.title());
            json.writeStringField("description", description());
            json.writeStringField("version", report.version());
            json.writeArrayFieldStart("licenses");
            json.writeStartObject();
            json.writeStringField("name", "CC0-1.0");
            json.writeStringField("path", "https://creativecommons.org/publicdomain/zero/1.0/");
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("resources");
            for (Map.Entry<String, BundleFolder.Written> file : files.entrySet()) {
                String text = csvTexts.get(file.getKey());
                if (text != null) {
                    resource(json, file.getKey(), file.getValue(), text);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void resource(JsonGenerator json, String name, BundleFolder.Written written, String text)
            throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "name",
                name.substring(0, name.length() - 4).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-"));
        json.writeStringField("path", name);
        json.writeStringField("profile", "tabular-data-resource");
        json.writeStringField("type", "table");
        json.writeStringField("format", "csv");
        json.writeStringField("mediatype", "text/csv");
        json.writeStringField("encoding", "utf-8");
        // said, because readers that guess the dialect from the first lines guess wrong where texts hold quotes
        json.writeObjectFieldStart("dialect");
        json.writeStringField("delimiter", ",");
        json.writeStringField("quoteChar", "\"");
        json.writeBooleanField("doubleQuote", true);
        json.writeStringField("lineTerminator", "\n");
        json.writeBooleanField("header", true);
        json.writeEndObject();
        json.writeNumberField("bytes", written.bytes());
        json.writeStringField("hash", "sha256:" + written.sha256());
        json.writeObjectFieldStart("schema");
        json.writeArrayFieldStart("fields");
        List<List<String>> rows = CsvText.parse(text);
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
        for (int column = 0; column < header.size(); column++) {
            json.writeStartObject();
            json.writeStringField("name", header.get(column));
            json.writeStringField("type", type(rows, column));
            String meaning = meaning(name, header.get(column));
            if (!meaning.isEmpty()) {
                json.writeStringField("description", meaning);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("missingValues");
        json.writeString("");
        json.writeEndArray();
        List<String> key = KEYS.getOrDefault(name, List.of());
        if (!key.isEmpty()) {
            json.writeArrayFieldStart("primaryKey");
            for (String column : key) {
                json.writeString(column);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A number where every filled cell is one, and no code with a leading zero is among them. */
    private static String type(List<List<String>> rows, int column) {
        boolean any = false;
        boolean whole = true;
        for (List<String> row : rows.subList(1, rows.size())) {
            String value = column < row.size() ? row.get(column) : "";
            if (value.isEmpty()) {
                continue;
            }
            if (!value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?")) {
                return "string";
            }
            any = true;
            whole &= value.matches("-?\\d{1,18}");
        }
        return !any ? "string" : whole ? "integer" : "number";
    }

    /** What a column means, in words; empty for none. */
    private String meaning(String file, String column) {
        for (Map.Entry<String, String> entry : COLUMNS.entrySet()) {
            int space = entry.getKey().indexOf(' ');
            if (space > 0
                    && file.startsWith(entry.getKey().substring(0, space))
                    && column.equals(entry.getKey().substring(space + 1))) {
                return entry.getValue();
            }
        }
        String known = COLUMNS.get(column);
        if (known != null) {
            return known;
        }
        if (column.endsWith("_from")) {
            return "where " + column.substring(0, column.length() - 5)
                    + " comes from: id of an observation in data/observations.csv, or a place in lineage/";
        }
        return report.panel()
                .variable(column)
                .map(v -> v.en() + " (" + v.zh() + "): " + v.definition()
                        + (v.unit().isEmpty() ? "" : ", in " + v.unit()))
                .orElse("");
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new TreeMap<>();
        try (InputStream in = BundlePapers.class.getResourceAsStream("columns.txt")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its data dictionary");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int equals = line.indexOf(" = ");
                if (equals > 0 && !line.startsWith("#")) {
                    columns.put(
                            line.substring(0, equals),
                            line.substring(equals + 3).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return columns;
    }

    // --- for people ------------------------------------------------------------------------------------------------

    private String description() {
        return (report.simulated() ? "Simulated, not official statistics. " : "")
                + report.question().getOrDefault("en", report.title())
                + " Panel of " + report.panel().regions().size() + " regions and "
                + report.panel().years().size()
                + " years read from " + report.documents().size()
                + " documents, with the printed cell of every figure.";
    }

    /** {@code README.md} of the bundle. */
    String readme(SortedMap<String, BundleFolder.Written> files) {
        StringBuilder md = new StringBuilder();
        md.append("# ").append(plain(report.title())).append("\n\n");
        if (report.simulated()) {
            md.append("**Simulated, not official statistics. 模拟数据，非官方统计。**\n\n");
        }
        String study = "study/" + report.id() + ".yaml";
        md.append("## Overview\n\n")
                .append(plain(description()))
                .append("\nThe code is Almanac ")
                .append(report.version())
                .append("; one command, `almanac report ")
                .append(report.id())
                .append(
                        "`, makes everything in this folder: it reads the documents, builds the panel, estimates the models, draws the pictures and writes the report. Expect less than a minute.\n\n")
                .append("## Data availability and provenance statements\n\n")
                .append(
                        "Each figure of the panel names the document, page and cell it was printed in (`data/observations.csv`, `lineage.html`) and is boxed there (`pages/`, `data/places.csv`).\n\n")
                .append("### Rights\n\n")
                .append(
                        report.simulated()
                                ? "The documents were made by a simulator for this study; nobody else has rights in them.\n\n"
                                : "The documents are publications of those named below and keep the licences that these gave them. They are not part of this folder; figures and facts taken from them are, with pictures of the pages that hold them as proof. Who passes this folder on should check that the publishers allow the pictures (`pages/*.png`); without them everything else still works.\n\n")
                .append("### Documents\n\n")
                .append(
                        report.simulated()
                                ? "Provided: no, made anew by the program. "
                                : "Provided: no. To be had from the publishers; the hash tells whether a copy is the same. ")
                .append("Of each: how many figures were read and how many the panel uses.\n\n")
                .append(
                        "| document | title | publisher | edition | read | used | sha256 |\n|---|---|---|---|---|---|---|\n");
        for (StudyReport.DocumentRead document : report.documents()) {
            md.append("| ")
                    .append(cell(document.source().path()))
                    .append(document.source().simulated() ? " (simulated)" : "")
                    .append(" | ")
                    .append(cell(document.source().title()))
                    .append(" | ")
                    .append(cell(document.source().publisher().orElse("not stated")))
                    .append(" | ")
                    .append(cell(document.source().vintage().orElse("not stated")))
                    .append(" | ")
                    .append(document.observations())
                    .append(" | ")
                    .append(document.used())
                    .append(" | `")
                    .append(document.source().sha256())
                    .append("` |\n");
        }
        md.append("\n## Dataset list\n\n")
                .append("| file | what it holds | provided |\n|---|---|---|\n")
                .append(
                        "| `data/observations.csv` | every figure read from the documents, with page and cell | yes |\n")
                .append(
                        "| `data/panel.csv` | regions by years, one column a variable and one that says where it comes from | yes |\n")
                .append("| `data/panel_long.csv` | the same, one row a cell, with formula and inputs | yes |\n")
                .append("| `data/places.csv` | the page of this folder that shows an observation | yes |\n");
        if (files.containsKey("data/influence.csv")) {
            md.append("| `data/influence.csv` | for each coefficient the printed figures that move it most | yes |\n");
        }
        md.append(
                        "\n`datapackage.json` is the data dictionary: every column of every CSV file with type and meaning.\n\n")
                .append("## Computational requirements\n\n")
                .append("- Software: Almanac ")
                .append(report.version())
                .append(", a JDK 17 or newer, Maven 3.8 or newer to build it. Any system that runs them.\n")
                .append(
                        "- Memory 2 GiB, disk 1 GiB, less than a minute on two cores. No network after the first build.\n")
                .append(
                        "- Random numbers: resampling and clustering are seeded in the program; two runs on one JDK give the same bytes.\n\n")
                .append("## Description of programs\n\n`")
                .append(study)
                .append(
                        "` states regions, years, variables, models and published figures; `rules/` holds the rule documents that turned print into observations, `rules/rules.lock` their hashes. There is no other code: what the program does with them is described in its manual.\n\n")
                .append("### Licence\n\n")
                .append(
                        "Figures, tables and pictures: CC0-1.0. The rules and the program: GPL-3.0-or-later. See `LICENSE.md`.\n\n")
                .append("## Instructions to replicators\n\n")
                .append(
                        "1. `almanac verify .` recomputes every hash and, from `data/observations.csv` with the study and rules of this folder, every figure of the panel and every verdict. It ends with exit code 0 when all agree.\n")
                .append("2. With the documents at hand, `almanac report ")
                .append(study)
                .append("` reads them anew.\n")
                .append(
                        "3. To follow one number by hand, open `report.html` (or `lineage.html`) and click on it until the printed page shows.\n\n")
                .append("## List of tables, figures and programs\n\n")
                .append("All are made by `almanac report` from `data/panel.csv` as `")
                .append(study)
                .append("` says.\n\n| output | files |\n|---|---|\n");
        outputs(files)
                .forEach((output, endings) -> md.append("| ")
                        .append(cell(output))
                        .append(" | ")
                        .append(String.join(
                                ", ",
                                endings.stream().map(file -> "`" + file + "`").toList()))
                        .append(" |\n"));
        md.append("\n## Sample\n\n")
                .append(report.loss().design())
                .append(" rows in the design, ")
                .append(report.loss().complete())
                .append(
                        " complete; `tables/sample_loss.csv` names every row left out and the printed mark behind it.\n");
        md.append("\n## References\n\n");
        if (!report.paper().isEmpty()) {
            md.append("- ").append(plain(report.paper())).append('\n');
        }
        report.documents().stream()
                .map(StudyReport.DocumentRead::source)
                .map(source -> line(source.publisher().orElse("(publisher not stated)")) + ": "
                        + line(source.title().isBlank() ? source.path() : source.title())
                        + source.vintage().map(vintage -> ", " + line(vintage)).orElse("")
                        + (source.simulated() ? " (simulated)" : ""))
                .distinct()
                .forEach(reference -> md.append("- ").append(plain(reference)).append('\n'));
        return md.toString();
    }

    /** What the bundle shows, each with its files; pages that lead from figure to figure are counted, not listed. */
    private static Map<String, List<String>> outputs(SortedMap<String, BundleFolder.Written> files) {
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        for (String name : files.keySet()) {
            String stem = name.contains(".") ? name.substring(0, name.indexOf('.', name.lastIndexOf('/') + 1)) : name;
            String output = name.startsWith("tables/")
                    ? "table " + stem.substring(7)
                    : name.startsWith("figures/")
                            ? "figure " + stem.substring(8)
                            : stem.equals("report") ? "report" : name.equals("verdicts.json") ? "verdicts" : "";
            if (!output.isEmpty()) {
                outputs.computeIfAbsent(output, k -> new ArrayList<>()).add(name);
            }
        }
        for (String folder : List.of("lineage/", "pages/")) {
            long pages = files.keySet().stream()
                    .filter(name -> name.startsWith(folder) && name.endsWith(".html"))
                    .count();
            if (pages > 0) {
                outputs.put(
                        folder.equals("pages/") ? "printed pages, " + pages : "panel cells by variable, " + pages,
                        List.of(folder + "*.html"));
            }
        }
        return outputs;
    }

    /** {@code LICENSE.md}. */
    String licence(SortedMap<String, BundleFolder.Written> files) {
        boolean fonts = files.keySet().stream().anyMatch(name -> name.endsWith(".pdf"));
        return "# Licences\n\n"
                + "- Figures, tables, pictures and texts of this folder: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/. Facts have no owner.\n"
                + "- `rules/` and the program Almanac: GPL-3.0-or-later, https://www.gnu.org/licenses/gpl-3.0.html.\n"
                + "- The documents that the figures were read from are no part of this folder and keep their own licences; the pictures of their pages in `pages/` show where a figure stands and belong to the documents.\n"
                + (fonts
                        ? "- PDF files hold the letters they use of Noto Sans SC, Copyright Adobe and Google, SIL Open Font License 1.1, https://openfontlicense.org.\n"
                        : "");
    }

    /** {@code CITATION.cff}, version 1.2.0. */
    String citation() {
        return "cff-version: 1.2.0\nmessage: If you use these figures, please cite this bundle and the documents it was read from.\n"
                + "type: dataset\ntitle: " + quoted(report.title()) + "\ndate-released: '" + report.date()
                + "'\nauthors:\n"
                + "  - name: The study's authors\nlicense: CC0-1.0\nabstract: " + quoted(description()) + "\n";
    }

    private static String quoted(String text) {
        return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Text that Markdown shows as it is: no tag, no link, no emphasis. */
    private static String plain(String text) {
        return line(text).replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1").replace("<", "&lt;");
    }

    private static String cell(String text) {
        return plain(text);
    }

    static String mediaType(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "csv" -> "text/csv";
            case "html" -> "text/html";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "tex" -> "application/x-tex";
            case "md" -> "text/markdown";
            case "pdf" -> "application/pdf";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "yaml", "cff" -> "application/yaml";
            default -> "application/octet-stream";
        };
    }
}
