package almanac.report;

import almanac.model.Box;
import almanac.model.CellInfluence;
import almanac.model.Choice;
import almanac.model.Coefficient;
import almanac.model.Fit;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From every number back to print: {@code lineage.html} leads from the figures of the tables to the panel cells they are
 * computed from, {@code lineage/<variable>.html} from each panel cell to its formula and inputs, or to the printed cell
 * it was read from with the page it stands on ({@link PlacePages}), the rule, and the rivals it was chosen against.
 */
public final class Lineage {
    private static final int MOST_LINKS = 60;

    private static final String STYLE =
            "<style>body{font:13px/1.45 system-ui,'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:1.5rem;max-width:72rem}"
                    + "section{border-top:1px solid #ddd;padding:.3rem 0}section:target,tr:target{background:#fff6d6}"
                    + "h2{font-size:15px;margin:1.2rem 0 .2rem}section h2{font-size:13px;margin:.1rem 0}p{margin:.1rem 0}.q{color:#5b6670}"
                    + "table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.1rem .5rem;text-align:right;border-top:1px solid #ddd}"
                    + "td.l,th.l{text-align:left}tbody th{font-weight:400}td a{display:block;min-width:24px;min-height:24px}.wide{overflow-x:auto}h1,h2,p{overflow-wrap:anywhere}"
                    + "a:focus-visible,.wide:focus-visible{outline:2px solid #00538a;outline-offset:1px}.fill{background:#fde7cf}"
                    + "@media(prefers-color-scheme:dark){body{background:#15181b;color:#ddd}a{color:#8cc4ff}a:focus-visible,.wide:focus-visible{outline-color:#8cc4ff}"
                    + "section,td,th{border-color:#333}section:target,tr:target{background:#3a3413}.q{color:#9aa6b0}.fill{background:#4a3214}}</style>";

    private final StudyReport report;
    private final SortedMap<String, String> places;
    private final String language;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private Lineage(StudyReport report, SortedMap<String, String> places, String language) {
        this.report = report;
        this.language = language;
        this.places = places;
    }

