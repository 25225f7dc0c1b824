package almanac.audit.reading;

import almanac.audit.ClaimsReading;
import almanac.model.Claims;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Claims.StarLegend;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Printed;
import almanac.model.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The door: a document in, the claims of its correlation and regression tables out.
 *
 * <p>The largest correlation table counts; the columns of all regression tables are numbered on. Variables of the two are
 * the same where they differ in case, spaces and punctuation only. The dependent variable is the one that the words name,
 * else a column's heading, else the only variable of the correlation table that no column has as a regressor.
 */
public final class PaperReader {
    static final Diagnostic.Code NO_TABLES =
            new Diagnostic.Code("ALM-7004", Severity.ERROR, "a paper without tables that can be audited");
    static final Diagnostic.Code ASSUMED =
            new Diagnostic.Code("ALM-7006", Severity.NOTE, "something assumed while reading a paper's tables");

    private final String path;
    private final List<String> notes = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private PaperReader(String path) {
        this.path = path;
    }

    /** Reads a document's tables as published claims. */
    public static ClaimsReading read(Document document) {
        String prose = String.join(
                "\n", document.sentences().stream().map(Sentence::text).toList());
        return read(document.grids(), prose, document.source().path(), document.diagnostics());
    }

    /**
     * Reads tables as published claims.
     *
     * @param prose the document's words, for a star legend or N that no table's notes have
     * @param path its name, for messages
     */
    public static ClaimsReading read(List<Grid> grids, String prose, String path, List<Diagnostic> earlier) {
        PaperReader reader = new PaperReader(path);
        reader.diagnostics.addAll(earlier);
        return reader.claims(grids, prose);
    }

    private ClaimsReading claims(List<Grid> grids, String prose) {
        Optional<CorrelationTable> correlations = Optional.empty();
        String correlationWords = "";
        List<RegressionTable.Column> columns = new ArrayList<>();
        List<String> columnWords = new ArrayList<>();
        int tableCount = 0;
        for (Grid grid : grids) {
            TextTable table = TextTable.of(grid);
            Optional<CorrelationTable> found = CorrelationTable.of(table);
            if (found.isPresent()) {
                if (correlations.isEmpty()
                        || found.get().cells().size()
                                > correlations.get().cells().size()) {
                    correlations = found;
                    correlationWords = table.words();
                }
                continue;
            }
            Optional<RegressionTable> regression = RegressionTable.of(table, prose);
            if (regression.isPresent()) {
                tableCount++;
                for (RegressionTable.Column column : regression.get().columns()) {
                    columns.add(column);
                    columnWords.add(table.words());
                }
                if (regression.get().bracketsAssumed() && regression.get().bracketsPrinted()) {
                    String what =
                            regression.get().brackets() == Labels.Kind.STATISTIC ? "t statistics" : "standard errors";
                    notes.add("table " + tableCount + " does not say what its brackets hold: " + what + " was taken");
                    diagnostics.add(Diagnostic.of(
                            ASSUMED,
                            path,
                            "regression table " + tableCount + " does not say what its brackets hold; " + what
                                    + " was taken",
                            "give a claims file if that is wrong"));
                }
            }
        }
        if (correlations.isEmpty() && columns.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    NO_TABLES,
                    path,
                    grids.isEmpty()
                            ? "it has no table"
                            : "no table was recognised as a correlation or regression table (of " + grids.size() + ")",
                    grids.isEmpty()
                            ? "if the tables are pictures, type them into a claims file; see the manual's chapter on the audit"
                            : "look at `almanac tables` of the file; type what it misses into a claims file"));
            return new ClaimsReading(Optional.empty(), diagnostics);
        }
        List<String> order = correlations.map(CorrelationTable::order).orElse(List.of());
        Map<String, String> names = new TreeMap<>();
        order.forEach(name -> names.putIfAbsent(Labels.key(name), name));
        List<Model> models = models(columns, columnWords, names, order, prose);
        Optional<Printed> n = Notes.observations(correlationWords);
        if (n.isEmpty()) {
            List<Printed> counts = columns.stream().flatMap(c -> c.n().stream()).toList();
            boolean same = counts.stream()
                            .map(p -> p.value().stripTrailingZeros())
                            .distinct()
                            .count()
                    == 1;
            n = same ? Optional.of(counts.get(0)) : counts.isEmpty() ? Notes.observations(prose) : Optional.empty();
        }
        String words = correlationWords + "\n" + String.join("\n", columnWords);
        StarLegend legend = Notes.legend(words).or(() -> Notes.legend(prose)).orElse(StarLegend.ASSUMED);
        return new ClaimsReading(
                Optional.of(new Claims(
                        path,
                        path,
                        order,
                        correlations.map(CorrelationTable::cells).orElse(List.of()),
                        n,
                        models,
                        legend,
                        correlations.map(CorrelationTable::descriptives).orElse(List.of()),
                        Optional.empty(),
                        notes)),
                diagnostics);
    }

    private List<Model> models(
            List<RegressionTable.Column> columns,
            List<String> columnWords,
            Map<String, String> names,
            List<String> order,
            String prose) {
        List<List<Row>> rows = new ArrayList<>();
        for (RegressionTable.Column column : columns) {
            rows.add(column.rows().stream().map(row -> renamed(row, names)).toList());
        }
        List<String> never = order.stream()
                .filter(v -> rows.stream()
                        .noneMatch(
                                list -> list.stream().anyMatch(r -> r.variable().equals(v))))
                .toList();
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RegressionTable.Column column = columns.get(i);
            models.add(new Model(
                    i + 1,
                    dependent(column, rows.get(i), columnWords.get(i), names, never, prose),
                    rows.get(i),
                    column.constant(),
                    column.r2(),
                    column.adjR2(),
                    column.f(),
                    column.fStars(),
                    column.n(),
                    column.hidden()
                            ? OptionalInt.empty()
                            : OptionalInt.of(rows.get(i).size()),
                    column.errors(),
                    Optional.empty()));
        }
        return models;
    }

    private static Row renamed(Row row, Map<String, String> names) {
        String name = names.getOrDefault(Labels.key(row.variable()), row.variable());
        return new Row(
                name, row.coef(), row.beta(), row.t(), row.se(), row.p(), row.ciLow(), row.ciHigh(), row.stars());
    }

    private static String dependent(
            RegressionTable.Column column,
            List<Row> rows,
            String words,
            Map<String, String> names,
            List<String> never,
            String prose) {
        String heading = column.heading().replaceAll("[(（\\[]\\s*\\d{1,2}\\s*[)）\\]]", " ");
        for (String part : List.of(heading, heading.replaceAll("(?i)\\b(model|模型|m)\\s*\\d+", " "))) {
            String known = names.get(Labels.key(part));
            if (known != null) {
                return known;
            }
        }
        for (String part : heading.split("\\s+")) {
            String known = names.get(Labels.key(part));
            if (known != null && rows.stream().noneMatch(r -> r.variable().equals(known))) {
                return known;
            }
        }
        Optional<String> said = Notes.dependent(words + "\n" + heading).or(() -> Notes.dependent(prose));
        if (said.isPresent()) {
            String known = names.get(Labels.key(said.get()));
            if (known != null) {
                return known;
            }
        }
        if (never.size() == 1) {
            return never.get(0);
        }
        // the usual order puts the dependent variable first
        if (!never.isEmpty() && names.containsValue(never.get(0)) && names.size() > 0) {
            return said.orElse(never.get(0));
        }
        return said.orElse(heading.strip());
    }
}
