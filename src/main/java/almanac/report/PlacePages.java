package almanac.report;

import almanac.model.Box;
import almanac.model.Cell;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.PrintedPage;
import almanac.model.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code pages/}: the printed pages that the panel's figures stand on, one HTML file each. A page of a PDF is its
 * picture with a box over every cell used; a sheet or a web table is drawn cell by cell with its row and column names,
 * the cells used boxed; prose has its numbers marked. A link with an observation's id lights up its box.
 */
final class PlacePages {
    /** Rows shown above and below a used cell of a sheet; the first rows (title, heads) are always shown. */
    private static final int ROWS_AROUND = 1;

    private static final int HEAD_ROWS = 6;

    private static final String STYLE =
            "body{font:13px/1.45 system-ui,'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:1rem;color:#1b2025;background:#fff}"
                    + "h1{font-size:15px;margin:0 0 .3rem;overflow-wrap:anywhere}p{overflow-wrap:anywhere}.page{position:relative;width:60rem;border:1px solid #c9ced3}.page img{display:block;width:100%}"
                    + ".box{position:absolute;border:1.5px solid #d0202099}.box:hover{background:#ffe06066}"
                    + ".box:target,.box:focus-visible{border:3px solid #d02020;background:#ffe060;mix-blend-mode:multiply;margin:-2px;outline:6px solid #ffe06066}"
                    + "table{border-collapse:collapse}td,th{border:1px solid #d9dee3;padding:1px 5px;white-space:pre-line;text-align:left;max-width:18rem}"
                    + "th{background:#eef1f4;color:#5b6670;font-weight:400;text-align:center}"
                    + "td.u{padding:0;text-align:right}td.u a{display:block;color:inherit;text-decoration:none;box-shadow:inset 0 0 0 1.5px #d0202099;padding:1px 5px;min-width:24px;min-height:24px}"
                    + "td.u a:hover{background:#ffe06066}td.u a:target,td.u a:focus-visible,mark:target{box-shadow:inset 0 0 0 3px #d02020;background:#ffe060}"
                    + "td.gap{border:0;color:#5b6670}mark{background:#ffe06066;color:inherit;box-shadow:inset 0 0 0 1.5px #d0202099}mark a{color:inherit}"
                    + ".soft{color:#5b6670}.wide{overflow-x:auto}a:focus-visible,.wide:focus-visible{outline:2px solid #00538a}";

    private final StudyReport report;
    private final String language;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, Panel.Key> keys = new TreeMap<>();