    /**
     * All files, by name in the bundle, in English but for the names of regions.
     *
     * @param places observation id to the page that shows it
     * @param language of the names
     */
    static SortedMap<String, String> of(StudyReport report, SortedMap<String, String> places, String language) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("lineage.html", new Lineage(report, places, language).statistics());
        SortedMap<String, List<Panel.Key>> variables = new TreeMap<>();
        report.panel()
                .cells()
                .keySet()
                .forEach(key -> variables
                        .computeIfAbsent(file(key.variable()), k -> new ArrayList<>())
                        .add(key));
        variables.forEach(
                (file, keys) -> files.put("lineage/" + file, new Lineage(report, places, language).cells(keys)));
        return files;
    }

    private static String file(String variable) {
        int axis = variable.indexOf('[');
        return safe(axis < 0 ? variable : variable.substring(0, axis)) + ".html";
    }

    /** Where a panel cell is explained, from the bundle's root. */
    public static String href(Panel.Key key) {
        return "lineage/" + file(key.variable()) + "#" + anchor(key);
    }

    /** Where a model's figure is explained, from the bundle's root; an empty term means a figure of the whole model. */
    public static String modelHref(int number, String term) {
        return "lineage.html#model-" + number + (term.isEmpty() ? "" : "-" + safe(term));
    }

    /** Where the whole path of a region is listed, from the bundle's root. */
    public static String seriesHref(String variable, String region) {
        return "lineage/" + file(variable) + "#series-" + safe(region);
    }

    /** Where the paths of all regions are named, from the bundle's root. */
    public static final String PATHS = "lineage.html#series";

    /** Where the paths of a region in all variables are named, from the bundle's root. */
    public static String regionHref(String region) {
        return "lineage.html#region-" + safe(region);
    }

    /** Where a row of the samples stands with all its figures, from the bundle's root. */
    public static String rowHref(String region, int year) {
        return "lineage.html#" + rowAnchor(region, year);
    }

    private static String rowAnchor(String region, int year) {
        return "row-" + safe(region) + "." + year;
    }

    /** Where the rows of a {@link SampleRows} are listed, from the bundle's root. */
    public static String sampleHref(String id) {
        return "lineage.html#sample-" + id;
    }

    /** The use that a model makes of its sample. */
    public static String sampleOf(String model) {
        return "model " + model;
    }

    /** The anchor of a panel cell: letters, digits, dots and dashes only. */
    static String anchor(Panel.Key key) {
        return safe(key.variable() + "." + key.region() + "." + key.year());
    }

    private static String safe(String name) {
        StringBuilder anchor = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) {
                anchor.appendCodePoint(c);
            } else {
                anchor.append('-').append(Integer.toHexString(c));
            }
        });
        return anchor.toString();
    }

    private void head(String title, String intro) {
        out.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(escape(title))
                .append("</title>")
                .append(STYLE)
                .append("</head><body>\n<main><h1>")
                .append(escape(title))
                .append("</h1>\n<p>")
                .append(report.simulated() ? "<strong>Simulated, not official statistics.</strong> " : "")
                .append(intro)
                .append("</p>\n");
    }

    /** Where a variable's figures stand in the sample, from the bundle's root. */
    public static String variableHref(String variable) {
        return "lineage.html#v-" + safe(variable);
    }

    // --- from the tables to the panel --------------------------------------------------------------------------------

    private String statistics() {
        head(
                "From each number to its printed cell",
                "A figure of a table leads to the rows it is computed from, each figure of a row to its formula, from there"
                        + " to the printed figures, and these to the page they stand on. <a href=\"report.html\">Back to the report</a>");
        for (int m = 0; m < report.fits().size(); m++) {
            model(m);
        }
        Set<SampleRows.Row> rows = rows();
        out.append(
                        "<h2 id=\"sample\">The rows</h2><p>Every row that a figure of the report is computed from; below the")
                .append(
                        " table stands which figures use which rows.</p>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"sample\"><table><thead><tr><th scope=\"col\" class=\"l\">region</th><th scope=\"col\">year</th>");
        report.variables()
                .forEach(name -> out.append("<th scope=\"col\" id=\"v-")
                        .append(safe(name))
                        .append("\">")
                        .append(escape(name))
                        .append("</th>"));
        out.append("</tr></thead><tbody>\n");
        rows.forEach(row -> row(row.region(), row.year()));
        out.append("</tbody></table></div>\n<h2>Which figures use which rows</h2>\n");
        Map<String, List<Integer>> years = new LinkedHashMap<>();
        rows.forEach(row ->
                years.computeIfAbsent(row.region(), r -> new ArrayList<>()).add(row.year()));
        report.samples().forEach(sample -> sample(sample, rows.size(), years));
        series();
        return out.append("</main></body></html>\n").toString();
    }

    /** The rows of all samples and what else is complete, in the panel's order. */
    private Set<SampleRows.Row> rows() {
        Set<SampleRows.Row> used = new HashSet<>();
        report.samples().forEach(sample -> used.addAll(sample.rows()));
        Set<SampleRows.Row> rows = new LinkedHashSet<>();
        for (String region : report.panel().regions()) {
            for (int year : report.panel().years()) {
                SampleRows.Row row = new SampleRows.Row(region, year);
                if (used.contains(row)
                        || report.variables().stream()
                                .allMatch(name ->
                                        report.panel().value(name, region, year).isPresent())) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** A sample by the rows it has, or by those it lacks, whichever are fewer; whole regions are named once. */
    private void sample(SampleRows sample, int all, Map<String, List<Integer>> years) {
        out.append("<section id=\"sample-")
                .append(sample.id())
                .append("\"><h2>")
                .append(sample.rows().size())
                .append(sample.rows().size() == 1 ? " row" : " rows")
                .append("</h2>\n");
        sample.uses()
                .forEach(use -> out.append("<p>")
                        .append(escape(report.named(use, language)))
                        .append("</p>\n"));
        Map<String, Set<Integer>> inside = new HashMap<>();
        sample.rows()
                .forEach(row -> inside.computeIfAbsent(row.region(), r -> new HashSet<>())
                        .add(row.year()));
        boolean lacking = 2 * sample.rows().size() > all;
        out.append("<p class=\"q\">")
                .append(
                        sample.rows().size() == all
                                ? "<a href=\"#sample\">all rows of the table</a>"
                                : lacking
                                        ? "<a href=\"#sample\">all rows of the table</a> <span>without</span>"
                                        : "<span>these rows of the table</span>");
        String joint = " ";
        for (Map.Entry<String, List<Integer>> region : years.entrySet()) {
            List<Integer> listed = region.getValue().stream()
                    .filter(year -> lacking
                            != inside.getOrDefault(region.getKey(), Set.of()).contains(year))
                    .toList();
            if (listed.isEmpty()) {
                continue;
            }
            out.append(joint).append("<a href=\"#");
            boolean whole = listed.size() == region.getValue().size() && listed.size() > 1;
            out.append(whole ? "region-" + safe(region.getKey()) : rowAnchor(region.getKey(), listed.get(0)))
                    .append("\">")
                    .append(escape(report.regionName(region.getKey(), language)))
                    .append(whole ? "" : " " + listed.get(0))
                    .append("</a>");
            for (int year : whole ? List.<Integer>of() : listed.subList(1, listed.size())) {
                out.append(" <a href=\"#")
                        .append(rowAnchor(region.getKey(), year))
                        .append("\">")
                        .append(year)
                        .append("</a>");
            }
            joint = "; ";
        }
        out.append("</p></section>\n");
    }

    /** For each region the paths of its variables: groups, breaks and forecasts are computed from paths, not from rows. */
    private void series() {
        out.append(
                        "<h2 id=\"series\">The paths by region</h2><p>Groups, breaks and forecasts are computed from them.</p>\n")
                .append(
                        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"series\"><table><thead><tr><th scope=\"col\" class=\"l\">region</th>");
        report.variables()
                .forEach(name ->
                        out.append("<th scope=\"col\">").append(escape(name)).append("</th>"));
        out.append("</tr></thead><tbody>\n");
        for (String region : report.panel().regions()) {
            out.append("<tr id=\"region-")
                    .append(safe(region))
                    .append("\"><th scope=\"row\" class=\"l\">")
                    .append(escape(report.regionName(region, language)))
                    .append("</th>");
            for (String name : report.variables()) {
                long numbers = report.panel().years().stream()
                        .filter(year -> report.panel().value(name, region, year).isPresent())
                        .count();
                out.append("<td><a href=\"")
                        .append(seriesHref(name, region))
                        .append("\">")
                        .append(numbers)
                        .append("</a></td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private void row(String region, int year) {
        out.append("<tr id=\"")
                .append(rowAnchor(region, year))
                .append("\"><th scope=\"row\" class=\"l\">")
                .append(escape(report.regionName(region, language)))
                .append("</th><td>")
                .append(year)
                .append("</td>");
        for (String name : report.variables()) {
            Panel.Key key = new Panel.Key(name, region, year);
            out.append("<td><a href=\"")
                    .append(href(key))
                    .append("\">")
                    .append(report.panel()
                            .value(name, region, year)
                            .map(Lineage::figure)
                            .orElse(""))
                    .append("</a></td>");
        }
        out.append("</tr>\n");
    }

    private void model(int m) {
        Fit fit = report.fits().get(m);
        String name = report.modelNames().get(m);
        out.append("<section id=\"model-")
                .append(m + 1)
                .append("\"><h2>Model ")
                .append(escape(name))
                .append(": ")
                .append(escape(fit.spec().formula()))
                .append("</h2><p>");
        if (fit.estimated()) {
            out.append(escape(fit.estimator()))
                    .append(", ")
                    .append(fit.n())
                    .append(" of <a href=\"#")
                    .append(report.samples().stream()
                            .filter(sample -> sample.uses().contains(sampleOf(name)))
                            .findFirst()
                            .map(sample -> "sample-" + sample.id())
                            .orElse("sample"))
                    .append("\">the rows below</a>");
        } else {
            out.append("not estimated: ")
                    .append(escape(fit.diagnostics().stream()
                            .map(d -> d.message())
                            .findFirst()
                            .orElse("")));
        }
        out.append("</p>\n");
        for (Coefficient coefficient : fit.coefficients()) {
            out.append("<p id=\"model-")
                    .append(m + 1)
                    .append('-')
                    .append(safe(coefficient.term()))
                    .append("\"><b>")
                    .append(escape(coefficient.term()))
                    .append(" ")
                    .append(figure(coefficient.estimate()))
                    .append("</b>");
            List<CellInfluence> most = report.influence().stream()
                    .filter(i -> i.model().equals(name) && i.term().equals(coefficient.term()))
                    .toList();
            if (!most.isEmpty()) {
                out.append(" moves most with ");
                for (int i = 0; i < most.size(); i++) {
                    CellInfluence one = most.get(i);
                    out.append(i > 0 ? "; " : "")
                            .append("<a href=\"")
                            .append(href(one.key()))
                            .append("\">")
                            .append(escape(one.key().toString()))
                            .append("</a> (")
                            .append(String.format(Locale.ROOT, "%+.3g", one.change()))
                            .append(" when 1 % higher)");
                }
            }
            out.append("</p>\n");
        }
        out.append("</section>\n");
    }

    // --- from the panel to print -------------------------------------------------------------------------------------

    private String cells(List<Panel.Key> keys) {
        String name = keys.get(0).variable().replaceFirst("\\[.*", "");
        head(
                name + ": cell by cell",
                escape(report.label(name))
                        + report.panel()
                                .variable(name)
                                .map(v -> ", " + escape(v.definition()))
                                .orElse("")
                        + ". <a href=\"../lineage.html\">All figures</a> <a href=\"../report.html\">Back to the report</a>");
        String region = "";
        for (Panel.Key key : keys) {
            if (report.variables().contains(key.variable()) && !key.region().equals(region)) {
                region = key.region();
                path(key.variable(), region);
            }
            block(key, report.panel().cells().getOrDefault(key, NOTHING));
        }
        return out.append("</main></body></html>\n").toString();
    }

    /** A region's path as a whole, each number leading to its cell. */
    private void path(String variable, String region) {
        out.append("<section id=\"series-")
                .append(safe(region))
                .append("\"><h2>")
                .append(escape(report.regionName(region, language)))
                .append("</h2><p>");
        for (int year : report.panel().years()) {
            Panel.Key key = new Panel.Key(variable, region, year);
            out.append(year)
                    .append(" <a href=\"#")
                    .append(anchor(key))
                    .append("\">")
                    .append(report.panel()
                            .value(variable, region, year)
                            .map(Lineage::shortly)
                            .orElse("–"))
                    .append("</a> ");
        }
        out.append("</p></section>\n");
    }

    /** Six digits: enough to know a number by. */
    private static String shortly(double value) {
        return BigDecimal.valueOf(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static final Panel.Cell NOTHING = new Panel.Cell(
            java.util.Optional.empty(), new Panel.Origin.None("", List.of(), java.util.Optional.empty()));

    private void block(Panel.Key key, Panel.Cell cell) {
        out.append("<section id=\"")
                .append(anchor(key))
                .append("\"><h2>")
                .append(escape(key.variable()))
                .append(", ")
                .append(escape(report.regionName(key.region(), language)))
                .append(' ')
                .append(key.year())
                .append(": ")
                .append(cell.value().map(Lineage::figure).orElse("no number"))
                .append("</h2>");
        if (cell.origin() instanceof Panel.Origin.Printed printed) {
            choice(printed.choice());
        } else if (cell.origin() instanceof Panel.Origin.Computed computed) {
            out.append("<p>= ").append(escape(computed.formula())).append("</p>");
            links(key, computed.inputs());
        } else if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
            out.append("<p class=\"fill\">not printed: interpolated (")
                    .append(escape(filled.method()))
                    .append("), because the study says so</p>");
            filled.mark().ifPresent(this::choice);
            links(key, filled.inputs());
        } else if (cell.origin() instanceof Panel.Origin.None none) {
            out.append("<p>").append(escape(none.why())).append("</p>");
            none.choice().ifPresent(this::choice);
            links(key, none.inputs());
        }
        out.append("</section>\n");
    }

    private void links(Panel.Key of, List<Panel.Key> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        // of a world table those of the product itself come first: the others only enter the countries' totals
        int axis = of.variable().indexOf('[');
        String product = axis < 0 ? "" : of.variable().substring(axis);
        List<Panel.Key> near = product.isEmpty()
                ? inputs
                : inputs.stream()
                        .filter(key ->
                                !key.variable().contains("[") || key.variable().endsWith(product))
                        .toList();
        out.append("<p class=\"q\">from ");
        int shown = 0;
        for (Panel.Key input : near) {
            if (shown == MOST_LINKS) {
                break;
            }
            out.append(shown++ > 0 ? ", " : "")
                    .append("<a href=\"")
                    .append(file(input.variable()).equals(file(of.variable())) ? "" : file(input.variable()))
                    .append('#')
                    .append(anchor(input))
                    .append("\">")
                    .append(escape(input.toString()))
                    .append("</a>");
        }
        if (inputs.size() > shown) {
            out.append(" … and ").append(inputs.size() - shown).append(" more, see data/panel_long.csv");
        }
        out.append("</p>");
    }

    private void choice(Choice choice) {
        out.append("<p>").append(place(choice.kept())).append("</p>");
        if (!choice.rivals().isEmpty()) {
            out.append("<p class=\"q\">chosen: ")
                    .append(escape(choice.reason()))
                    .append("; rivals: ");
            for (int i = 0; i < choice.rivals().size(); i++) {
                out.append(i > 0 ? "; " : "").append(place(choice.rivals().get(i)));
            }
            out.append("</p>");
        }
    }

    private String place(Observation observation) {
        StringBuilder place = new StringBuilder();
        String page = places.get(observation.id());
        Locator locator = observation.locator();
        // the unit stands in the words of a sentence, beside them for a cell
        boolean said = observation
                .reading()
                .raw()
                .toLowerCase(Locale.ROOT)
                .contains(observation.unitLabel().toLowerCase(Locale.ROOT));
        String unit = said ? "" : observation.unitLabel();
        place.append("printed <b>")
                .append(page == null ? "" : "<a href=\"../" + page + "\">")
                .append(escape(observation.reading().raw()))
                .append(page == null ? "" : "</a>")
                .append("</b> ")
                .append(escape(unit));
        if (observation.reading() instanceof Reading.Amount amount
                && amount.stored()
                        .map(BigDecimal::toPlainString)
                        .filter(s -> !s.equals(amount.value().toPlainString()))
                        .isPresent()) {
            place.append(" (stored ")
                    .append(amount.stored().orElseThrow().toPlainString())
                    .append(")");
        }
        place.append(" in ")
                .append(escape(locator.source()))
                .append(", ")
                .append(locator.page().chars().allMatch(Character::isDigit) ? "page " : "sheet ")
                .append(escape(locator.page()));
        if (locator instanceof Locator.CellAt at) {
            place.append(", cell ").append(escape(at.address()));
        } else if (locator instanceof Locator.SpanAt span) {
            place.append(", characters ").append(span.from()).append(" to ").append(span.to());
        }
        locator.box().ifPresent(box -> place.append(" [").append(box(box)).append("]"));
        return place.append(" by rule ")
                .append(escape(observation.rule()))
                .append(" <span class=\"q\">(")
                .append(escape(observation.id()))
                .append(")</span>")
                .toString();
    }

    private static String box(Box box) {
        return String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f", box.left(), box.top(), box.right(), box.bottom());
    }

    static String figure(double value) {
        return BigDecimal.valueOf(value)
                .round(new java.math.MathContext(10))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c >= 0x20) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
