package almanac.report.manuscript;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report before it has a form.
 *
 * @param language {@code en} or {@code zh}
 * @param title of the whole
 * @param subtitle the title in the other language, may be empty
 * @param kicker one line above the title: program, study, date
 * @param banner a warning that nobody may overlook, may be empty
 * @param date ISO date, the documents' own date
 * @param sections in reading order
 * @param furniture the words of the page itself
 */
public record Manuscript(
        String language,
        String title,
        String subtitle,
        String kicker,
        String banner,
        String date,
        List<Section> sections,
        Furniture furniture) {
    public Manuscript {
        sections = List.copyOf(sections);
    }

    /**
     * The same for paper: what no page can hold is split, and a number that is read, not computed with, has a true minus
     * sign.
     */
    public Manuscript forPaper() {
        List<Section> paper = sections.stream()
                .map(section -> new Section(
                        section.id(),
                        section.title(),
                        section.blocks().stream()
                                .flatMap(block -> block instanceof Grid grid
                                        ? ColumnWidths.parts(grid.withMinusSigns()).stream()
                                        : Stream.of(block))
                                .toList()))
                .toList();
        return new Manuscript(language, title, subtitle, kicker, banner, date, paper, furniture);
    }

    /**
     * Words of the page itself.
     *
     * @param contents heading of the list of sections
     * @param skip the link that jumps to the text
     */
    public record Furniture(String contents, String skip) {}

    /** A section; {@code id} is its anchor. */
    public record Section(String id, String title, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** A part of a section. */
    public sealed interface Block permits Text, Bullets, Tiles, Grid, Picture {
        /** Its name for templates: {@code text, bullets, tiles, grid, picture}. */
        default String kind() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /** A paragraph. */
    public record Text(List<Span> spans, boolean small) implements Block {
        public Text {
            spans = List.copyOf(spans);
        }

        public static Text of(String text) {
            return new Text(List.of(Span.of(text)), false);
        }

        public static Text small(String text) {
            return new Text(List.of(Span.of(text)), true);
        }
    }

    /** A list. */
    public record Bullets(List<List<Span>> items, boolean small) implements Block {
        public Bullets {
            items = items.stream().map(List::copyOf).toList();
        }
    }

    /** A few figures in large print. */
    public record Tiles(List<Tile> tiles) implements Block {
        public Tiles {
            tiles = List.copyOf(tiles);
        }
    }

    /** A figure and what it counts. */
    public record Tile(String figure, String words) {}

    /**
     * A table. The first column is the head of each row.
     *
     * @param caption may be empty
     * @param fold what to click on to see it on a screen; empty for a table that always shows
     * @param open whether a folded table shows at first
     * @param cut says below a table that is too long for paper where the other rows are
     */
    public record Grid(
            String caption, List<Column> columns, List<List<Cell>> rows, String fold, boolean open, String cut)
            implements Block {
        /** Tables up to this many rows are printed whole, of longer ones the first {@link #PRINTED}. */
        public static final int WHOLE = 240;

        public static final int PRINTED = 60;

        public Grid {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** The rows that go to paper. */
        public List<List<Cell>> printed() {
            return tooLong() ? rows.subList(0, PRINTED) : rows;
        }

        /** Whether paper gets only the first rows. */
        public boolean tooLong() {
            return rows.size() > WHOLE;
        }

        /** Shares of the page's width, one a column; a small table takes less than the page in all. */
        public double[] widths() {
            return ColumnWidths.of(this);
        }

        /** The columns' shares of the table in per cent, for style sheets. */
        public List<String> percents() {
            double[] widths = widths();
            double sum = Arrays.stream(widths).sum();
            return Arrays.stream(widths)
                    .mapToObj(w -> String.format(Locale.ROOT, "%.2f%%", 100 * w / sum))
                    .toList();
        }

        /** The table's share of the page's width in per cent, for style sheets. */
        public String percent() {
            return String.format(
                    Locale.ROOT,
                    "%.2f%%",
                    Math.min(100, 100 * Arrays.stream(widths()).sum()));
        }

        /** Lines that caption, head and the first rows take: less room at the foot of a page leaves a head alone. */
        public int linesOfHead() {
            return ColumnWidths.linesOfHead(this, 3);
        }

        Grid withMinusSigns() {
            return new Grid(
                    caption,
                    columns,
                    rows.stream()
                            .map(row -> row.stream().map(Cell::withMinusSigns).toList())
                            .toList(),
                    fold,
                    open,
                    cut);
        }

        /** Whether it needs smaller print on paper. */
        public boolean crowded() {
            return ColumnWidths.crowded(this);
        }
    }

    /** A column: numbers stand to the right. */
    public record Column(String name, boolean number) {}

    /**
     * A cell.
     *
     * @param text what it says
     * @param number whether it stands to the right
     * @param soft said after the text, in a softer tone
     * @param below a second line: the published figure
     * @param look how the published figure stands to it
     * @param link where the text leads, may be empty
     */
    public record Cell(String text, boolean number, String soft, String below, Look look, String link) {
        /** A hyphen that stands for a minus sign. */
        private static final Pattern HYPHEN = Pattern.compile("(?<![\\p{L}\\d.)])-(?=\\.?\\d)");

        public static Cell of(String text) {
            return new Cell(text, false, "", "", Look.PLAIN, "");
        }

        public static Cell number(String text) {
            return new Cell(text, true, "", "", Look.PLAIN, "");
        }

        Cell withMinusSigns() {
            return number ? new Cell(minus(text), true, soft, minus(below), look, link) : this;
        }

        private static String minus(String text) {
            return HYPHEN.matcher(text).replaceAll("\u2212");
        }

        public Cell softly(String more) {
            return new Cell(text, number, more, below, look, link);
        }

        public Cell as(Look other) {
            return new Cell(text, number, soft, below, other, link);
        }

        public Cell to(String target) {
            return new Cell(text, number, soft, below, look, target);
        }
    }

    /**
     * A picture.
     *
     * @param name file name without ending under {@code figures/}
     * @param svg drawn by our own code
     * @param data whether its figures stand beside it as CSV and Vega-Lite
     * @param caption below it
     * @param alt what it shows, for who cannot see it
     */
    public record Picture(String name, String svg, boolean data, String caption, String alt) implements Block {
        /** What stands on the first line of every picture of ours: its size in CSS pixels. */
        private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 ([\\d.]+) ([\\d.]+)\"");

        private static final double USUAL_WIDTH = 700;
        /** Millimetres on paper for a pixel: letters of eleven pixels come out at seven points and a half. */
        private static final double SCALE = 0.236;
        /** Millimetres that a page has for a picture with its caption. */
        private static final double PAPER_WIDTH = 165;

        private static final double PAPER_HEIGHT = 205;

        /** {@code wide} where the picture needs the whole line, so that a telephone scrolls it instead of shrinking it. */
        public String shape() {
            return pixels()[0] > 0.75 * USUAL_WIDTH ? "wide" : "";
        }

        private double[] pixels() {
            Matcher size = SIZE.matcher(svg);
            return size.find()
                    ? new double[] {Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2))}
                    : new double[] {USUAL_WIDTH, USUAL_WIDTH / 2};
        }

        /** Width and height on paper, millimetres: no picture is larger than a page, none is blown up. */
        public double[] paperSize() {
            double[] pixels = pixels();
            double scale = Math.min(SCALE, Math.min(PAPER_WIDTH / pixels[0], PAPER_HEIGHT / pixels[1]));
            return new double[] {scale * pixels[0], scale * pixels[1]};
        }
    }

    /** How words look. */
    public enum Look {
        PLAIN,
        STRONG,
        CODE,
        SOFT,
        GAP,
        REPRODUCED,
        WITHIN,
        DIFFERS,
        CANNOT_TELL;

        /** Its name in style sheets. */
        public String css() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is a verdict on a figure. */
        public boolean verdict() {
            return this == REPRODUCED || this == WITHIN || this == DIFFERS || this == CANNOT_TELL;
        }
    }

    /**
     * Some words of one look.
     *
     * @param link where they lead, may be empty
     * @param language of the words where it is not the report's own, else empty
     */
    public record Span(String text, Look look, String link, String language) {
        public static Span of(String text) {
            return new Span(text, Look.PLAIN, "", "");
        }

        public static Span of(String text, Look look) {
            return new Span(text, look, "", "");
        }
    }
}
