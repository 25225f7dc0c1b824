package almanac.document.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * Draws pages with invented tables whose grids are known: rulings, heads, stubs, gaps, faces, notes and prose vary with
 * the seed. What a page shows is named by its kinds, so that recall can be counted by kind.
 */
final class SeededTables implements AutoCloseable {
    enum Ruling {
        GRID,
        NO_SIDES,
        ROWS,
        THREE_LINES,
        HEAD_ONLY,
        OPEN,
        STRIPES,
        BOXES
    }

    /** A cell of the truth; last row and column inclusive. */
    record TrueCell(int row, int column, int lastRow, int lastColumn, String text) {}

    /** A page as drawn. */
    record Drawn(PDDocument document, List<List<TrueCell>> tables, TreeSet<String> kinds) {}

    private static final String[] PLACES = {
        "Anhui", "Guizhou", "Hubei", "Hunan", "Jiangsu", "Jiangxi", "Shanghai", "Sichuan", "Yunnan", "Zhejiang",
        "Belgium", "Denmark", "Germany", "Ireland", "Spain", "France", "Italy", "Cyprus", "Latvia", "Malta",
        "New Mexico", "North Dakota", "West Virginia", "Rhode Island", "United Kingdom", "Czech Republic"
    };
    private static final String[] THINGS = {
        "Agriculture, hunting and forestry",
        "Mining and quarrying",
        "Manufacturing",
        "Construction",
        "Wholesale and retail trade",
        "Hotels and restaurants",
        "Transport, storage and communication",
        "Financial intermediation",
        "Real estate, renting and business activities",
        "Education",
        "Health and social work",
        "Other community services",
        "Research and development",
        "Electricity supply",
        "Households with two or more persons and no income from work",
        "Medical equipment and measuring instruments",
        "Costs of collecting and distributing of the contributions",
        "Operating profit",
        "Net interest"
    };
    private static final String[] HEADS = {
        "Total",
        "Value",
        "Number",
        "Share",
        "Growth rate",
        "Gross output",
        "Value added",
        "Persons employed",
        "Number of enterprises",
        "Average annual change",
        "Patents granted",
        "Exports",
        "Imports",
        "Unit cost",
        "Net change since last year",
        "Rate",
        "Index",
        "Men",
        "Women",
        "2009",
        "2010",
        "2011",
        "2012",
        "Target",
        "Estimate",
        "High",
        "Low",
        "Median income",
        "Percent of total"
    };
    private static final String[] GROUPS = {
        "Urban",
        "Rural",
        "All industries",
        "Public sector",
        "Private sector",
        "Fiscal year 2010",
        "2011",
        "2012",
        "Expenditure on research",
        "Region",
        "Actual",
        "Projected",
        "Domestic",
        "Number of loans",
        "Seasonally adjusted"
    };
    private static final String[] CN_PLACES = {
        "上海", "江苏", "浙江", "安徽", "江西", "湖北", "湖南", "重庆", "四川", "贵州", "云南", "武汉市", "黄石市", "恩施州"
    };
    private static final String[] CN_HEADS = {"合计", "总产值", "增加值", "出口额", "从业人员", "企业数", "比上年增长", "专利授权", "人均产值"};
    private static final String[] CN_GROUPS = {"城镇", "农村", "高技术产业", "第二产业", "国有企业"};
    private static final String[] PROSE = {
        "The figures of this chapter were collected by the regional offices and checked against the returns of the",
        "previous years, and where a return was missing the office has estimated the value from the trend of the",
        "series; such values are revised when the return arrives. Readers should note that the definitions of the",
        "branches changed with the new classification, so that the values of earlier years are not comparable with",
        "those shown here without the correspondence tables that the office publishes in its yearly handbook of",
        "methods. Further notes on sources and coverage stand at the end of the chapter and in the annex."
    };

    private final Random random;
    private final PDDocument document = new PDDocument();
    private final TreeSet<String> kinds = new TreeSet<>();
    private final List<List<TrueCell>> tables = new ArrayList<>();
    private final PDFont font;
    private final PDFont bold;
    private final double size;
    private final double lead;
    private final double rowGap;
    private final double gap;
    private final boolean chinese;
    private final Ruling ruling;
    private PDPageContentStream pen;
    private double bottomOfPage;

