package almanac.report;

import almanac.report.chart.Chart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A further section of the report: some words, a table, pictures. The stages that make them need not be known here.
 *
 * @param id of the section, also the name of its files
 * @param intro what was done and how to read it
 * @param header of the table, empty for none
 * @param rows as text, as many fields as the header
 * @param remarks below the table
 * @param pictures file name to SVG, drawn by our own code
 * @param links where fields of the table lead, from the bundle's root: rows as those of the table, empty text for none; or
 *     no rows at all
 * @param drawings charts that are drawn when the report's language is known
 */
public record ReportSection(
        String id,
        String title,
        String intro,
        List<String> header,
        List<List<String>> rows,
        List<String> remarks,
        Map<String, String> pictures,
        List<List<String>> links,
        List<Drawing> drawings) {
    /** A chart once the language is known. */
    @FunctionalInterface
    public interface Drawing {
        /** @param report whose regions and variables have names */
        Chart draw(StudyReport report, Words words);
    }

    /** A section without charts. */
    public ReportSection(
            String id,
            String title,
            String intro,
            List<String> header,
            List<List<String>> rows,
            List<String> remarks,
            Map<String, String> pictures,
            List<List<String>> links) {
        this(id, title, intro, header, rows, remarks, pictures, links, List.of());
    }

    public ReportSection {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        remarks = List.copyOf(remarks);
        drawings = List.copyOf(drawings);
        pictures = java.util.Collections.unmodifiableMap(new TreeMap<>(pictures));
        links = links.stream().map(List::copyOf).toList();
    }

    /** A section whose table leads nowhere. */
    public ReportSection(
            String id,
            String title,
            String intro,
            List<String> header,
            List<List<String>> rows,
            List<String> remarks,
            Map<String, String> pictures) {
        this(id, title, intro, header, rows, remarks, pictures, List.of());
    }

    /** Where a field leads, empty for nowhere. */
    String link(int row, int column) {
        return row < links.size() && column < links.get(row).size()
                ? links.get(row).get(column)
                : "";
    }

    /** The table as CSV. */
    String csv() {
        CsvText csv = new CsvText(header);
        rows.forEach(csv::row);
        return csv.text();
    }
}
