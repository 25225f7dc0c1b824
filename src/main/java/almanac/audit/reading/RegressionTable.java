package almanac.audit.reading;

import almanac.audit.reading.Labels.Kind;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Row;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recognised regression table: columns of estimates.
 *
 * @param columns in printed order
 * @param bracketsAssumed whether what the brackets hold was inferred, not said
 */
record RegressionTable(List<Column> columns, Kind brackets, boolean bracketsAssumed, boolean bracketsPrinted) {
    /**
     * One column.
     *
     * @param heading the words above it
     * @param hidden whether it says that regressors are included that it does not print
     */
    record Column(
            String heading,
            List<Row> rows,
            Optional<Row> constant,
            Optional<Printed> r2,
            Optional<Printed> adjR2,
            Optional<Printed> f,
            Optional<String> fStars,
            Optional<Printed> n,
            boolean hidden,
            Errors errors) {}

    /** A variable's printed figures in one column. */
    private static final class Figures {
        private final Map<Kind, CellNumber> figures = new HashMap<>();
        private Optional<CellNumber> bracket = Optional.empty();
    }

    private static final class Draft {
        private String heading = "";
        private final List<String> names = new ArrayList<>();
        private final List<Figures> rows = new ArrayList<>();
        private final Map<Kind, CellNumber> fit = new HashMap<>();
        private boolean hidden;
    }

    /**
     * Recognises a regression table.
     *
     * @param prose words elsewhere in the paper, asked what the brackets hold where the table's own do not say
     */
    static Optional<RegressionTable> of(TextTable table, String prose) {
        String words = table.words();
        int width = table.width();
        if (width < 2 || table.rows().size() < 3) {
            return Optional.empty();
        }
        int first = firstBodyRow(table);
        if (first < 0) {
            return Optional.empty();
        }
        Map<Integer, Kind> figures = figureColumns(table, first);
        List<Draft> drafts = new ArrayList<>();
        Map<Integer, Draft> byColumn = assign(table, first, figures, drafts);
        if (drafts.isEmpty()) {
            return Optional.empty();
        }
        body(table, first, figures, byColumn, drafts);
        boolean anyBracket = drafts.stream().anyMatch(d -> d.rows.stream().anyMatch(r -> r.bracket.isPresent()));
        boolean fits = drafts.stream().anyMatch(d -> !d.fit.isEmpty());
        boolean constants = drafts.stream()
                .anyMatch(d -> d.names.stream().anyMatch(n -> Labels.row(n).equals(Optional.of(Kind.CONSTANT))));
        boolean told = figures.values().stream()
                .anyMatch(k -> k == Kind.STATISTIC || k == Kind.ERROR || k == Kind.COEFFICIENT);
        // a table of numbers is a regression only where it says so by several signs
        int signs = (anyBracket ? 1 : 0) + (fits ? 1 : 0) + (constants ? 1 : 0) + (told ? 2 : 0);
        if (signs < 2) {
            return Optional.empty();
        }
        Optional<Kind> said = Notes.bracketed(words).or(() -> Notes.bracketed(prose));
        Kind brackets = said.orElseGet(() -> infer(drafts));
        List<Column> columns = new ArrayList<>();
        boolean constantStars = drafts.stream().anyMatch(RegressionTable::starsItsConstant);
        for (Draft draft : drafts) {
            if (!draft.rows.isEmpty()) {
                columns.add(column(draft, brackets, words, constantStars));
            }
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegressionTable(columns, brackets, said.isEmpty(), anyBracket));
    }

    /** The first row with a name and a number that is no column number. */
    private static int firstBodyRow(TextTable table) {
        for (int r = 0; r < table.rows().size(); r++) {
            List<String> row = table.rows().get(r);
            if (row.get(0).isBlank() || row.get(0).matches("(?i)\\s*(variables?|变量|解释变量|model|模型)\\s*")) {
                continue;
            }
            boolean number = false;
            boolean columnNumbers = true;
            for (int c = 1; c < row.size(); c++) {
                Optional<CellNumber> cell = CellNumber.of(row.get(c));
                if (cell.isPresent()) {
                    number = true;
                    columnNumbers &=
                            cell.get().bracketed() && cell.get().number().decimals() == 0;
                }
            }
            if (number && !columnNumbers) {
                return r;
            }
        }
        return -1;
    }

