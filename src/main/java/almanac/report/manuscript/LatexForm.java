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
import almanac.report.table.LatexText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A manuscript as a LaTeX document for XeLaTeX with the ctex class, which both languages need: an English report prints
 * Chinese names too. Pictures are the PDF files of the bundle. Where the document is in English and XeLaTeX is not at hand,
 * the tables of {@code tables/} compile with pdfLaTeX.
 */
public final class LatexForm {
    private final StringBuilder out = new StringBuilder(1 << 16);

    private LatexForm() {}

    /** The text of {@code report.tex}. */
    public static String of(Manuscript manuscript) {
        LatexForm form = new LatexForm();
        form.write(manuscript.forPaper());
        return form.out.toString();
    }

    private void write(Manuscript manuscript) {
        boolean chinese = manuscript.language().equals("zh");
        out.append("% !TEX program = xelatex\n% compile twice with: xelatex report.tex\n")
                .append("\\documentclass[a4paper,UTF8,fontset=fandol,zihao=5,scheme=")
                .append(chinese ? "chinese" : "plain")
                .append("]{ctexart}\n")
                .append(
                        "\\usepackage[margin=22mm]{geometry}\n\\usepackage{booktabs,longtable,array,graphicx,xcolor,xurl}\n")
                .append("\\usepackage[hidelinks]{hyperref}\n\\setlength{\\LTleft}{0pt}\\setlength{\\LTright}{0pt}\n")
                .append("\\setlength{\\tabcolsep}{3pt}\n\\emergencystretch=3em\n\\hbadness=10000\n")
                // a heading with less than a quarter of the page below it goes to the next
                .append(
                        "\\newcommand{\\roomorpage}{\\par\\vskip0pt plus.25\\textheight\\penalty-250\\vskip0pt plus-.25\\textheight}\n")
                .append("\\newcommand{\\soft}[1]{{\\color{black!60}#1}}\n")
                .append("\\title{")
                .append(escape(manuscript.title()));
        if (!manuscript.subtitle().isEmpty()) {
            out.append("\\\\[4pt]\\large ").append(escape(manuscript.subtitle()));
        }
        out.append("}\n\\author{}\n\\date{")
                .append(escape(manuscript.kicker()))
                .append("}\n\\begin{document}\n\\maketitle\n");
        if (!manuscript.banner().isEmpty()) {
            out.append("\\noindent\\fbox{\\parbox{\\dimexpr\\linewidth-2\\fboxsep-2\\fboxrule}{\\textbf{")
                    .append(escape(manuscript.banner()))
                    .append("}}}\n\n");
        }
        out.append("\\tableofcontents\n");
        for (Section section : manuscript.sections()) {
            out.append("\n\\roomorpage\\section{")
                    .append(escape(section.title()))
                    .append("}\n\n");
            section.blocks().forEach(this::block);
        }
        out.append("\\end{document}\n");
    }

    private void block(Block block) {
        if (block instanceof Text text) {
            out.append(text.small() ? "{\\small " : "");
            spans(text.spans());
            out.append(text.small() ? "\\par}\n\n" : "\n\n");
        } else if (block instanceof Bullets bullets) {
            out.append("\\begin{itemize}")
                    .append(bullets.small() ? "\\small" : "")
                    .append('\n');
            for (List<Span> item : bullets.items()) {
                out.append("\\item ");
                spans(item);
                out.append('\n');
            }
            out.append("\\end{itemize}\n\n");
        } else if (block instanceof Tiles tiles) {
            out.append("\\begin{itemize}\n");
            for (Tile tile : tiles.tiles()) {
                out.append("\\item \\textbf{")
                        .append(escape(tile.figure()))
                        .append("} ")
                        .append(escape(tile.words()))
                        .append('\n');
            }
            out.append("\\end{itemize}\n\n");
        } else if (block instanceof Picture picture) {
            // in one box: no page break parts a picture from its caption
            out.append("\\begin{center}\n\\begin{minipage}{\\linewidth}\\centering\n\\includegraphics[width=")
                    .append(String.format(Locale.ROOT, "%.1fmm", picture.paperSize()[0]))
                    .append("]{\\detokenize{figures/")
                    .append(picture.name())
                    .append(".pdf}}\n\n{\\small ")
                    .append(escape(picture.caption()))
                    .append("\\par}\n\\end{minipage}\n\\end{center}\n\n");
        } else if (block instanceof Grid grid) {
            grid(grid);
        }
    }

