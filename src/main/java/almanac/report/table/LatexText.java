package almanac.report.table;

/** Text that LaTeX prints as it is, in pdfLaTeX and XeLaTeX. */
public final class LatexText {
    private LatexText() {}

    /** Escapes LaTeX's special characters; control characters are left out, line ends become spaces. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        XmlText.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("\\textless{}");
                case '>' -> out.append("\\textgreater{}");
                case '|' -> out.append("\\textbar{}");
                case '"' -> out.append("\\textquotedbl{}");
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
                case '²' -> out.append("\\textsuperscript{2}");
                case '–' -> out.append("--");
                case '…' -> out.append("\\ldots{}");
                case '·' -> out.append("\\textperiodcentered{}");
                case '×' -> out.append("$\\times$");
                case '≠' -> out.append("$\\neq$");
                case '≈' -> out.append("$\\approx$");
                case '≤' -> out.append("$\\leq$");
                case '≥' -> out.append("$\\geq$");
                case '±' -> out.append("$\\pm$");
                case '−' -> out.append("$-$");
                case '✓' -> out.append("$\\surd$");
                case '\n', '\r', '\t' -> out.append(' ');
                default -> {
                    if (c >= 0x20) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
