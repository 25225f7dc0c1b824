package almanac.report;

import almanac.model.CellInfluence;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Replicated;
import almanac.model.SampleLoss;
import almanac.report.table.LatexText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The bundle's data as CSV: full precision, one header line, stable order. */
public final class DataTables {
    private DataTables() {}

    /** A row a region and year; for each printed variable the id of the observation it comes from. */
    public static String panel(StudyReport report) {
        return panel(report.panel(), report.variables(), report::regionName);
    }

    /** The same without a report. */
    public static String panel(Panel panel, List<String> modelVariables, UnaryOperator<String> regionName) {
        List<Panel.Variable> variables = panel.variables().stream()
                .filter(v -> panel.regions().stream()
                        .anyMatch(region -> panel.years().stream()
                                .anyMatch(year ->
                                        panel.cell(v.name(), region, year).isPresent())))
                .toList();
        List<String> header = new ArrayList<>(List.of("region", "region_name", "year", "complete"));
        for (Panel.Variable variable : variables) {
            header.add(variable.name());
            header.add(variable.name() + "_from");
        }
        CsvText csv = new CsvText(header);
        for (String region : panel.regions()) {
            for (int year : panel.years()) {
                boolean complete = modelVariables.stream()
                        .allMatch(name -> panel.value(name, region, year).isPresent());
                List<String> row = new ArrayList<>(
                        List.of(region, regionName.apply(region), Integer.toString(year), complete ? "1" : "0"));
                for (Panel.Variable variable : variables) {
                    Optional<Panel.Cell> cell = panel.cell(variable.name(), region, year);
                    row.add(cell.flatMap(Panel.Cell::value)
                            .map(DataTables::exact)
                            .orElse(""));
                    row.add(cell.map(c -> from(new Panel.Key(variable.name(), region, year), c))
                            .orElse(""));
                }
                csv.row(row);
            }
        }
        return csv.text();
    }