    /** What each column holds where the header tells: coefficient, t, standard error, p side by side. */
    private static Map<Integer, Kind> figureColumns(TextTable table, int first) {
        Map<Integer, Kind> figures = new HashMap<>();
        for (int r = first - 1; r >= 0; r--) {
            Map<Integer, Kind> here = new HashMap<>();
            List<String> row = table.rows().get(r);
            for (int c = 1; c < row.size(); c++) {
                int column = c;
                Labels.figure(row.get(c)).ifPresent(kind -> here.put(column, kind));
            }
            if (here.values().stream().distinct().count() > 1) {
                return here;
            }
        }
        return figures;
    }

    private static Map<Integer, Draft> assign(
            TextTable table, int first, Map<Integer, Kind> figures, List<Draft> drafts) {
        Map<Integer, Draft> byColumn = new HashMap<>();
        Optional<Draft> current = Optional.empty();
        for (int c = 1; c < table.width(); c++) {
            int column = c;
            boolean anyNumber = table.rows().subList(first, table.rows().size()).stream()
                    .anyMatch(row -> CellNumber.of(row.get(column)).isPresent());
            if (!anyNumber) {
                continue;
            }
            Kind kind = figures.get(c);
            boolean starts = figures.isEmpty()
                    || kind == Kind.COEFFICIENT
                    || current.isEmpty()
                    || kind == Kind.BETA && !figures.containsValue(Kind.COEFFICIENT);
            if (starts) {
                Draft draft = new Draft();
                StringBuilder heading = new StringBuilder();
                for (int r = 0; r < first; r++) {
                    String text = table.rows().get(r).get(c);
                    if (!text.isBlank() && Labels.figure(text).isEmpty()) {
                        heading.append(heading.length() == 0 ? "" : " ").append(text);
                    }
                }
                draft.heading = heading.toString();
                drafts.add(draft);
                current = Optional.of(draft);
            }
            byColumn.put(c, current.get());
        }
        return byColumn;
    }

    private static void body(
            TextTable table, int first, Map<Integer, Kind> figures, Map<Integer, Draft> byColumn, List<Draft> drafts) {
        String name = "";
        boolean inFit = false;
        for (List<String> row : table.rows().subList(first, table.rows().size())) {
            String label = row.get(0).strip();
            Optional<Kind> own = Labels.row(label);
            boolean fitRow = own.isPresent() && own.get() != Kind.CONSTANT;
            boolean numbers = false;
            boolean allBracketed = true;
            for (int c = 1; c < row.size(); c++) {
                Optional<CellNumber> cell = CellNumber.of(row.get(c));
                if (cell.isPresent()) {
                    numbers = true;
                    allBracketed &= cell.get().bracketed();
                }
            }
            if (!numbers) {
                for (int c = 1; c < row.size(); c++) {
                    Draft draft = byColumn.get(c);
                    if (draft != null && Labels.included(row.get(c))) {
                        draft.hidden = true;
                    }
                }
                continue;
            }
            Optional<Kind> second = Labels.figure(label).filter(k -> k != Kind.COEFFICIENT && k != Kind.BETA);
            boolean follows = !name.isEmpty() && !inFit && (label.isEmpty() || second.isPresent() && allBracketed);
            if (fitRow) {
                inFit = true;
                for (int c = 1; c < row.size(); c++) {
                    Draft draft = byColumn.get(c);
                    Optional<CellNumber> cell = CellNumber.of(row.get(c));
                    if (draft != null && cell.isPresent()) {
                        draft.fit.putIfAbsent(own.get(), cell.get());
                    }
                }
                continue;
            }
            if (follows || !label.isEmpty() && second.isPresent() && !name.isEmpty() && !inFit) {
                for (int c = 1; c < row.size(); c++) {
                    Draft draft = byColumn.get(c);
                    Optional<CellNumber> cell = CellNumber.of(row.get(c));
                    if (draft != null
                            && cell.isPresent()
                            && !draft.names.isEmpty()
                            && draft.names.get(draft.names.size() - 1).equals(name)) {
                        Figures last = draft.rows.get(draft.rows.size() - 1);
                        if (second.isPresent()) {
                            last.figures.putIfAbsent(second.get(), cell.get());
                        } else if (last.bracket.isEmpty()) {
                            last.bracket = cell;
                        }
                    }
                }
                continue;
            }
            if (label.isEmpty()) {
                continue;
            }
            if (inFit && own.isEmpty()) {
                continue; // Hausman, AIC, groups ...
            }
            name = label;
            for (int c = 1; c < row.size(); c++) {
                Draft draft = byColumn.get(c);
                Optional<CellNumber> cell = CellNumber.of(row.get(c));
                if (draft == null || cell.isEmpty()) {
                    continue;
                }
                if (draft.names.isEmpty()
                        || !draft.names.get(draft.names.size() - 1).equals(name)) {
                    draft.names.add(name);
                    draft.rows.add(new Figures());
                }
                Figures last = draft.rows.get(draft.rows.size() - 1);
                Kind kind = figures.getOrDefault(c, Kind.COEFFICIENT);
                last.figures.putIfAbsent(kind, cell.get());
            }
        }
        drafts.removeIf(d -> d.rows.isEmpty());
    }

