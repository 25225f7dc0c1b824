package almanac.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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

    private final StudyReport report;

    BundlePapers(StudyReport report) {
        this.report = report;
    }

    // --- RO-Crate --------------------------------------------------------------------------------------------------

    /** {@code ro-crate-metadata.json} for the files written so far. */
    String crate(SortedMap<String, BundleFolder.Written> files) {
        return ReplicationBundle.json(json -> {
            json.writeStartObject();
            json.writeStringField("@context", "https://w3id.org/ro/crate/1.1/context");
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
        // the study's own date: the clock would make equal runs differ
        json.writeStringField("endTime", report.date() + "T00:00:00+00:00");
        references(json, "instrument", List.of("#almanac"));
        references(
                json,
                "object",
                report.documents().stream().map(BundlePapers::source).distinct().toList());
        references(
                json,
                "result",
                files.keySet().stream()
                        .filter(name -> !name.startsWith("rules/") && !name.startsWith("study/"))
                        .toList());
        json.writeEndObject();
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
            String meaning = COLUMNS.getOrDefault(header.get(column), meaning(header.get(column)));
            if (!meaning.isEmpty()) {
                json.writeStringField("description", meaning);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("missingValues");
        json.writeString("");
        json.writeEndArray();
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

    private String meaning(String column) {
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
        columns.put("region", "code of the region: CN- and GB/T 2260, or ISO 3166-1 alpha-3");
        columns.put("region_name", "name in English");
        columns.put("year", "calendar year");
        columns.put("complete", "1 when every variable of the models has a number");
        columns.put("id", "id of the observation, stable across runs");
        columns.put("document", "path of the document in the corpus");
        columns.put("document_sha256", "hash of the document's bytes");
        columns.put("kind", "table or prose");
        columns.put("page", "page number or sheet name");
        columns.put("cell", "cell address: C8 in spreadsheets, else r8c3");
        columns.put("left", "box of the printed cell, points from the page's left");
        columns.put("top", "points from the page's top");
        columns.put("right", "points from the page's left");
        columns.put("bottom", "points from the page's top");
        columns.put("entity_label", "region as printed");
        columns.put("entity_id", "region code");
        columns.put("indicator_label", "indicator as printed, headings outermost first");
        columns.put("indicator_id", "indicator of the lexicon");
        columns.put("qualifiers", "what narrows the indicator, JSON");
        columns.put("measure", "level, share, index, growth, points or change");
        columns.put("period", "ISO 8601");
        columns.put("value", "as displayed");
        columns.put("value_stored", "what the file keeps behind the display");
        columns.put("unit_label", "unit as printed");
        columns.put("unit_id", "unit of the lexicon");
        columns.put("base_value", "value in base units");
        columns.put("flag", "marks printed at the figure");
        columns.put("vintage", "edition of the document");
        columns.put("rule", "rule that read the figure");
        columns.put("raw", "the printed text, untouched");
        columns.put("claim", "published figure");
        columns.put("printed", "as published");
        columns.put("verdict", "reproduced, within, differs or cannot-tell");
        columns.put("why", "in words");
        return Map.copyOf(columns);
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
        md.append("# ").append(line(report.title())).append("\n\n");
        if (report.simulated()) {
            md.append("**Simulated, not official statistics. 模拟数据，非官方统计。**\n\n");
        }
        md.append("## Overview\n\n")
                .append(line(description()))
                .append("\nThe code is Almanac ")
                .append(report.version())
                .append("; one command, `almanac report ")
                .append(report.id())
                .append("`, makes everything in this folder. Expect less than a minute.\n\n")
                .append("## Data availability and provenance\n\n")
                .append(
                        "Each figure of the panel names the document, page and cell it was printed in (`data/observations.csv`, `lineage.html`) and is boxed there (`pages/`, `data/places.csv`).\n\n")
                .append("| document | publisher | edition | sha256 |\n|---|---|---|---|\n");
        for (StudyReport.DocumentRead document : report.documents()) {
            md.append("| ")
                    .append(cell(document.source().path()))
                    .append(document.source().simulated() ? " (simulated)" : "")
                    .append(" | ")
                    .append(cell(document.source().publisher().orElse("not stated")))
                    .append(" | ")
                    .append(cell(document.source().vintage().orElse("not stated")))
                    .append(" | `")
                    .append(document.source().sha256())
                    .append("` |\n");
        }
        md.append("\nThe documents themselves are not part of this folder; figures and facts taken from them are.\n\n")
                .append("## Computational requirements\n\n")
                .append(
                        "A JDK 17 or newer and Maven 3.8 or newer; 2 GiB of memory; no network after the first build; no random numbers outside seeded steps.\n\n")
                .append("## Description of programs\n\n")
                .append("`study/")
                .append(report.id())
                .append(
                        ".yaml` states regions, years, variables, models and published figures; `rules/` holds the rule documents that turned print into observations.\n\n")
                .append("## Instructions to replicators\n\n")
                .append(
                        "1. `almanac verify .` recomputes every hash and, from `data/observations.csv` with the study and rules of this folder, every figure of the panel and every verdict.\n")
                .append("2. With the documents at hand, `almanac report study/")
                .append(report.id())
                .append(".yaml` reads them anew.\n\n")
                .append("## List of tables and programs\n\n")
                .append("| output | made from |\n|---|---|\n");
        for (String name : files.keySet()) {
            if (name.startsWith("tables/")
                    || name.startsWith("figures/")
                    || name.endsWith(".html")
                    || name.equals("verdicts.json")) {
                md.append("| `")
                        .append(name)
                        .append("` | `data/panel.csv` by `study/")
                        .append(report.id())
                        .append(".yaml` |\n");
            }
        }
        md.append("\n## Sample\n\n")
                .append(report.loss().design())
                .append(" rows in the design, ")
                .append(report.loss().complete())
                .append(
                        " complete; `tables/sample_loss.csv` names every row left out and the printed mark behind it.\n");
        if (!report.paper().isEmpty()) {
            md.append("\n## References\n\n").append(line(report.paper())).append('\n');
        }
        return md.toString();
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

    private static String cell(String text) {
        return line(text).replace("|", "\\|").replace("<", "&lt;");
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
