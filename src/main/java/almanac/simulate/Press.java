package almanac.simulate;

import almanac.simulate.Fact.Placed;
import java.io.IOException;
import java.util.List;

/** Prints the tables of an edition in one format. */
interface Press {
    /**
     * @param placed is given every fact with the place it was printed at
     * @return the file's bytes, the same on every machine
     */
    byte[] print(Edition edition, List<PrintedTable> tables, List<Placed> placed) throws IOException;

    static Press of(String format, SimulationPlan plan) {
        return switch (format) {
            case "xlsx", "xls" -> new WorkbookPress(plan, format.equals("xlsx"));
            case "csv" -> new CsvPress(plan);
            case "html" -> new HtmlPress(plan);
            case "docx" -> new DocxPress(plan);
            case "pdf" -> new PdfPress(plan);
            default -> throw new IllegalArgumentException("no such format: " + format);
        };
    }
}