    /**
     * What brackets hold where nobody says: a negative number is a t; else whichever reading, t or standard error, agrees
     * better with the stars; else the standard error.
     */
    private static Kind infer(List<Draft> drafts) {
        int asStatistic = 0;
        int asError = 0;
        for (Draft draft : drafts) {
            for (Figures row : draft.rows) {
                CellNumber coefficient = row.figures.get(Kind.COEFFICIENT);
                if (row.bracket.isEmpty() || coefficient == null) {
                    continue;
                }
                double inside = row.bracket.get().number().number();
                if (inside < 0) {
                    return Kind.STATISTIC;
                }
                boolean starred = !coefficient.stars().isEmpty();
                asStatistic += (inside > 1.64) == starred ? 1 : 0;
                asError += (Math.abs(coefficient.number().number()) > 1.64 * inside) == starred ? 1 : 0;
            }
        }
        return asStatistic > asError ? Kind.STATISTIC : Kind.ERROR;
    }

    /** Many tables star regressors and leave the constant without: then its missing stars say nothing. */
    private static boolean starsItsConstant(Draft draft) {
        for (int i = 0; i < draft.rows.size(); i++) {
            if (Labels.row(draft.names.get(i)).equals(Optional.of(Kind.CONSTANT))
                    && draft.rows.get(i).figures.values().stream()
                            .anyMatch(c -> !c.stars().isEmpty())) {
                return true;
            }
        }
        return false;
    }

    private static Column column(Draft draft, Kind brackets, String words, boolean constantStars) {
        List<Row> rows = new ArrayList<>();
        Optional<Row> constant = Optional.empty();
        boolean stars = draft.rows.stream()
                .anyMatch(r ->
                        r.figures.values().stream().anyMatch(c -> !c.stars().isEmpty())
                                || r.bracket.filter(b -> !b.stars().isEmpty()).isPresent());
        for (int i = 0; i < draft.rows.size(); i++) {
            Figures figures = draft.rows.get(i);
            figures.bracket.ifPresent(b -> figures.figures.putIfAbsent(brackets, b));
            String mark = figures.figures.values().stream()
                    .map(CellNumber::stars)
                    .filter(s -> !s.isEmpty())
                    .findFirst()
                    .orElse("");
            String name = draft.names.get(i);
            boolean isConstant = Labels.row(name).equals(Optional.of(Kind.CONSTANT));
            Row row = new Row(
                    isConstant ? "" : Labels.name(name),
                    number(figures, Kind.COEFFICIENT),
                    number(figures, Kind.BETA),
                    number(figures, Kind.STATISTIC),
                    number(figures, Kind.ERROR),
                    number(figures, Kind.P),
                    Optional.empty(),
                    Optional.empty(),
                    stars && (!isConstant || constantStars) ? Optional.of(mark) : Optional.empty());
            if (isConstant) {
                constant = Optional.of(row);
            } else {
                rows.add(row);
            }
        }
        return new Column(
                draft.heading,
                rows,
                constant,
                Optional.ofNullable(draft.fit.get(Kind.R2)).map(CellNumber::number),
                Optional.ofNullable(draft.fit.get(Kind.ADJUSTED)).map(CellNumber::number),
                Optional.ofNullable(draft.fit.get(Kind.F)).map(CellNumber::number),
                Optional.ofNullable(draft.fit.get(Kind.F))
                        .map(CellNumber::stars)
                        .filter(s -> !s.isEmpty()),
                Optional.ofNullable(draft.fit.get(Kind.N)).map(CellNumber::number),
                draft.hidden,
                Notes.errors(words));
    }

    private static Optional<Printed> number(Figures figures, Kind kind) {
        return Optional.ofNullable(figures.figures.get(kind)).map(CellNumber::number);
    }
}