    private void grid(Grid grid) {
        double[] widths = grid.widths();
        int n = widths.length;
        out.append("{").append(grid.crowded() ? "\\tiny" : "\\footnotesize").append("\n\\begin{longtable}{@{}");
        for (int j = 0; j < n; j++) {
            out.append(String.format(
                    Locale.ROOT,
                    ">{%s\\arraybackslash}p{\\dimexpr %.4f\\linewidth-2\\tabcolsep}",
                    grid.columns().get(j).number() ? "\\raggedleft" : "\\raggedright",
                    widths[j]));
        }
        out.append("@{}}\n");
        if (!grid.caption().isEmpty()) {
            out.append("\\multicolumn{")
                    .append(n)
                    .append(String.format(
                            Locale.ROOT,
                            "}{@{}p{%.4f\\linewidth}@{}}{\\small\\textbf{",
                            Arrays.stream(widths).sum()))
                    .append(escape(grid.caption()))
                    .append("}}\\\\[2pt]\n");
        }
        out.append("\\toprule\n");
        for (int j = 0; j < n; j++) {
            Column column = grid.columns().get(j);
            out.append(j > 0 ? " & " : "").append(escape(column.name()));
        }
        out.append(" \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n");
        for (List<Cell> row : grid.printed()) {
            boolean second = row.stream().anyMatch(cell -> !cell.below().isEmpty());
            for (int j = 0; j < n; j++) {
                out.append(j > 0 ? " & " : "").append(cell(row.get(j)));
            }
            out.append(second ? " \\\\*\n" : " \\\\\n");
            if (second) {
                for (int j = 0; j < n; j++) {
                    Cell cell = row.get(j);
                    out.append(j > 0 ? " & " : "");
                    if (!cell.below().isEmpty()) {
                        out.append("\\soft{")
                                .append(escape(cell.below() + MarkdownForm.mark(cell.look())))
                                .append('}');
                    }
                }
                out.append(" \\\\\n");
            }
        }
        out.append("\\end{longtable}}\n");
        if (grid.tooLong()) {
            out.append("{\\small ").append(escape(grid.cut())).append("\\par}\n");
        }
        out.append('\n');
    }

    private static String cell(Cell cell) {
        String text = cell.look() == Look.CODE ? code(cell.text()) : breakable(cell.text());
        return cell.soft().isEmpty() ? text : text + " \\soft{" + escape(cell.soft()) + "}";
    }

    private void spans(List<Span> spans) {
        for (Span span : spans) {
            String words = span.look() == Look.CODE ? code(span.text()) : escape(span.text());
            out.append(
                    span.look() == Look.STRONG || span.look().verdict()
                            ? "\\textbf{" + words + "}"
                            : span.look() == Look.SOFT ? "\\soft{" + words + "}" : words);
        }
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "\\texttt{" + breakable(text) + "}";
    }

    /** Text that may break where a path or a name has its joints, and inside a word that no line could hold. */
    private static String breakable(String text) {
        StringBuilder parts = new StringBuilder();
        int run = 0;
        for (int c : text.codePoints().toArray()) {
            parts.append(escape(Character.toString(c)));
            run = Character.isWhitespace(c) || c >= 0x2e80 ? 0 : run + 1;
            if (run > 0 && ("/._-:;,)=+*".indexOf(c) >= 0 && run > 6 || run >= 24)) {
                parts.append("\\allowbreak{}");
                run = 0;
            }
        }
        return parts.toString();
    }

    private static String escape(String text) {
        return LatexText.escape(text);
    }
}