    /** @param language of the names of regions; all else is English, or as printed */
    PlacePages(StudyReport report, String language) {
        this.report = report;
        this.language = language;
        report.panel().cells().forEach((key, cell) -> {
            if (cell.origin() instanceof Panel.Origin.Printed printed) {
                keys.putIfAbsent(printed.choice().kept().id(), key);
                printed.choice().rivals().forEach(rival -> keys.putIfAbsent(rival.id(), key));
            } else if (cell.origin() instanceof Panel.Origin.None none) {
                none.choice().ifPresent(choice -> keys.putIfAbsent(choice.kept().id(), key));
            } else if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
                filled.mark().ifPresent(choice -> keys.putIfAbsent(choice.kept().id(), key));
            }
        });
        for (int i = 0; i < report.pages().size(); i++) {
            PrintedPage page = report.pages().get(i);
            String name = PageNames.name(i);
            page.picture().ifPresent(picture -> files.put(name + ".png", picture));
            files.put(name + ".html", html(page, name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** The files of the pages, by name in the bundle. */
    SortedMap<String, byte[]> files() {
        return files;
    }

    private String html(PrintedPage page, String name) {
        String where = page.source()
                + (page.page().chars().allMatch(Character::isDigit) ? ", page " : ", sheet ")
                + page.page();
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"")
                .append(chinese(page) ? "zh" : "en")
                .append(
                        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(Lineage.escape(where))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<main><h1 id=\"place\" lang=\"en\">")
                .append(Lineage.escape(where))
                .append("</h1>\n<p lang=\"en\"><span class=\"soft\">")
                .append(page.observations().size())
                .append(
                        " figures used, each in a box that leads to its panel cell. <a href=\"../lineage.html\">lineage</a> <a href=\"../report.html\">report</a></span></p>\n");
        report.documents().stream()
                .map(StudyReport.DocumentRead::source)
                .filter(source -> source.id().equals(page.source()) && source.simulated())
                .findFirst()
                .ifPresent(
                        s -> out.append("<p lang=\"en\"><strong>Simulated, not official statistics.</strong></p>\n"));
        if (!page.note().isEmpty()) {
            out.append("<p lang=\"en\">").append(Lineage.escape(page.note())).append("</p>\n");
        }
        if (page.picture().isPresent()) {
            picture(out, page, name);
        }
        page.grid().ifPresent(grid -> sheet(out, page, grid));
        if (page.picture().isEmpty() && page.grid().isEmpty()) {
            prose(out, page);
        }
        return out.append("</main></body></html>\n").toString();
    }

    private static boolean chinese(PrintedPage page) {
        return page.observations().stream()
                .anyMatch(o -> o.snippet().codePoints().anyMatch(c -> c >= 0x4E00 && c <= 0x9FFF));
    }

    private String target(Observation observation) {
        Panel.Key key = keys.get(observation.id());
        return key == null ? "../lineage.html" : "../" + Lineage.href(key);
    }

    private String words(Observation observation) {
        Panel.Key key = keys.get(observation.id());
        return observation.printed()
                + (key == null
                        ? ""
                        : ": " + key.variable() + ", " + report.regionName(key.region(), language) + " " + key.year());
    }

    private void picture(StringBuilder out, PrintedPage page, String name) {
        out.append(
                        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"place\"><div class=\"page\"><img src=\"")
                .append(name.substring(name.indexOf('/') + 1))
                .append(".png\" alt=\"the page as printed\">\n");
        for (Observation observation : page.observations()) {
            observation
                    .locator()
                    .box()
                    .ifPresent(box -> out.append("<a class=\"box\" id=\"o-")
                            .append(Lineage.escape(observation.id()))
                            .append("\" href=\"")
                            .append(target(observation))
                            .append("\" style=\"")
                            .append(percent(box, page))
                            .append("\" title=\"")
                            .append(Lineage.escape(words(observation)))
                            .append("\" aria-label=\"")
                            .append(Lineage.escape(words(observation)))
                            .append("\"></a>\n"));
        }
        out.append("</div></div>\n");
    }

    /** A little larger than the printed figure. */
    private static String percent(Box box, PrintedPage page) {
        double around = 1.5;
        return String.format(
                Locale.ROOT,
                "left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%",
                100 * (box.left() - around) / page.widthPoints(),
                100 * (box.top() - around) / page.heightPoints(),
                100 * (box.width() + 2 * around) / page.widthPoints(),
                100 * (box.height() + 2 * around) / page.heightPoints());
    }

    private void sheet(StringBuilder out, PrintedPage page, Grid grid) {
        for (String line : List.of(grid.caption(), grid.unitNote())) {
            if (!line.isBlank()) {
                out.append("<p>").append(Lineage.escape(line)).append("</p>\n");
            }
        }
        Map<Integer, List<Observation>> used = new TreeMap<>();
        boolean[] shown = new boolean[grid.rows()];
        for (int r = 0; r < Math.min(HEAD_ROWS, grid.rows()); r++) {
            shown[r] = true;
        }
        boolean letters = false;
        for (Observation observation : page.observations()) {
            if (observation.locator() instanceof Locator.CellAt at && at.row() < grid.rows()) {
                letters |= !at.address().startsWith("r");
                used.computeIfAbsent(at.row() * grid.columns() + at.column(), k -> new ArrayList<>())
                        .add(observation);
                for (int r = Math.max(0, at.row() - ROWS_AROUND);
                        r <= Math.min(grid.rows() - 1, at.row() + ROWS_AROUND);
                        r++) {
                    shown[r] = true;
                }
            }
        }
        out.append(
                "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"place\"><table><thead><tr><td></td>");
        for (int c = 0; c < grid.columns(); c++) {
            out.append("<th scope=\"col\">")
                    .append(letters ? letters(grid.firstColumn() + c) : Integer.toString(grid.firstColumn() + c + 1))
                    .append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        Map<Integer, List<Cell>> rows = new TreeMap<>();
        grid.cells()
                .forEach(cell ->
                        rows.computeIfAbsent(cell.row(), k -> new ArrayList<>()).add(cell));
        boolean[] covered = new boolean[grid.rows() * grid.columns()];
        grid.cells().forEach(cell -> {
            for (int r = cell.row(); r < cell.row() + cell.rowSpan(); r++) {
                for (int c = cell.column(); c < cell.column() + cell.columnSpan(); c++) {
                    covered[r * grid.columns() + c] = true;
                    shown[r] |= shown[cell.row()] && cell.rowSpan() > 1 && cell.rowSpan() <= HEAD_ROWS;
                }
            }
        });
        boolean skipped = false;
        for (int r = 0; r < grid.rows(); r++) {
            if (!shown[r]) {
                if (!skipped) {
                    out.append("<tr><td>…</td><td class=\"gap\" colspan=\"")
                            .append(grid.columns())
                            .append("\">rows without used figures</td></tr>\n");
                }
                skipped = true;
                continue;
            }
            skipped = false;
            out.append("<tr><th scope=\"row\">").append(grid.firstRow() + r + 1).append("</th>");
            row(out, grid, r, rows.getOrDefault(r, List.of()), shown, used, covered);
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
        grid.notes()
                .forEach(note -> out.append("<p class=\"soft\">")
                        .append(Lineage.escape(note))
                        .append("</p>\n"));
    }

    private void row(
            StringBuilder out,
            Grid grid,
            int r,
            List<Cell> cells,
            boolean[] shown,
            Map<Integer, List<Observation>> used,
            boolean[] covered) {
        List<Cell> sorted = new ArrayList<>(cells);
        sorted.sort(Comparator.comparingInt(Cell::column));
        int next = 0;
        for (int c = 0; c < grid.columns(); c++) {
            if (next < sorted.size() && sorted.get(next).column() == c) {
                Cell cell = sorted.get(next++);
                int rowSpan = 0;
                for (int s = r; s < r + cell.rowSpan() && shown[s]; s++) {
                    rowSpan++;
                }
                List<Observation> here = new ArrayList<>();
                for (int s = r; s < r + cell.rowSpan(); s++) {
                    for (int t = c; t < c + cell.columnSpan(); t++) {
                        here.addAll(used.getOrDefault(s * grid.columns() + t, List.of()));
                    }
                }
                out.append(here.isEmpty() ? "<td" : "<td class=\"u\"");
                if (rowSpan > 1) {
                    out.append(" rowspan=\"").append(rowSpan).append('"');
                }
                if (cell.columnSpan() > 1) {
                    out.append(" colspan=\"").append(cell.columnSpan()).append('"');
                }
                out.append('>');
                if (here.isEmpty()) {
                    out.append(Lineage.escape(cell.text()));
                }
                for (int i = 0; i < here.size(); i++) {
                    Observation o = here.get(i);
                    out.append("<a id=\"o-")
                            .append(Lineage.escape(o.id()))
                            .append("\" href=\"")
                            .append(target(o))
                            .append("\" title=\"")
                            .append(Lineage.escape(words(o)))
                            .append("\">")
                            .append(i == 0 ? Lineage.escape(cell.text()) : "")
                            .append("</a>");
                }
                out.append("</td>");
            } else if (!covered[r * grid.columns() + c]) {
                out.append("<td></td>");
            }
        }
    }

    /** A sheet's name of a column: 0 is A, 26 is AA. */
    static String letters(int column) {
        StringBuilder name = new StringBuilder();
        for (int c = column; c >= 0; c = c / 26 - 1) {
            name.insert(0, (char) ('A' + c % 26));
        }
        return name.toString();
    }

    private void prose(StringBuilder out, PrintedPage page) {
        List<Observation> loose = new ArrayList<>(page.observations());
        for (Sentence sentence : page.sentences()) {
            List<Observation> here = page.observations().stream()
                    .filter(o -> o.locator() instanceof Locator.SpanAt span
                            && span.from() >= sentence.from()
                            && span.to() <= sentence.to())
                    .sorted(Comparator.comparingInt((Observation o) -> ((Locator.SpanAt) o.locator()).from())
                            .thenComparing(Observation::id))
                    .toList();
            out.append("<p>");
            int at = 0;
            for (Observation o : here) {
                Locator.SpanAt span = (Locator.SpanAt) o.locator();
                int from = Math.max(at, span.from() - sentence.from());
                int to = Math.max(from, span.to() - sentence.from());
                out.append(Lineage.escape(sentence.text().substring(at, from)))
                        .append("<mark id=\"o-")
                        .append(Lineage.escape(o.id()))
                        .append("\"><a href=\"")
                        .append(target(o))
                        .append("\" title=\"")
                        .append(Lineage.escape(words(o)))
                        .append("\">")
                        .append(Lineage.escape(sentence.text().substring(from, to)))
                        .append("</a></mark>");
                at = to;
            }
            out.append(Lineage.escape(sentence.text().substring(at))).append("</p>\n");
            loose.removeAll(here);
        }
        for (Observation o : loose) {
            out.append("<p>… <mark id=\"o-")
                    .append(Lineage.escape(o.id()))
                    .append("\"><a href=\"")
                    .append(target(o))
                    .append("\">")
                    .append(Lineage.escape(o.printed()))
                    .append("</a></mark> <span class=\"soft\">")
                    .append(Lineage.escape(o.snippet()))
                    .append("</span></p>\n");
        }
    }
}
