package almanac.report;

import almanac.model.Box;
import almanac.model.Choice;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Reading;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * One page that leads from every cell of the panel to the printed cells behind it: a block a panel cell, with the
 * formula and links to its inputs, or the document, page, cell and rule it was read from and the rivals it was chosen
 * against.
 */
final class LineagePage {
    private static final int MOST_LINKS = 60;

    private final StudyReport report;
    private final StringBuilder out = new StringBuilder(1 << 20);

    private LineagePage(StudyReport report) {
        this.report = report;
    }

    static String of(StudyReport report) {
        return new LineagePage(report).page();
    }

    /** The anchor of a panel cell: letters, digits, dots and dashes only. */
    static String anchor(Panel.Key key) {
        StringBuilder anchor = new StringBuilder();
        (key.variable() + "." + key.region() + "." + key.year()).codePoints().forEach(c -> {
            if (c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) {
                anchor.appendCodePoint(c);
            } else {
                anchor.append('-').append(Integer.toHexString(c));
            }
        });
        return anchor.toString();
    }

    private String page() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Lineage: ")
                .append(escape(report.title()))
                .append(
                        "</title><style>body{font:13px/1.45 system-ui,sans-serif;margin:1.5rem;max-width:70rem}"
                                + "section{border-top:1px solid #ddd;padding:.3rem 0}section:target{background:#fff6d6}"
                                + "h2{font-size:13px;margin:.1rem 0}p{margin:.1rem 0}.q{color:#666}"
                                + "@media(prefers-color-scheme:dark){body{background:#15181b;color:#ddd}a{color:#8cc4ff}"
                                + "section{border-color:#333}section:target{background:#3a3413}.q{color:#999}}</style></head><body>\n<h1>From each number to its printed cell</h1>\n<p>")
                .append(report.simulated() ? "<strong>Simulated, not official statistics.</strong> " : "")
                .append("Each block is a cell of the panel. <a href=\"report.html\">Back to the report</a></p>\n");
        for (Map.Entry<Panel.Key, Panel.Cell> entry : report.panel().cells().entrySet()) {
            block(entry.getKey(), entry.getValue());
        }
        return out.append("</body></html>\n").toString();
    }

    private void block(Panel.Key key, Panel.Cell cell) {
        out.append("<section id=\"")
                .append(anchor(key))
                .append("\"><h2>")
                .append(escape(key.variable()))
                .append(", ")
                .append(escape(report.regionName(key.region())))
                .append(' ')
                .append(key.year())
                .append(": ")
                .append(cell.value().map(LineagePage::figure).orElse("no number"))
                .append("</h2>");
        if (cell.origin() instanceof Panel.Origin.Printed printed) {
            choice(printed.choice());
        } else if (cell.origin() instanceof Panel.Origin.Computed computed) {
            out.append("<p>= ").append(escape(computed.formula())).append("</p>");
            links(computed.inputs());
        } else if (cell.origin() instanceof Panel.Origin.None none) {
            out.append("<p>").append(escape(none.why())).append("</p>");
            none.choice().ifPresent(this::choice);
            links(none.inputs());
        }
        out.append("</section>\n");
    }

    private void links(java.util.List<Panel.Key> inputs) {
        if (inputs.isEmpty()) {
            return;
        }
        out.append("<p class=\"q\">from ");
        int shown = 0;
        for (Panel.Key input : new TreeSet<>(inputs)) {
            if (shown++ == MOST_LINKS) {
                out.append(" … and ").append(inputs.size() - MOST_LINKS).append(" more, see data/panel_long.csv");
                break;
            }
            out.append(shown > 1 ? ", " : "")
                    .append("<a href=\"#")
                    .append(anchor(input))
                    .append("\">")
                    .append(escape(input.toString()))
                    .append("</a>");
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

    private static String place(Observation observation) {
        StringBuilder place = new StringBuilder();
        Locator locator = observation.locator();
        place.append("printed <b>")
                .append(escape(observation.reading().raw()))
                .append("</b> ")
                .append(escape(observation.unitLabel()));
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
