package almanac.report.chart;

import almanac.report.table.XmlText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes one SVG picture. Lengths are CSS pixels, y grows downwards; numbers are written with at most two decimals so
 * that equal inputs give equal bytes.
 */
final class Svg {
    /** Okabe and Ito (2008): eight colours that stay apart for colour-blind readers. */
    static final String[] COLOURS = {
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#B8A800"
    };

    private final StringBuilder out = new StringBuilder();

    Svg(String id, double width, double height, String title, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"")
                .append(escape(id))
                .append("-t ")
                .append(escape(id))
                .append("-d\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append(
                        "\" font-family=\"'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif\" font-size=\"11\">\n<title id=\"")
                .append(escape(id))
                .append("-t\">")
                .append(escape(title))
                .append("</title>\n<desc id=\"")
                .append(escape(id))
                .append("-d\">")
                .append(escape(description))
                .append("</desc>\n");
    }

    Svg line(double x1, double y1, double x2, double y2, String colour, double width) {
        out.append("<line x1=\"")
                .append(number(x1))
                .append("\" y1=\"")
                .append(number(y1))
                .append("\" x2=\"")
                .append(number(x2))
                .append("\" y2=\"")
                .append(number(y2))
                .append("\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"")
                .append(number(width))
                .append("\"/>\n");
        return this;
    }

    Svg rectangle(double x, double y, double width, double height, String fill, String tip) {
        out.append("<rect x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" fill=\"")
                .append(fill)
                .append("\"");
        return tipped("rect", tip);
    }

    Svg circle(double x, double y, double radius, String fill, String tip) {
        out.append("<circle cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(y))
                .append("\" r=\"")
                .append(number(radius))
                .append("\" fill=\"")
                .append(fill)
                .append("\"");
        return tipped("circle", tip);
    }

    /** A broken line through the points; NaN interrupts it. */
    Svg path(double[] xs, double[] ys, String colour, double width) {
        out.append("<path fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"")
                .append(number(width))
                .append("\" stroke-linejoin=\"round\" d=\"");
        boolean down = false;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isNaN(ys[i])) {
                down = false;
                continue;
            }
            out.append(down ? "L" : "M").append(number(xs[i])).append(' ').append(number(ys[i]));
            down = true;
        }
        out.append("\"/>\n");
        return this;
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg text(double x, double y, String anchor, String style, String text) {
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\"");
        if (!style.isEmpty()) {
            out.append(" style=\"").append(style).append("\"");
        }
        out.append(">").append(escape(text)).append("</text>\n");
        return this;
    }

    /** A label over other marks: what is behind it shines through a little. */
    Svg label(double x, double y, String anchor, double size, String text) {
        double width = 0.54 * size * width(text) + 2;
        out.append("<rect x=\"")
                .append(number(anchor.equals("end") ? x - width + 1 : x - 1))
                .append("\" y=\"")
                .append(number(y - 0.85 * size))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(1.15 * size))
                .append("\" fill=\"#ffffff\" fill-opacity=\"0.8\"/>\n");
        return text(x, y, anchor, "font-size:" + number(size) + "px;fill:#222", text);
    }

    /** A label above a narrow column, rising to the right. */
    Svg slanted(double x, double y, String text) {
        out.append("<text transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(") rotate(-35)\">")
                .append(escape(text))
                .append("</text>\n");
        return this;
    }

    /** The surface between two lines. */
    Svg area(double[] xs, double[] low, double[] high, String fill) {
        out.append("<path stroke=\"none\" fill=\"").append(fill).append("\" d=\"");
        for (int i = 0; i < xs.length; i++) {
            out.append(i == 0 ? "M" : "L").append(number(xs[i])).append(' ').append(number(high[i]));
        }
        for (int i = xs.length - 1; i >= 0; i--) {
            out.append('L').append(number(xs[i])).append(' ').append(number(low[i]));
        }
        out.append("Z\"/>\n");
        return this;
    }

    /** Latin letters' worth of room that a text takes: Chinese characters count twice. */
    static int width(String text) {
        return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }

    /** What ends a label and tells it from its neighbours: its Chinese name, its year. */
    private static final Pattern TAIL = Pattern.compile("(?: [^\\x00-\\u10ff]\\S*)?(?: \\d{4}\\S*)?(?: \\+\\d+)?$");

    /**
     * A label of at most so many Latin letters; Chinese characters count twice. A long name in two languages is cut in the
     * first, so that its Chinese name and its year still stand.
     */
    static String shortened(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        Matcher tail = TAIL.matcher(text);
        if (tail.find() && tail.start() > 0 && !tail.group().isEmpty() && width(tail.group()) <= most - 6) {
            return cut(text.substring(0, tail.start()), most - width(tail.group()) - 1) + tail.group();
        }
        return cut(text, most);
    }

    private static String cut(String text, int most) {
        int width = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            width += c >= 0x1100 ? 2 : 1;
            if (width > most) {
                return text.substring(0, at).stripTrailing() + "…";
            }
            at += Character.charCount(c);
        }
        return text;
    }

    /** A blue, the stronger the larger the weight from 0 to 1. */
    static String shade(double weight) {
        int[] end = {0, 73, 124};
        StringBuilder colour = new StringBuilder("#");
        for (int channel : end) {
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(255 + (channel - 255) * weight)));
        }
        return colour.toString();
    }

    String end() {
        return out.append("</svg>\n").toString();
    }

    private Svg tipped(String element, String tip) {
        if (tip.isEmpty()) {
            out.append("/>\n");
        } else {
            out.append("><title>")
                    .append(escape(tip))
                    .append("</title></")
                    .append(element)
                    .append(">\n");
        }
        return this;
    }

    /** A number with at most two decimals, no exponent, no trailing zeros. */
    static String number(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** A figure for people: four significant digits. */
    static String figure(double value) {
        double size = Math.abs(value);
        int decimals = size >= 1000 || value == Math.rint(value) ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A tick's figure: without the zeros that {@link #figure} keeps. */
    static String tick(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros();
        return Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4 && rounded.signum() != 0
                ? scientific(rounded)
                : rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    /** {@code 3e7}, {@code 1.5e-6}. */
    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A range that is drawn: never empty, never without an end. */
    static double[] span(double low, double high) {
        if (!(low <= high) || !Double.isFinite(high - low)) {
            return new double[] {0, 1};
        }
        double room = high > low ? 0 : low == 0 ? 1 : Math.abs(low) * 0.1;
        return new double[] {low - room, high + room};
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        XmlText.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /** Round tick positions (1, 2, 5 times a power of ten) that span the range, at most {@code most} of them. */
    static double[] ticks(double low, double high, int most) {
        if (!(high > low)) {
            return new double[] {low};
        }
        double step = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if ((high - low) / (step * factor) <= most) {
                step *= factor;
                break;
            }
        }
        double first = Math.ceil(low / step - 1e-9) * step;
        int count = (int) Math.floor((high - first) / step + 1e-9) + 1;
        double[] ticks = new double[Math.max(count, 0)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = first + i * step;
        }
        return ticks;
    }
}