    SeededTables(long seed) {
        random = new Random(seed * 7919 + 17);
        chinese = chance(0.18);
        try {
            if (chinese) {
                try (InputStream face = SeededTables.class.getResourceAsStream("/fonts/sc-gb2312-400Regular.ttf")) {
                    font = PDType0Font.load(document, face, false);
                    bold = font;
                }
            } else {
                boolean serif = chance(0.5);
                font = new PDType1Font(
                        serif ? Standard14Fonts.FontName.TIMES_ROMAN : Standard14Fonts.FontName.HELVETICA);
                bold = new PDType1Font(
                        serif ? Standard14Fonts.FontName.TIMES_BOLD : Standard14Fonts.FontName.HELVETICA_BOLD);
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        kinds.add(chinese ? "chinese" : "latin");
        size = 7 + random.nextInt(9) * 0.5;
        lead = size * (1.1 + 0.2 * random.nextDouble());
        ruling = Ruling.values()[random.nextInt(Ruling.values().length)];
        boolean boxed = ruling == Ruling.GRID || ruling == Ruling.NO_SIDES || ruling == Ruling.ROWS;
        rowGap = size * (boxed ? 0.35 + 0.5 * random.nextDouble() : chance(0.5) ? 0 : 0.15 + 0.5 * random.nextDouble());
        gap = size * (chance(0.3) ? 0.7 + 0.3 * random.nextDouble() : 1 + 3 * random.nextDouble());
        kinds.add("ruling " + ruling);
        kinds.add(gap < size ? "gaps narrow" : "gaps wide");
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    // ---- a table in the making ----

    private static final class Head {
        String text = "";
        List<String> lines = List.of();
        int from;
        int to;
        int level;
        int lastLevel;
    }

    private static final class Row {
        List<String> label = List.of();
        int indent;
        String[] figures = new String[0];
        String mark = "";
        boolean bold;
        boolean section;
    }

    private static final class Table {
        final List<Head> heads = new ArrayList<>();
        final List<Row> rows = new ArrayList<>();
        int levels;
        int columns;
        double[] left = new double[0];
        double[] right = new double[0];
        boolean lastLine;
        boolean hanging;
        int align;
    }

    Drawn draw() {
        PDRectangle paper = PDRectangle.A4;
        PDPage page = new PDPage(paper);
        document.addPage(page);
        try {
            pen = new PDPageContentStream(document, page);
            double y = 60;
            int layout = random.nextInt(10);
            if (layout < 6) {
                boolean prose = chance(0.6) && !chinese;
                kinds.add(prose ? "prose around" : "alone");
                if (prose) {
                    y = prose(60, 535, y, 3 + random.nextInt(3)) + 14;
                }
                y = table(60, 475, y, 4 + random.nextInt(14), 9);
                if (prose) {
                    prose(60, 535, y + 20, 3 + random.nextInt(3));
                }
            } else if (layout < 8) {
                kinds.add("stacked");
                y = table(60, 475, y, 3 + random.nextInt(6), 7);
                table(60, 475, y + 30, 3 + random.nextInt(6), 7);
            } else if (layout < 9) {
                kinds.add("side by side");
                double top = y;
                table(50, 235, top, 3 + random.nextInt(8), 3);
                table(310, 235, top, 3 + random.nextInt(8), 3);
            } else {
                kinds.add("two columns of prose");
                prose(50, 285, 60, 12 + random.nextInt(20));
                double x = 310;
                y = prose(x, 545, 60, 3 + random.nextInt(4)) + 12;
                y = table(x, 235, y, 3 + random.nextInt(8), 3);
                prose(x, 545, y + 14, 4 + random.nextInt(8));
            }
            pen.close();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return new Drawn(document, tables, kinds);
    }

    private double prose(double left, double right, double top, int lines) throws IOException {
        if (chinese) {
            return top;
        }
        double y = top;
        List<String> words = new ArrayList<>();
        for (String line : PROSE) {
            words.addAll(Arrays.asList(line.split(" ")));
        }
        int at = random.nextInt(words.size());
        for (int i = 0; i < lines; i++) {
            StringBuilder line = new StringBuilder();
            while (width(line + " " + words.get(at % words.size()), font) < right - left) {
                line.append(line.length() > 0 ? " " : "").append(words.get(at++ % words.size()));
            }
            y += lead;
            text(left, y, line.toString(), font, size);
        }
        return y;
    }

    private double table(double left, double room, double top, int rows, int mostColumns) throws IOException {
        Table t = invent(rows, mostColumns, room);
        double y = top;
        if (chance(0.7)) {
            y += lead * 1.3;
            String title = chinese
                    ? "表 2-" + (1 + random.nextInt(30)) + "  各地区主要指标"
                    : "Table " + (1 + random.nextInt(30)) + ". " + one(THINGS) + " by region";
            text(left + (chance(0.5) ? 0 : 40), y, title, bold, size * 1.1);
            y += chance(0.3) ? size : size * 0.3;
        }
        if (chance(0.3)) {
            y += lead;
            text(left, y, chinese ? "单位：亿元" : "(in millions of dollars)", font, size);
        }
        y += size * 0.5;
        layOut(t, left);
        double bottom = drawTable(t, y);
        if (chance(0.4)) {
            bottom += lead;
            text(
                    left,
                    bottom,
                    chinese ? "注：本表按当年价格计算。" : "Source: regional offices, own calculations.",
                    font,
                    size * 0.9);
        }
        bottomOfPage = Math.max(bottomOfPage, bottom);
        return bottom;
    }

    private Table invent(int rows, int mostColumns, double room) {
        Table t = new Table();
        int style = random.nextInt(5); // of the figures
        boolean groups = chance(0.4) && mostColumns > 3;
        boolean wrapHeads = chance(0.5) && !chinese;
        String[] pool = chinese ? CN_HEADS : HEADS;
        while (true) {
            t.heads.clear();
            int data = 1 + random.nextInt(Math.max(1, mostColumns - 1));
            t.columns = 1 + data;
            t.levels = groups && data >= 2 ? 2 : 1;
            Head stub = new Head();
            stub.text = chance(0.6) ? (chinese ? "地区" : chance(0.5) ? "Region" : "Item") : "";
            stub.lastLevel = t.levels - 1;
            t.heads.add(stub);
            int c = 1;
            while (c < t.columns) {
                int span = t.levels > 1 ? Math.min(t.columns - c, 1 + random.nextInt(3)) : 1;
                if (span > 1) {
                    Head group = new Head();
                    group.text = chinese ? one(CN_GROUPS) : one(GROUPS);
                    group.from = c;
                    group.to = c + span - 1;
                    t.heads.add(group);
                }
                for (int k = 0; k < span; k++) {
                    Head head = new Head();
                    head.text = one(pool);
                    head.from = c + k;
                    head.to = c + k;
                    head.level = span > 1 ? 1 : 0;
                    head.lastLevel = t.levels - 1;
                    t.heads.add(head);
                }
                c += span;
            }
            for (Head head : t.heads) {
                head.lines = wrapHeads && head.from == head.to ? wrap(head.text, size * 4.5, font) : List.of(head.text);
            }
            t.rows.clear();
            invention(t, rows, style);
            if (widthOf(t) <= room) {
                break;
            }
            if (t.columns == 2) {
                mostColumns = 2;
                t.rows.forEach(r -> r.label = List.of(r.label.get(0)));
                if (widthOf(t) <= room) {
                    break;
                }
            }
            mostColumns = Math.max(2, t.columns - 1);
        }
        if (t.levels > 1 && t.heads.stream().anyMatch(h -> h.to > h.from)) {
            kinds.add("heads spanning");
        }
        if (t.heads.stream().anyMatch(h -> h.lines.size() > 1)) {
            kinds.add("heads wrapped");
        }
        kinds.add(t.columns > 5 ? "columns many" : "columns few");
        return t;
    }

    private void invention(Table t, int rows, int style) {
        boolean places = chance(0.5) || chinese;
        boolean indent = chance(0.35);
        boolean sections = chance(0.25);
        boolean leaders = chance(0.12) && !chinese;
        boolean wrapped = !places && chance(0.6);
        boolean marks = chance(0.15);
        boolean years = !chinese && chance(0.1);
        t.lastLine = chance(0.5);
        t.hanging = chance(0.5);
        t.align = random.nextInt(3);
        double labelRoom = size * (12 + random.nextInt(6));
        for (int r = 0; r < rows; r++) {
            Row row = new Row();
            row.section = sections && r % 5 == 0 && r + 1 < rows;
            String label = chinese
                    ? CN_PLACES[(r + rows) % CN_PLACES.length]
                    : years
                            ? String.valueOf(1995 + r)
                            : places ? PLACES[(r * 5 + rows) % PLACES.length] : THINGS[(r * 7 + rows) % THINGS.length];
            if (row.section) {
                label = chinese ? one(CN_GROUPS) : one(GROUPS).replaceAll("\\d+", "Others");
                row.bold = chance(0.5);
            } else if (r == 0 && chance(0.3)) {
                label = chinese ? "全国" : "All regions";
                row.bold = chance(0.6);
            } else {
                row.indent = indent && (sections || r % 4 != 0) ? 1 : 0;
            }
            row.label = wrapped ? wrap(label, labelRoom, font) : List.of(label);
            row.figures = new String[t.columns - 1];
            Arrays.fill(row.figures, "");
            if (!row.section) {
                for (int c = 0; c < row.figures.length; c++) {
                    row.figures[c] = figure(style == 4 ? c % 4 : style);
                }
                if (leaders) {
                    kinds.add("leaders");
                    row.mark = " .";
                }
                if (marks && chance(0.2)) {
                    kinds.add("marks");
                    row.mark = "1";
                }
            } else {
                kinds.add("sections");
            }
            if (row.label.size() > 1) {
                kinds.add("labels wrapped");
            }
            if (row.indent > 0) {
                kinds.add("indents");
            }
            t.rows.add(row);
        }
    }

    private String figure(int style) {
        double scale = Math.pow(10, 1 + random.nextInt(4));
        double value = random.nextDouble() * scale;
        if (chance(0.04)) {
            kinds.add("missing");
            return one(new String[] {"-", "...", "n.a.", chinese ? "-" : "–"});
        }
        if (chance(0.03)) {
            kinds.add("blank");
            return "";
        }
        return switch (style) {
            case 0 -> String.format(java.util.Locale.ROOT, "%,d", Math.round(value * 10));
            case 1 -> String.format(java.util.Locale.ROOT, "%.1f", value / 10);
            case 2 -> String.format(java.util.Locale.ROOT, "%.2f", (random.nextDouble() - 0.3) * 20);
            default -> String.format(java.util.Locale.ROOT, "%.1f%%", random.nextDouble() * 100);
        };
    }

    private List<String> wrap(String text, double room, PDFont face) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && width(line + " " + word, face) > room) {
                lines.add(line.toString());
                line = new StringBuilder();
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private double width(String text, PDFont face) {
        try {
            return face.getStringWidth(text) / 1000 * size;
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private double[] widths(Table t) {
        double[] widths = new double[t.columns];
        for (Row row : t.rows) {
            for (String line : row.label) {
                double hang = t.hanging && row.label.size() > 1 ? size : 0;
                widths[0] = Math.max(widths[0], width(line, row.bold ? bold : font) + size * row.indent + hang);
            }
            for (int c = 1; c < t.columns; c++) {
                widths[c] = Math.max(widths[c], width(row.figures[c - 1], row.bold ? bold : font));
            }
        }
        for (Head head : t.heads) {
            if (head.from == head.to) {
                for (String line : head.lines) {
                    widths[head.from] = Math.max(widths[head.from], width(line, bold));
                }
            }
        }
        for (Head head : t.heads) {
            if (head.from < head.to) {
                double sum = gap * (head.to - head.from);
                for (int c = head.from; c <= head.to; c++) {
                    sum += widths[c];
                }
                double more = Math.max(0, width(head.text, bold) + 0.3 * size - sum) / (head.to - head.from + 1);
                for (int c = head.from; c <= head.to; c++) {
                    widths[c] += more;
                }
            }
        }
        return widths;
    }

    private double widthOf(Table t) {
        return Arrays.stream(widths(t)).sum() + gap * (t.columns - 1);
    }

    private void layOut(Table t, double left) {
        double[] widths = widths(t);
        t.left = new double[t.columns];
        t.right = new double[t.columns];
        double x = left;
        for (int c = 0; c < t.columns; c++) {
            t.left[c] = x;
            t.right[c] = x + widths[c];
            x += widths[c] + gap;
        }
    }

    // ---- drawing ----

    private double drawTable(Table t, double top) throws IOException {
        List<TrueCell> truth = new ArrayList<>();
        double edgeLeft = t.left[0] - gap / 2;
        double edgeRight = t.right[t.columns - 1] + gap / 2;
        double pad = Math.max(rowGap, size * 0.3) / 2;
        int upper = 1;
        int lower = 1;
        for (Head head : t.heads) {
            if (t.levels > 1 && head.level == 1) {
                lower = Math.max(lower, head.lines.size());
            } else if (t.levels > 1 && head.lastLevel == 0) {
                upper = Math.max(upper, head.lines.size());
            } else if (t.levels == 1) {
                upper = Math.max(upper, head.lines.size());
            }
        }
        double middle = top + pad + upper * lead + pad;
        double headBottom = t.levels > 1 ? middle + pad + lower * lead + pad : middle;
        if (t.levels > 1) {
            for (Head head : t.heads) {
                if (head.lastLevel == 1 && head.level == 0) {
                    headBottom = Math.max(headBottom, top + 2 * pad + head.lines.size() * lead);
                }
            }
        }
        boolean grid = ruling == Ruling.GRID || ruling == Ruling.NO_SIDES;
        boolean centred = chance(0.6);
        boolean groupRules = !grid && ruling != Ruling.BOXES && chance(0.5);
        for (Head head : t.heads) {
            if (head.text.isEmpty()) {
                continue;
            }
            double from = t.left[head.from];
            double to = t.right[head.to];
            double low = head.lastLevel == t.levels - 1 ? headBottom : middle;
            double first = low - pad - size * 0.25 - (head.lines.size() - 1) * lead;
            for (int i = 0; i < head.lines.size(); i++) {
                String line = head.lines.get(i);
                double w = width(line, bold);
                double x = head.from == 0 ? from : centred || head.to > head.from ? (from + to - w) / 2 : to - w;
                text(x, first + i * lead, line, bold, size);
            }
            if (head.to > head.from && groupRules) {
                rule(from, low, to, low);
                kinds.add("group rules");
            }
            truth.add(new TrueCell(head.level, head.from, head.lastLevel, head.to, String.join(" ", head.lines)));
        }
        List<Double> edges = new ArrayList<>(List.of(headBottom));
        double y = headBottom;
        int r = t.levels;
        for (Row row : t.rows) {
            double start = y;
            y += rowGap / 2;
            double firstLine = y + lead - size * 0.25;
            double figureLine = firstLine + (t.lastLine ? (row.label.size() - 1) * lead : 0);
            double height = row.label.size() * lead + rowGap;
            if (ruling == Ruling.STRIPES && (r & 1) == 0) {
                fill(edgeLeft, start, edgeRight, start + height);
            } else if (ruling == Ruling.BOXES) {
                for (int c = 0; c < t.columns; c++) {
                    fill(t.left[c] - gap / 2 + 0.5, start + 0.5, t.right[c] + gap / 2 - 0.5, start + height - 0.5);
                }
            }
            for (int i = 0; i < row.label.size(); i++) {
                double x = t.left[0] + row.indent * size + (i > 0 && t.hanging ? size : 0);
                String line = row.label.get(i);
                boolean ends = i == row.label.size() - 1;
                text(x, firstLine + i * lead, line, row.bold ? bold : font, size);
                if (ends && row.mark.equals(" .") && figureLine >= firstLine + i * lead - 0.1) {
                    double end = x + width(line, font);
                    StringBuilder dots = new StringBuilder();
                    while (end + width(dots + " .", font) < t.right[0]) {
                        dots.append(" .");
                    }
                    text(end, firstLine + i * lead, dots.toString(), font, size);
                }
                if (ends && row.mark.equals("1")) {
                    text(
                            x + width(line, row.bold ? bold : font),
                            firstLine + i * lead - size * 0.35,
                            "1",
                            font,
                            size * 0.6);
                }
            }
            truth.add(new TrueCell(r, 0, r, 0, String.join(" ", row.label)));
            for (int c = 1; c < t.columns; c++) {
                String figure = row.figures[c - 1];
                if (figure.isEmpty()) {
                    continue;
                }
                PDFont face = row.bold ? bold : font;
                double w = width(figure, face);
                double x = t.align == 0 ? (t.left[c] + t.right[c] - w) / 2 : t.right[c] - w;
                text(x, figureLine, figure, face, size);
                truth.add(new TrueCell(r, c, r, c, figure));
            }
            y = start + height;
            edges.add(y);
            r++;
        }
        rules(t, top, headBottom, edges, edgeLeft, edgeRight, middle);
        tables.add(truth);
        return y;
    }

    private void rules(
            Table t, double top, double headBottom, List<Double> edges, double left, double right, double middle)
            throws IOException {
        double bottom = edges.get(edges.size() - 1);
        switch (ruling) {
            case GRID, NO_SIDES -> {
                rule(left, top, right, top);
                for (double edge : edges) {
                    rule(left, edge, right, edge);
                }
                for (int c = 0; c <= t.columns; c++) {
                    boolean outer = c == 0 || c == t.columns;
                    if (outer && ruling == Ruling.NO_SIDES) {
                        continue;
                    }
                    double x = c == t.columns ? right : t.left[c] - gap / 2;
                    double from = top;
                    for (Head head : t.heads) {
                        if (head.from < c && c <= head.to) {
                            from = middle;
                        }
                    }
                    rule(x, from, x, bottom);
                }
                for (Head head : t.heads) {
                    if (head.to > head.from) {
                        rule(t.left[head.from] - gap / 2, middle, t.right[head.to] + gap / 2, middle);
                    }
                }
            }
            case ROWS -> {
                rule(left, top, right, top);
                for (double edge : edges) {
                    rule(left, edge, right, edge);
                }
            }
            case THREE_LINES -> {
                rule(left, top, right, top);
                rule(left, headBottom, right, headBottom);
                rule(left, bottom, right, bottom);
            }
            case HEAD_ONLY -> {
                rule(left, headBottom, right, headBottom);
                if (chance(0.5)) {
                    rule(left, top, right, top);
                }
            }
            default -> {
                if (chance(0.3)) {
                    rule(left, headBottom, right, headBottom);
                }
            }
        }
    }

    private void text(double x, double y, String text, PDFont face, double points) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        pen.beginText();
        pen.setFont(face, (float) points);
        pen.newLineAtOffset((float) x, (float) (PDRectangle.A4.getHeight() - y));
        pen.showText(text);
        pen.endText();
    }

    private void rule(double x1, double y1, double x2, double y2) throws IOException {
        float height = PDRectangle.A4.getHeight();
        pen.setLineWidth(0.5f);
        pen.moveTo((float) x1, (float) (height - y1));
        pen.lineTo((float) x2, (float) (height - y2));
        pen.stroke();
    }

    private void fill(double left, double top, double right, double bottom) throws IOException {
        float height = PDRectangle.A4.getHeight();
        pen.setNonStrokingColor(0.85f);
        pen.addRect((float) left, (float) (height - bottom), (float) (right - left), (float) (bottom - top));
        pen.fill();
        pen.setNonStrokingColor(0f);
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
