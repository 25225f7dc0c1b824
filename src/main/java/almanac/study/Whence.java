package almanac.study;

import almanac.model.Cell;
import almanac.model.Declared;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Sentence;
import almanac.model.Unit;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import almanac.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where each part of what a number says is printed: its region, indicator, period and unit, each with the cell, line or
 * title that says it and the rule or name that understood it. Looks at the document as it is, in the order in which a
 * table is read: row label, heads from the number upwards, unit line, title, rest of the sheet, document, sidecar.
 */
final class Whence {
    /** A printed text that may say something about the number. */
    private record Told(String where, String text, Optional<String> role) {}

    private final RuleBook rules;
    private final Observation number;
    private final List<Told> told = new ArrayList<>();

    private Whence(RuleBook rules, Observation number) {
        this.rules = rules;
        this.number = number;
    }

    /** The lines, in the order region, indicator, what narrows it, period, unit; nothing for a part that is not stated. */
    static List<ShowDesk.Line> of(Document document, Observation number, RuleBook rules) {
        Whence whence = new Whence(rules, number);
        whence.collect(document);
        return whence.lines();
    }

    private void collect(Document document) {
        if (number.locator() instanceof Locator.CellAt at) {
            document.grids().stream()
                    .filter(grid -> grid.id().equals(at.table()))
                    .findFirst()
                    .ifPresent(grid -> table(document, grid, at));
        } else if (number.locator() instanceof Locator.SpanAt at) {
            for (Sentence sentence : document.sentences()) {
                if (sentence.page().equals(at.page()) && sentence.from() <= at.from() && sentence.to() >= at.from()) {
                    add("the sentence", sentence.text());
                    add("the heading above it", sentence.heading());
                }
            }
        }
        declared(document.declared());
        add("the document's title", document.source().title());
        String path = document.source().path();
        add("the file's name", path.substring(path.lastIndexOf('/') + 1));
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            add("the folder's name", path.substring(0, slash));
        }
        document.sentences().stream().limit(2).forEach(sentence -> add("the beginning of the text", sentence.text()));
    }

    private void table(Document document, Grid grid, Locator.CellAt at) {
        List<Optional<Cell>> places = grid.places();
        for (int column = at.column() - 1; column >= 0; column--) {
            cell(grid, places.get(at.row() * grid.columns() + column), "row label");
        }
        for (int row = at.row() - 1; row >= 0; row--) {
            cell(grid, places.get(row * grid.columns() + at.column()), "head");
        }
        // a row that heads those below it stands in the first column
        for (int row = at.row() - 1; row >= 0; row--) {
            cell(grid, places.get(row * grid.columns()), "row above");
        }
        add("the unit line", grid.unitNote());
        for (String line : grid.caption().split("\n")) {
            add("the title", line);
        }
        for (Cell cell : grid.cells()) {
            if (cell.row() < at.row() && !cell.blank()) {
                told.add(new Told("cell " + address(grid, cell), cell.text().replace('\n', ' '), Optional.empty()));
            }
        }
        grid.notes().forEach(note -> add("a note below", note));
        grid.continues()
                .ifPresent(earlier -> document.grids().stream()
                        .filter(other -> other.id().equals(earlier))
                        .findFirst()
                        .ifPresent(other -> {
                            add("the unit line of table " + earlier + ", which this one continues", other.unitNote());
                            for (String line : other.caption().split("\n")) {
                                add("the title of table " + earlier + ", which this one continues", line);
                            }
                        }));
    }

    private void cell(Grid grid, Optional<Cell> cell, String role) {
        cell.filter(c -> !c.blank())
                .ifPresent(c -> told.add(
                        new Told(role + " " + address(grid, c), c.text().replace('\n', ' '), Optional.of(role))));
    }

    private void declared(Declared declared) {
        declared.tables().stream()
                .filter(table -> table.page().equals(number.locator().page()))
                .forEach(table -> {
                    table.region().ifPresent(text -> add("the sidecar, for this page", text));
                    table.indicator().ifPresent(text -> add("the sidecar, for this page", text));
                    table.period().ifPresent(text -> add("the sidecar, for this page", text));
                    table.unit().ifPresent(text -> add("the sidecar, for this page", text));
                });
        declared.region().ifPresent(text -> add("the sidecar", text));
        declared.indicator().ifPresent(text -> add("the sidecar", text));
        declared.period().ifPresent(text -> add("the sidecar", text));
        declared.unit().ifPresent(text -> add("the sidecar", text));
        declared.title().ifPresent(text -> add("the sidecar's title", text));
    }

    private void add(String where, String text) {
        if (!text.isBlank()) {
            told.add(new Told(where, text.replace('\n', ' ').strip(), Optional.empty()));
        }
    }

    /** As the extraction writes it: C8 in spreadsheets, else r8c3 in the grid. */
    private String address(Grid grid, Cell cell) {
        boolean sheet =
                number.locator() instanceof Locator.CellAt at && !at.address().startsWith("r");
        if (!sheet) {
            return "r" + (cell.row() + 1) + "c" + (cell.column() + 1);
        }
        StringBuilder letters = new StringBuilder();
        for (int column = grid.firstColumn() + cell.column() + 1; column > 0; column = (column - 1) / 26) {
            letters.insert(0, (char) ('A' + (column - 1) % 26));
        }
        return letters + Integer.toString(grid.firstRow() + cell.row() + 1);
    }

    private List<ShowDesk.Line> lines() {
        List<ShowDesk.Line> lines = new ArrayList<>();
        number.region()
                .id()
                .ifPresentOrElse(
                        code -> part(
                                lines,
                                "region",
                                text -> rules.lexicon().regions(text).stream()
                                        .anyMatch(r -> r.code().equals(code)),
                                number.region().label(),
                                code,
                                "region"),
                        () -> part(
                                lines, "region", text -> false, number.region().label(), "", ""));
        String[] headings = number.indicator().label().split(" / ");
        for (int i = 0; i < headings.length; i++) {
            boolean last = i == headings.length - 1;
            String id = last ? number.indicator().id().orElse("") : "";
            part(
                    lines,
                    last ? "indicator" : "under",
                    text -> !id.isEmpty()
                            && rules.lexicon()
                                    .indicator(text)
                                    .filter(k -> k.id().equals(id))
                                    .isPresent(),
                    headings[i],
                    id,
                    "indicator");
        }
        number.qualifiers().forEach((key, value) -> part(lines, key, text -> false, value, "", ""));
        String code = number.period().code();
        if (!code.isEmpty()) {
            String year = code.length() >= 4 ? code.substring(0, 4) : code;
            part(
                    lines,
                    "period",
                    text -> rules.periods()
                            .read(text)
                            .filter(p -> p.code().equals(code))
                            .isPresent(),
                    year,
                    code,
                    "");
        }
        if (!number.unitLabel().isEmpty()) {
            Unit unit = number.unit();
            part(
                    lines,
                    "unit",
                    text -> rules.lexicon()
                            .units()
                            .named(text)
                            .filter(unit::equals)
                            .isPresent(),
                    number.unitLabel(),
                    unit.id(),
                    "unit");
        }
        return lines;
    }

    /**
     * A line for a part: the first text that names it or holds its label.
     *
     * @param names whether a text as a whole names it
     * @param id of the name in the lexicon, empty where it has none
     */
    private void part(
            List<ShowDesk.Line> lines, String part, Predicate<String> names, String label, String id, String kind) {
        if (label.isBlank()) {
            return;
        }
        String key = Names.key(label);
        Optional<Told> found = told.stream()
                .filter(t -> names.test(Names.label(t.text()))
                        || (!key.isEmpty() && Names.key(t.text()).contains(key)))
                .findFirst();
        StringBuilder text = new StringBuilder();
        if (found.isEmpty()) {
            text.append("\"")
                    .append(label)
                    .append("\" is printed on neither this table nor this page's title:")
                    .append(" taken over from a table before it, or put together from parts");
        } else {
            text.append('"')
                    .append(shortened(found.get().text()))
                    .append("\" in ")
                    .append(found.get().where());
            rule(found.get()).ifPresent(rule -> text.append(", taken by ").append(rule));
        }
        entry(kind, id)
                .ifPresent(entry -> text.append(" = ")
                        .append(entry.id())
                        .append(" (")
                        .append(entry.place())
                        .append(')'));
        lines.add(new ShowDesk.Line("  " + part, text.toString()));
    }

    /** The phrase rule that takes a text, with its place. */
    private Optional<String> rule(Told found) {
        String label = Names.label(found.text());
        List<String> roles = switch (found.where()) {
            case "the unit line" -> List.of("unit-line");
            case "the title" -> List.of("title", "title-indicator");
            default ->
                found.role().isPresent()
                        ? List.of("measure-head", "of-which", "total", "subtotal", "unit-line")
                        : List.of("title-indicator", "title", "unit-line");
        };
        return roles.stream()
                .flatMap(role -> rules.match(role, label).stream())
                .map(PhraseRule.Match::rule)
                .map(rule -> rule.id() + " (" + rule.place() + ")")
                .findFirst();
    }

    private Optional<RuleBook.Listed> entry(String kind, String id) {
        return id.isEmpty()
                ? Optional.empty()
                : rules.listed().stream()
                        .filter(l -> l.kind().equals(kind) && (l.id().equals(id) || id.startsWith(l.id() + "_1e")))
                        .findFirst();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
