package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Block;
import almanac.report.manuscript.Manuscript.Bullets;
import almanac.report.manuscript.Manuscript.Cell;
import almanac.report.manuscript.Manuscript.Column;
import almanac.report.manuscript.Manuscript.Grid;
import almanac.report.manuscript.Manuscript.Look;
import almanac.report.manuscript.Manuscript.Picture;
import almanac.report.manuscript.Manuscript.Section;
import almanac.report.manuscript.Manuscript.Span;
import almanac.report.manuscript.Manuscript.Text;
import almanac.report.manuscript.Manuscript.Tile;
import almanac.report.manuscript.Manuscript.Tiles;
import java.util.List;

/** A manuscript as Markdown (CommonMark with pipe tables); pictures are the SVG files of the bundle. */
public final class MarkdownForm {
    private final StringBuilder out = new StringBuilder(1 << 16);

    private MarkdownForm() {}

    /** The text. */
    public static String of(Manuscript manuscript) {
        MarkdownForm form = new MarkdownForm();
        form.write(manuscript);
        return form.out.toString();
    }

    private void write(Manuscript manuscript) {
        out.append("# ").append(escape(manuscript.title())).append("\n\n");
        if (!manuscript.subtitle().isEmpty()) {
            out.append(escape(manuscript.subtitle())).append("\n\n");
        }
        out.append(escape(manuscript.kicker())).append("\n\n");
        if (!manuscript.banner().isEmpty()) {
            out.append("> **").append(escape(manuscript.banner())).append("**\n\n");
        }
        for (Section section : manuscript.sections()) {
            out.append("## ").append(escape(section.title())).append("\n\n");
            section.blocks().forEach(this::block);
        }
    }

    private void block(Block block) {
        if (block instanceof Text text) {
            spans(text.spans());
            out.append("\n\n");
        } else if (block instanceof Bullets bullets) {
            for (List<Span> item : bullets.items()) {
                out.append("- ");
                spans(item);
                out.append('\n');
            }
            out.append('\n');
        } else if (block instanceof Tiles tiles) {
            for (Tile tile : tiles.tiles()) {
                out.append("- **")
                        .append(escape(tile.figure()))
                        .append("** ")
                        .append(escape(tile.words()))
                        .append('\n');
            }
            out.append('\n');
        } else if (block instanceof Picture picture) {
            out.append("![")
                    .append(escape(picture.alt()))
                    .append("](<figures/")
                    .append(picture.name())
                    .append(".svg>)\n\n")
                    .append(escape(picture.caption()))
                    .append("\n\n");
        } else if (block instanceof Grid grid) {
            grid(grid);
        }
    }

    private void grid(Grid grid) {
        if (!grid.caption().isEmpty()) {
            out.append("**").append(escape(grid.caption())).append("**\n\n");
        }
        out.append('|');
        for (Column column : grid.columns()) {
            out.append(' ').append(escape(column.name())).append(" |");
        }
        out.append("\n|");
        for (Column column : grid.columns()) {
            out.append(column.number() ? "---:|" : "---|");
        }
        out.append('\n');
        for (List<Cell> row : grid.printed()) {
            out.append('|');
            for (Cell cell : row) {
                out.append(' ').append(cell(cell)).append(" |");
            }
            out.append('\n');
        }
        out.append('\n');
        if (grid.tooLong()) {
            out.append(escape(grid.cut())).append("\n\n");
        }
    }

    private static String cell(Cell cell) {
        String text = cell.look() == Look.CODE ? code(cell.text()) : escape(cell.text());
        if (!cell.link().isEmpty()) {
            text = "[" + text + "](<" + cell.link() + ">)";
        }
        if (!cell.soft().isEmpty()) {
            text += " *" + escape(cell.soft()) + "*";
        }
        return cell.below().isEmpty() ? text : text + "<br>" + escape(cell.below()) + mark(cell.look());
    }

    /** How a published figure stands to the recomputed one, without colour. */
    static String mark(Look look) {
        return look == Look.DIFFERS ? " ≠" : look == Look.WITHIN ? " ≈" : look == Look.REPRODUCED ? " ✓" : "";
    }

    private void spans(List<Span> spans) {
        for (Span span : spans) {
            String words = span.look() == Look.CODE ? code(span.text()) : escape(span.text());
            if (!span.link().isEmpty()) {
                words = "[" + words + "](<" + span.link() + ">)";
            }
            boolean strong = (span.look() == Look.STRONG || span.look().verdict())
                    && !span.text().isBlank();
            out.append(strong ? "**" + words.strip() + "**" : words);
        }
    }

    private static String code(String text) {
        String plain = text.replaceAll("\\s+", " ").replace('`', '\'').replace("|", "\\|");
        return plain.isBlank() ? "" : "`" + plain + "`";
    }

    /** Text that Markdown shows as it is, on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                escaped.append(' ');
            } else if (c == '&') {
                escaped.append("&amp;");
            } else if (c == '<') {
                escaped.append("&lt;");
            } else if (c < 0x80 && "\\`*_[]>|#~$!".indexOf(c) >= 0) {
                escaped.append('\\').appendCodePoint(c);
            } else if (c >= 0x20) {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
