package almanac.document;

import almanac.model.Cell;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.text.Folding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A document that flows: paragraphs and tables in order, on one page. Gives each table the lines around it as caption,
 * unit note and notes, leaves out what stands in it twice, and cuts the paragraphs into sentences.
 */
public final class Flow {
    /** The name of the one page of such a document. */
    public static final String PAGE = "1";

    /** Shorter paragraphs (captions, notes) repeat in honest documents too. */
    private static final int LIGHTEST_REPEAT = 80;

    private final String path;
    private final ReadLimits limits;
    private final List<Diagnostic> diagnostics;
    private final boolean mayRepeat;
    private final StringBuilder text = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<Integer> tablesSeen = new HashSet<>();
    private final List<Grid> grids = new ArrayList<>();
    private int linesAtTable;
    private int repeatedParagraphs;
    private int repeatedTables;
    private int cells;
    private boolean full;

    /**
     * @param mayRepeat whether documents of this format are known to hold their text twice (web pages: once for large
     *     screens, once for telephones)
     */
    public Flow(String path, ReadLimits limits, List<Diagnostic> diagnostics, boolean mayRepeat) {
        this.mayRepeat = mayRepeat;
        this.path = path;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** A paragraph; its lines are parted by {@code \n}. */
    public void paragraph(String printed) {
        String paragraph = CellText.strip(printed);
        if (paragraph.isEmpty()) {
            return;
        }
        if (mayRepeat && weight(paragraph) >= LIGHTEST_REPEAT && !seen.add(paragraph)) {
            repeatedParagraphs++;
            return;
        }
        if (text.length() + paragraph.length() > limits.maxCharacters()) {
            stop("too much text");
            return;
        }
        boolean note = linesAtTable == lines.size() && !grids.isEmpty() && Surroundings.note(paragraph);
        lines.add(paragraph);
        text.append(paragraph).append("\n\n");
        if (note) {
            linesAtTable = lines.size();
            Grid last = grids.get(grids.size() - 1);
            List<String> notes = new ArrayList<>(last.notes());
            notes.add(paragraph);
            grids.set(grids.size() - 1, withNotes(last, notes));
        }
    }

    /** Length in narrow characters: an ideograph says twice as much as a letter. */
    private static long weight(String paragraph) {
        return paragraph.length() + paragraph.chars().filter(Folding::ideograph).count();
    }

    private static Grid withNotes(Grid grid, List<String> notes) {
        return new Grid(
                grid.id(),
                grid.page(),
                grid.caption(),
                grid.unitNote(),
                notes,
                grid.rows(),
                grid.columns(),
                grid.cells(),
                grid.firstRow(),
                grid.firstColumn(),
                grid.headerRows(),
                grid.continues(),
                grid.box());
    }

    /** A table. Its own caption, where the format has one, comes first. */
    public void table(TableCells table, String ownCaption, int headerRows) {
        List<Cell> placed = table.cells();
        boolean filled = placed.stream().anyMatch(cell -> !cell.blank());
        if (!filled || table.rows() < 1) {
            return;
        }
        cells += placed.size();
        long area = (long) table.rows() * table.columns();
        if (cells > limits.maxCells() || area > limits.maxCells()) {
            stop("more than " + limits.maxCells() + " cells");
            return;
        }
        if (mayRepeat && !tablesSeen.add(placed.hashCode())) {
            repeatedTables++;
            return;
        }
        Surroundings around = Surroundings.above(lines.subList(Math.max(linesAtTable, lines.size() - 6), lines.size()));
        String caption = ownCaption.isBlank() ? around.caption() : CellText.strip(ownCaption);
        String id = "t" + (grids.size() + 1);
        grids.add(new Grid(
                id,
                PAGE,
                caption,
                around.unitNote(),
                List.of(),
                table.rows(),
                table.columns(),
                placed,
                0,
                0,
                Math.min(headerRows, table.rows()),
                around.continued() && !grids.isEmpty()
                        ? Optional.of(grids.get(grids.size() - 1).id())
                        : Optional.empty(),
                Optional.empty()));
        linesAtTable = lines.size();
    }

    /** A picture: where the line before it is the caption of a table, the table is the picture. */
    public void picture() {
        if (!lines.isEmpty()) {
            for (int i = lines.size() - 1; i >= Math.max(linesAtTable, lines.size() - 2); i--) {
                if (Surroundings.numberedCaption(lines.get(i))) {
                    diagnostics.add(Trouble.picture(path, PAGE, lines.get(i)));
                    linesAtTable = lines.size();
                    return;
                }
            }
        }
    }

    private void stop(String why) {
        if (!full) {
            full = true;
            diagnostics.add(Trouble.limit(path, why));
        }
    }

    /** Whether a limit was met and nothing more is taken. */
    public boolean full() {
        return full;
    }

    public Content content(Optional<String> title) {
        if (repeatedParagraphs > 0) {
            diagnostics.add(Trouble.duplicate(path, PAGE, "a part of " + repeatedParagraphs + " paragraphs"));
        }
        if (repeatedTables > 0) {
            diagnostics.add(Trouble.duplicate(path, PAGE, "a part of " + repeatedTables + " tables"));
        }
        TreeMap<String, String> pages = new TreeMap<>();
        String all = text.toString().strip();
        if (!all.isEmpty()) {
            pages.put(PAGE, all);
        }
        return new Content(1, grids, Prose.sentences(PAGE, all), pages, diagnostics, title);
    }
}