    private static String from(Panel.Key key, Panel.Cell cell) {
        if (cell.origin() instanceof Panel.Origin.Printed printed) {
            return printed.choice().kept().id();
        }
        if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
            return "interpolated (" + filled.method() + "), " + Lineage.href(key);
        }
        return Lineage.href(key);
    }

    /** A row a cell, also of the places and products that formulas needed. */
    static String panelLong(StudyReport report) {
        CsvText csv = new CsvText(
                "variable",
                "region",
                "year",
                "value",
                "origin",
                "formula_or_reason",
                "inputs",
                "observation",
                "document",
                "page",
                "cell",
                "rivals");
        for (Map.Entry<Panel.Key, Panel.Cell> entry : report.panel().cells().entrySet()) {
            Panel.Key key = entry.getKey();
            Panel.Cell cell = entry.getValue();
            String origin = "none";
            String why = "";
            String inputs = "";
            Optional<Observation> kept = Optional.empty();
            int rivals = 0;
            if (cell.origin() instanceof Panel.Origin.Printed printed) {
                origin = "printed";
                why = printed.choice().reason();
                kept = Optional.of(printed.choice().kept());
                rivals = printed.choice().rivals().size();
            } else if (cell.origin() instanceof Panel.Origin.Computed computed) {
                origin = "computed";
                why = computed.formula();
                inputs = inputs(computed.inputs());
            } else if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
                origin = "interpolated";
                why = filled.method();
                inputs = inputs(filled.inputs());
                kept = filled.mark().map(almanac.model.Choice::kept);
            } else if (cell.origin() instanceof Panel.Origin.None none) {
                why = none.why();
                inputs = inputs(none.inputs());
                kept = none.choice().map(almanac.model.Choice::kept);
            }
            csv.row(
                    key.variable(),
                    key.region(),
                    Integer.toString(key.year()),
                    cell.value().map(DataTables::exact).orElse(""),
                    origin,
                    why,
                    inputs,
                    kept.map(Observation::id).orElse(""),
                    kept.map(o -> o.locator().source()).orElse(""),
                    kept.map(o -> o.locator().page()).orElse(""),
                    kept.map(o -> o.locator() instanceof Locator.CellAt at ? at.address() : "")
                            .orElse(""),
                    Integer.toString(rivals));
        }
        return csv.text();
    }

    /** Inputs by name; a long list of world cells is told by its count (they share the variable and the year). */
    private static String inputs(List<Panel.Key> inputs) {
        return inputs.size() > 40
                ? inputs.size() + " cells of "
                        + String.join(
                                " and ",
                                new java.util.TreeSet<>(inputs.stream()
                                        .map(k -> k.variable().replaceFirst("\\[.*", ""))
                                        .toList()))
                : String.join("; ", inputs.stream().map(Panel.Key::toString).toList());
    }

    /** The page of the bundle on which each observation is shown. */
    static String places(Map<String, String> places) {
        CsvText csv = new CsvText("observation", "shown_in");
        places.forEach(csv::row);
        return csv.text();
    }

    /** The printed cells that move each coefficient most. */
    static String influence(List<CellInfluence> influence) {
        CsvText csv = new CsvText(
                "model",
                "term",
                "estimate",
                "rank",
                "observation",
                "variable",
                "region",
                "year",
                "printed",
                "unit",
                "document",
                "page",
                "cell",
                "change_1_percent",
                "slope_1_percent",
                "change_last_digit",
                "change_left_out",
                "rows_moved",
                "rows_lost");
        for (CellInfluence one : influence) {
            Observation o = one.observation();
            csv.row(
                    one.model(),
                    one.term(),
                    exact(one.estimate()),
                    Integer.toString(one.rank()),
                    o.id(),
                    one.key().variable(),
                    one.key().region(),
                    Integer.toString(one.key().year()),
                    o.reading().raw(),
                    o.unitLabel(),
                    o.locator().source(),
                    o.locator().page(),
                    o.locator() instanceof Locator.CellAt at ? at.address() : "",
                    exact(one.change()),
                    exact(one.slope()),
                    Double.isFinite(one.lastDigit()) ? exact(one.lastDigit()) : "",
                    one.leftOut().map(DataTables::exact).orElse(""),
                    Integer.toString(one.rowsMoved()),
                    Integer.toString(one.rowsLost()));
        }
        return csv.text();
    }

    static String descriptives(StudyReport report) {
        CsvText csv =
                new CsvText("variable", "label", "n", "missing", "mean", "sd", "min", "p25", "median", "p75", "max");
        for (Description d : report.descriptions()) {
            csv.row(
                    d.name(),
                    report.label(d.name()),
                    Integer.toString(d.n()),
                    Integer.toString(d.missing()),
                    exact(d.mean()),
                    exact(d.sd()),
                    exact(d.min()),
                    exact(d.p25()),
                    exact(d.median()),
                    exact(d.p75()),
                    exact(d.max()));
        }
        return csv.text();
    }

    static String correlations(Correlations table) {
        List<String> header = new ArrayList<>(List.of("variable"));
        header.addAll(table.names());
        CsvText csv = new CsvText(header);
        for (int r = 0; r < table.names().size(); r++) {
            List<String> row = new ArrayList<>(List.of(table.names().get(r)));
            for (int c = 0; c < table.names().size(); c++) {
                row.add(c <= r ? exact(table.r()[r][c]) : "");
            }
            csv.row(row);
        }
        return csv.text();
    }

    static String correlationsLatex(StudyReport report) {
        Correlations table = report.correlations();
        StringBuilder tex = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{tabular}{l")
                .append("r".repeat(table.names().size()))
                .append("}\n\\toprule\n");
        for (String name : table.names()) {
            tex.append(" & ").append(LatexText.escape(name));
        }
        tex.append(" \\\\\n\\midrule\n");
        for (int r = 0; r < table.names().size(); r++) {
            tex.append(LatexText.escape(table.names().get(r)));
            for (int c = 0; c < table.names().size(); c++) {
                tex.append(" & ").append(c <= r ? String.format(Locale.ROOT, "%.4f", table.r()[r][c]) : "");
            }
            tex.append(" \\\\\n");
        }
        return tex.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    static String verdicts(List<Replicated> replicated) {
        CsvText csv = new CsvText("claim", "printed", "value", "verdict", "range_low", "range_high", "why");
        for (Replicated r : replicated) {
            csv.row(
                    r.claim(),
                    r.printed(),
                    r.value().isPresent() ? exact(r.value().getAsDouble()) : "",
                    r.kind().word(),
                    r.range().map(i -> exact(i.low())).orElse(""),
                    r.range().map(i -> exact(i.high())).orElse(""),
                    r.why());
        }
        return csv.text();
    }

    static String sampleLoss(StudyReport report) {
        CsvText csv = new CsvText("region", "region_name", "year", "variable", "reason");
        for (SampleLoss.Loss loss : report.loss().losses()) {
            loss.missing()
                    .forEach((variable, reason) -> csv.row(
                            loss.region(),
                            report.regionName(loss.region()),
                            Integer.toString(loss.year()),
                            variable,
                            reason));
        }
        return csv.text();
    }

    /** The shortest decimal that reads back as the same double. */
    static String exact(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
