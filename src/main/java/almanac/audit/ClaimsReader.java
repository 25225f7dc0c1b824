package almanac.audit;

import almanac.model.Claims;
import almanac.model.Claims.Anova;
import almanac.model.Claims.Correlation;
import almanac.model.Claims.Descriptive;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Claims.Sample;
import almanac.model.Claims.StarLegend;
import almanac.model.Claims.ValueKind;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.Printed;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads published tables from a claims file (JSON) or from the same shape as maps and lists (a study document).
 *
 * <p>The usual shape: {@code order}, {@code corr_lower}, {@code N}, {@code models} of {@code y, x, coef, t, se, stars,
 * const, const_t, R2, adjR2, F}, {@code star_legend}; any part may be missing. Also understood: a full matrix {@code
 * corr}, one {@code model} as a statistics program prints it (B, SE, beta, t, p, with the constant first, sums of
 * squares), loose {@code rows} of b, se, t, p, loose {@code columns} of F, adjusted R2 and N, loose correlation {@code
 * cells} with stars, {@code descriptives}, {@code sample}.
 */
public final class ClaimsReader {
    static final Diagnostic.Code NOT_CLAIMS =
            new Diagnostic.Code("ALM-7001", Severity.ERROR, "not a file of published claims");
    static final Diagnostic.Code NUMBER = new Diagnostic.Code("ALM-7002", Severity.WARNING, "a number not understood");
    static final Diagnostic.Code SHAPE =
            new Diagnostic.Code("ALM-7003", Severity.WARNING, "tables that contradict themselves in shape");

    private static final List<String> CONSTANT_NAMES = List.of(
            "constant", "(constant)", "const", "_cons", "intercept", "(intercept)", "cons", "c", "常数项", "常数", "截距");

    private static final Pattern OBSERVATIONS = Pattern.compile("\\b[Nn]\\s*=\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)\\b");

    private final String path;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ClaimsReader(String path) {
        this.path = path;
    }

    /**
     * Reads a claims file.
     *
     * @param json its text
     * @param path its name, for messages
     */
    public static ClaimsReading read(String json, String path) {
        ClaimsReader reader = new ClaimsReader(path);
        Optional<Object> tree;
        try {
            tree = JsonTree.read(json);
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            return reader.nothing(
                    "this is not JSON: it goes wrong in line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException broken) {
            String what = Optional.ofNullable(broken.getMessage()).orElse("broken");
            int line = what.indexOf('\n');
            return reader.nothing("this is not JSON: " + (line < 0 ? what : what.substring(0, line)));
        }
        return tree.isPresent() ? reader.claims(tree.get()) : reader.nothing("the file is empty");
    }

    /**
     * Reads the same shape from maps, lists, strings and numbers, as a YAML or JSON library gives them. Numbers must be
     * strings where trailing zeros matter.
     */
    public static ClaimsReading read(Map<String, ?> tree, String path) {
        return new ClaimsReader(path).claims(plain(tree));
    }

    /** Reads an object of a {@link JsonTree}. */
    static ClaimsReading readTree(Map<?, ?> tree, String path) {
        return new ClaimsReader(path).claims(tree);
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                if (member != null) {
                    members.put(String.valueOf(key), plain(member));
                }
            });
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(element == null ? "" : plain(element)));
            return elements;
        }
        return value instanceof Number number
                ? new JsonTree.Digits(new java.math.BigDecimal(number.toString()).toPlainString())
                : value;
    }

    /** Whether a row's name says that it is the constant's. */
    public static boolean namesConstant(String name) {
        return CONSTANT_NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    private ClaimsReading nothing(String message) {
        diagnostics.add(
                Diagnostic.of(
                        NOT_CLAIMS,
                        path,
                        message,
                        "a claims file is a JSON object with order, corr_lower, N and models; see the manual's chapter on the audit"));
        return new ClaimsReading(Optional.empty(), diagnostics);
    }

    private ClaimsReading claims(Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return nothing("a claims file is a JSON object; this is "
                    + (tree instanceof List ? "a list: give the cases one by one" : "a single value"));
        }
        List<String> order = new ArrayList<>(texts(map.get("order")));
        List<Correlation> correlations = new ArrayList<>();
        triangle(map, order, correlations);
        looseCorrelations(map, order, correlations);
        List<Model> models = new ArrayList<>();
        models(map, models, order);
        Optional<Printed> n = number(map.get("N"), "N").or(() -> number(map.get("n"), "N"));
        if (n.isEmpty() && models.stream().noneMatch(m -> m.n().isPresent())) {
            n = fromProse(map);
        }
        List<Descriptive> descriptives = descriptives(map);
        Optional<Sample> sample = sample(map);
        if (correlations.isEmpty() && models.isEmpty() && descriptives.isEmpty() && sample.isEmpty()) {
            return nothing("no correlation table, no regression column, no descriptives in it");
        }
        Claims claims = new Claims(
                text(map.get("id")).orElse(path),
                text(map.get("source")).orElse(""),
                order,
                correlations,
                n,
                models,
                legend(map),
                descriptives,
                sample,
                notes);
        return new ClaimsReading(Optional.of(claims), diagnostics);
    }

    /** {@code N = 1,976} in the words about the source, where no N stands anywhere else. */
    private Optional<Printed> fromProse(Map<?, ?> map) {
        String prose =
                text(map.get("source")).orElse("") + " " + text(map.get("note")).orElse("");
        Matcher matcher = OBSERVATIONS.matcher(prose);
        if (!matcher.find()) {
            return Optional.empty();
        }
        notes.add("N = " + matcher.group(1) + " was taken from the words about the source");
        return Printed.of(matcher.group(1));
    }

    // ---- the correlation table

    private void triangle(Map<?, ?> map, List<String> order, List<Correlation> correlations) {
        Object lower = map.get("corr_lower");
        Object upper = map.get("corr_upper");
        Object full = map.get("corr");
        Object given = lower != null ? lower : upper != null ? upper : full;
        if (!(given instanceof List<?> rows) || rows.isEmpty()) {
            return;
        }
        int size = order.size();
        int rowCount = rows.size();
        if (size == 0) {
            boolean square = lengths(rows).stream().allMatch(l -> l == rowCount);
            size = square || length(rows.get(rowCount - 1)) == rowCount && length(rows.get(0)) == 1 && hasDiagonal(rows)
                    ? rowCount
                    : rowCount + 1;
            for (int i = 1; i <= size; i++) {
                order.add("x" + i);
            }
        }
        int decimals = commonDecimals(rows);
        List<Integer> lengths = lengths(rows);
        int last = size - 1;
        boolean square = lengths.size() == size && lengths.stream().allMatch(l -> l == last + 1);
        boolean lowerWithDiagonal = lengths.size() == size && ascending(lengths, 1);
        boolean lowerStrict = lengths.size() == last && ascending(lengths, 1);
        boolean lowerPadded = lengths.size() == size && ascending(lengths, 0);
        boolean upperStrict = lengths.size() == last && descending(lengths, last);
        boolean upperWithDiagonal = lengths.size() == size && descending(lengths, size);
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof List<?> cells)) {
                continue;
            }
            for (int j = 0; j < cells.size(); j++) {
                int row;
                int column;
                if (square || lowerWithDiagonal || lowerPadded) {
                    row = i;
                    column = j;
                } else if (upperStrict && !lowerStrict) {
                    row = i + 1 + j;
                    column = i;
                } else if (upperWithDiagonal) {
                    row = i + j;
                    column = i;
                } else {
                    row = i + 1;
                    column = j;
                }
                if (row < size && column < row) {
                    place(correlations, order, row, column, cells.get(j), decimals, map.get("corr_stars"), i, j);
                } else if (square && row < size && column > row) {
                    mirror(rows, order, row, column, cells.get(j), correlations, decimals);
                }
            }
        }
        if (!(square || lowerWithDiagonal || lowerStrict || lowerPadded || upperStrict || upperWithDiagonal)) {
            trouble("the correlation table of " + size + " variables has rows of " + lengths
                    + " cells; what stands below the diagonal was taken");
        }
    }

    private void mirror(
            List<?> rows,
            List<String> order,
            int row,
            int column,
            Object cell,
            List<Correlation> correlations,
            int decimals) {
        Object twin = rows.get(column) instanceof List<?> list ? list.get(row) : "";
        Optional<Printed> above = printed(cell, decimals);
        Optional<Printed> below = printed(twin, decimals);
        if (above.isPresent() && below.isEmpty()) {
            correlations.add(new Correlation(
                    order.get(column), order.get(row), above.get(), Optional.empty(), Optional.empty()));
        } else if (above.isPresent()
                && below.isPresent()
                && above.get().value().compareTo(below.get().value()) != 0) {
            trouble("the correlation of " + order.get(row) + " and " + order.get(column) + " is printed twice: "
                    + above.get().text() + " above the diagonal, " + below.get().text() + " below");
        }
    }

    private void place(
            List<Correlation> correlations,
            List<String> order,
            int row,
            int column,
            Object cell,
            int decimals,
            @org.jspecify.annotations.Nullable Object stars,
            int i,
            int j) {
        Optional<Printed> value = printed(cell, decimals);
        if (value.isEmpty()) {
            if (!text(cell).orElse("").isBlank()) {
                badNumber(text(cell).orElse(""), order.get(row) + " ~ " + order.get(column));
            }
            return;
        }
        Optional<String> mark = Optional.empty();
        if (stars instanceof List<?> lines
                && i < lines.size()
                && lines.get(i) instanceof List<?> line
                && j < line.size()) {
            mark = text(line.get(j));
        }
        correlations.add(new Correlation(order.get(row), order.get(column), value.get(), mark, Optional.empty()));
    }

    private static boolean hasDiagonal(List<?> rows) {
        for (Object row : rows) {
            if (!(row instanceof List<?> cells) || cells.isEmpty()) {
                return false;
            }
            Optional<Printed> last = printed(cells.get(cells.size() - 1), -1);
            if (last.isEmpty() || last.get().number() != 1) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> lengths(List<?> rows) {
        return rows.stream().map(ClaimsReader::length).toList();
    }

    private static int length(Object row) {
        return row instanceof List<?> cells ? cells.size() : 0;
    }

    private static boolean ascending(List<Integer> lengths, int first) {
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.get(i) != first + i) {
                return false;
            }
        }
        return true;
    }

    private static boolean descending(List<Integer> lengths, int first) {
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.get(i) != first - i) {
                return false;
            }
        }
        return true;
    }

    /**
     * Numbers without quotes lose their trailing zeros; a table prints all its cells alike, so its longest number tells
     * the decimals of all. -1 where the cells are strings.
     */
    private int commonDecimals(List<?> rows) {
        int decimals = -1;
        for (Object row : rows) {
            if (row instanceof List<?> cells) {
                for (Object cell : cells) {
                    if (cell instanceof JsonTree.Digits number) {
                        decimals = Math.max(
                                decimals,
                                Printed.of(number.text()).map(Printed::decimals).orElse(0));
                    }
                }
            }
        }
        if (decimals >= 0) {
            notes.add("the correlations are written as numbers without quotes: " + decimals
                    + " decimals were taken for all of them");
        }
        return decimals;
    }

    private void looseCorrelations(Map<?, ?> map, List<String> order, List<Correlation> correlations) {
        if (!(map.get("cells") instanceof List<?> cells)) {
            return;
        }
        for (Object entry : cells) {
            if (entry instanceof Map<?, ?> cell && cell.containsKey("r")) {
                String name = text(cell.get("cell")).orElse("");
                int dash = name.indexOf('-');
                String row = text(cell.get("row")).orElse(dash > 0 ? name.substring(0, dash) : name);
                String column = text(cell.get("column")).orElse(dash > 0 ? name.substring(dash + 1) : "?");
                Optional<Printed> value = number(cell.get("r"), name);
                if (value.isPresent()) {
                    for (String variable : List.of(row, column)) {
                        if (!order.contains(variable)) {
                            order.add(variable);
                        }
                    }
                    correlations.add(new Correlation(
                            row, column, value.get(), text(cell.get("stars")), number(cell.get("p"), name)));
                }
            }
        }
    }

    // ---- the models

    private void models(Map<?, ?> map, List<Model> models, List<String> order) {
        if (map.get("models") instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> model) {
                    models.add(model(model, map, models.size() + 1, order));
                } else {
                    trouble("an entry of models is not an object");
                }
            }
        }
        if (map.get("model") instanceof Map<?, ?> model) {
            models.add(model(model, map, models.size() + 1, order));
        }
        if (map.get("columns") instanceof List<?> columns) {
            for (Object entry : columns) {
                if (entry instanceof Map<?, ?> column) {
                    models.add(model(column, map, models.size() + 1, List.of()));
                }
            }
        }
        if (map.get("rows") instanceof List<?> rows) {
            looseRows(map, rows, models);
        }
        if (map.get("cells_stars") instanceof List<?> cells) {
            looseStars(map, cells, models);
        }
    }

    /** Rows of b, se, t, p that belong to one column; the first column that has no rows of its own takes them. */
    private void looseRows(Map<?, ?> map, List<?> rows, List<Model> models) {
        List<Row> read = new ArrayList<>();
        Optional<Row> constant = Optional.empty();
        for (Object entry : rows) {
            if (entry instanceof Map<?, ?> cells) {
                String name = text(cells.get("cell"))
                        .or(() -> text(cells.get("variable")))
                        .orElse("row " + (read.size() + 1));
                Row row = new Row(
                        name,
                        either(cells, name, "b", "coef", "B"),
                        number(cells.get("beta"), name),
                        number(cells.get("t"), name),
                        either(cells, name, "se", "SE"),
                        number(cells.get("p"), name),
                        number(cells.get("ci_low"), name),
                        number(cells.get("ci_high"), name),
                        text(cells.get("stars")));
                if (namesConstant(name)) {
                    constant = Optional.of(row);
                } else {
                    read.add(row);
                }
            }
        }
        for (int i = 0; i < models.size(); i++) {
            Model m = models.get(i);
            if (m.rows().isEmpty()
                    && (m.regressors().isEmpty() || m.regressors().getAsInt() == read.size())) {
                models.set(
                        i,
                        new Model(
                                m.number(),
                                m.y(),
                                read,
                                constant,
                                m.r2(),
                                m.adjR2(),
                                m.f(),
                                m.fStars(),
                                m.n(),
                                m.regressors(),
                                m.errors(),
                                m.anova()));
                return;
            }
        }
        models.add(new Model(
                models.size() + 1,
                "",
                read,
                constant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                errors(map, Map.of()),
                Optional.empty()));
    }

    /** Loose t's with stars: {@code "MANDPOST col5"} is a row of column 5. */
    private void looseStars(Map<?, ?> map, List<?> cells, List<Model> models) {
        for (Object entry : cells) {
            if (!(entry instanceof Map<?, ?> cell)) {
                continue;
            }
            String name = text(cell.get("cell")).orElse("");
            int column = name.lastIndexOf(" col");
            int number = 1;
            if (column > 0) {
                number = Printed.of(name.substring(column + 4))
                        .map(p -> p.value().intValue())
                        .filter(i -> i >= 1 && i <= 1000)
                        .orElse(1);
                name = name.substring(0, column);
            }
            while (models.size() < number) {
                models.add(model(Map.of(), map, models.size() + 1, List.of()));
            }
            Model m = models.get(number - 1);
            List<Row> rows = new ArrayList<>(m.rows());
            rows.add(new Row(
                    name,
                    either(cell, name, "b", "coef"),
                    Optional.empty(),
                    number(cell.get("t"), name),
                    number(cell.get("se"), name),
                    number(cell.get("p"), name),
                    Optional.empty(),
                    Optional.empty(),
                    text(cell.get("stars"))));
            models.set(
                    number - 1,
                    new Model(
                            m.number(),
                            m.y(),
                            rows,
                            m.constant(),
                            m.r2(),
                            m.adjR2(),
                            m.f(),
                            m.fStars(),
                            m.n(),
                            m.regressors(),
                            m.errors(),
                            m.anova()));
        }
    }

    private Model model(Map<?, ?> model, Map<?, ?> all, int number, List<String> order) {
        List<String> names = new ArrayList<>(texts(model.get("x")));
        String y = text(model.get("y")).or(() -> text(model.get("dep"))).orElse("");
        List<?> coef = list(model, "coef", "b", "B");
        List<?> se = list(model, "se", "SE");
        List<?> beta = list(model, "beta");
        List<?> t = list(model, "t");
        List<?> p = list(model, "p");
        List<?> stars = list(model, "stars");
        List<?> ciLow = list(model, "ci_low");
        List<?> ciHigh = list(model, "ci_high");
        if (names.isEmpty() && !order.isEmpty() && !(coef.isEmpty() && t.isEmpty() && beta.isEmpty())) {
            // a single model over the correlation table: its first variable explained by the others
            y = y.isEmpty() ? order.get(0) : y;
            String dependent = y;
            order.stream().filter(v -> !v.equals(dependent)).forEach(names::add);
            notes.add("model " + number + " does not name its variables: " + y + " on " + String.join(", ", names)
                    + " was taken");
        }
        int k = names.size();
        // a statistics program prints the constant as the first row: one number more than there are variables
        boolean constantFirst = !model.containsKey("const") && k > 0 && (coef.size() == k + 1 || t.size() == k + 1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            String name = names.get(i);
            rows.add(new Row(
                    name,
                    at(coef, shifted(coef, i, k, constantFirst), "coef of " + name),
                    at(beta, shifted(beta, i, k, constantFirst), "beta of " + name),
                    at(t, shifted(t, i, k, constantFirst), "t of " + name),
                    at(se, shifted(se, i, k, constantFirst), "se of " + name),
                    at(p, shifted(p, i, k, constantFirst), "p of " + name),
                    at(ciLow, shifted(ciLow, i, k, constantFirst), "ci of " + name),
                    at(ciHigh, shifted(ciHigh, i, k, constantFirst), "ci of " + name),
                    textAt(stars, shifted(stars, i, k, constantFirst))));
        }
        Map<String, List<?>> lists = new LinkedHashMap<>();
        lists.put("coef", coef);
        lists.put("t", t);
        lists.put("se", se);
        lists.put("beta", beta);
        lists.put("p", p);
        lists.put("stars", stars);
        lists.forEach((name, list) -> {
            if (!list.isEmpty() && list.size() != k && !(constantFirst && list.size() == k + 1)) {
                trouble("model " + number + " has " + k + " variables and " + list.size() + " entries under " + name
                        + "; the first " + Math.min(k, list.size()) + " were taken in order");
            }
        });
        Optional<Row> constant = constantFirst
                ? Optional.of(new Row(
                        "",
                        at(coef, coef.size() == k + 1 ? 0 : -1, "constant"),
                        Optional.empty(),
                        at(t, t.size() == k + 1 ? 0 : -1, "t of the constant"),
                        at(se, se.size() == k + 1 ? 0 : -1, "se of the constant"),
                        at(p, p.size() == k + 1 ? 0 : -1, "p of the constant"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                : constant(model);
        OptionalInt regressors = integer(model.get("k_named"));
        if (regressors.isEmpty()) {
            regressors = integer(model.get("k"));
        }
        if (regressors.isEmpty() && k > 0) {
            regressors = OptionalInt.of(k);
        }
        return new Model(
                number,
                y,
                rows,
                constant,
                either(model, "R2 of model " + number, "R2", "r2"),
                either(model, "adjR2 of model " + number, "adjR2", "adj_r2"),
                number(model.get("F"), "F of model " + number),
                text(model.get("stars_F")).or(() -> text(model.get("F_stars"))),
                either(model, "N of model " + number, "N", "n"),
                regressors,
                errors(all, model),
                anova(model));
    }

    private static int shifted(List<?> list, int i, int k, boolean constantFirst) {
        return constantFirst && list.size() == k + 1 ? i + 1 : i;
    }

    private Optional<Row> constant(Map<?, ?> model) {
        Optional<Printed> value = number(model.get("const"), "constant");
        Optional<Printed> t = number(model.get("const_t"), "t of the constant");
        Optional<Printed> se = number(model.get("const_se"), "se of the constant");
        Optional<Printed> p = number(model.get("const_p"), "p of the constant");
        if (value.isEmpty() && t.isEmpty() && se.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Row(
                "",
                value,
                Optional.empty(),
                t,
                se,
                p,
                Optional.empty(),
                Optional.empty(),
                text(model.get("const_stars"))));
    }

    private Optional<Anova> anova(Map<?, ?> model) {
        List<Printed> squares = numbers(list(model, "SS"));
        List<Printed> means = numbers(list(model, "MS"));
        List<Integer> degrees = new ArrayList<>();
        list(model, "df").forEach(d -> integer(d).ifPresent(degrees::add));
        Optional<Printed> see = either(model, "SEE", "SEE", "rmse");
        Optional<Printed> r = number(model.get("R"), "R");
        return squares.isEmpty() && means.isEmpty() && degrees.isEmpty() && see.isEmpty() && r.isEmpty()
                ? Optional.empty()
                : Optional.of(new Anova(squares, means, degrees, see, r));
    }

    private static Errors errors(Map<?, ?> all, Map<?, ?> model) {
        String said = text(model.get("se_type"))
                .or(() -> text(model.get("vcov")))
                .or(() -> text(all.get("se_type")))
                .or(() -> text(all.get("vcov")))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (said.isEmpty()) {
            String prose = (text(all.get("source")).orElse("") + " "
                            + text(all.get("note")).orElse(""))
                    .toLowerCase(Locale.ROOT);
            return prose.contains("robust se")
                            || prose.contains("robust standard")
                            || prose.contains("clustered se")
                            || prose.contains("clustered standard")
                    ? Errors.ROBUST
                    : Errors.UNSAID;
        }
        return said.equals("classical") || said.equals("ols") || said.equals("homoskedastic")
                ? Errors.CLASSICAL
                : Errors.ROBUST;
    }

    // ---- the rest

    private List<Descriptive> descriptives(Map<?, ?> map) {
        List<Descriptive> read = new ArrayList<>();
        if (map.get("descriptives") instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> row) {
                    String name = text(row.get("variable"))
                            .or(() -> text(row.get("name")))
                            .orElse("variable " + (read.size() + 1));
                    String kind = text(row.get("kind")).orElse("").toLowerCase(Locale.ROOT);
                    read.add(new Descriptive(
                            name,
                            number(row.get("mean"), "mean of " + name),
                            number(row.get("sd"), "sd of " + name),
                            number(row.get("min"), "min of " + name),
                            number(row.get("max"), "max of " + name),
                            either(row, "N of " + name, "N", "n"),
                            switch (kind) {
                                case "count", "integer" -> ValueKind.COUNT;
                                case "binary", "dummy", "share" -> ValueKind.BINARY;
                                default -> ValueKind.CONTINUOUS;
                            },
                            Math.max(1, integer(row.get("items")).orElse(1))));
                }
            }
        }
        return read;
    }

    private static Optional<Sample> sample(Map<?, ?> map) {
        if (map.get("sample") instanceof Map<?, ?> sample) {
            return Optional.of(new Sample(
                    integer(sample.get("units")), integer(sample.get("periods")), integer(sample.get("used"))));
        }
        return Optional.empty();
    }

    private StarLegend legend(Map<?, ?> map) {
        if (map.get("star_legend") instanceof Map<?, ?> legend && !legend.isEmpty()) {
            List<StarLegend.Level> levels = new ArrayList<>();
            legend.forEach((mark, level) -> number(level, "star legend")
                    .ifPresent(p -> levels.add(new StarLegend.Level(String.valueOf(mark), p.number()))));
            if (!levels.isEmpty()) {
                return new StarLegend(levels, true);
            }
        }
        return StarLegend.ASSUMED;
    }

    // ---- small readers

    private void trouble(String message) {
        diagnostics.add(Diagnostic.of(
                SHAPE,
                path,
                message,
                "compare with the printed table and correct the claims file; the rest is audited"));
    }

    private void badNumber(String text, String place) {
        diagnostics.add(Diagnostic.of(
                NUMBER,
                path,
                "not a number: \"" + text + "\" (" + place + ")",
                "write the digits as printed, for example \".1658\"; leave out what is not printed"));
    }

    private static List<?> list(Map<?, ?> map, String... names) {
        for (String name : names) {
            if (map.get(name) instanceof List<?> list) {
                return list;
            }
        }
        return List.of();
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> texts.add(text(element).orElse("")));
        }
        return texts;
    }

    private List<Printed> numbers(List<?> list) {
        List<Printed> numbers = new ArrayList<>();
        list.forEach(element -> number(element, "list").ifPresent(numbers::add));
        return numbers;
    }

    private Optional<Printed> either(Map<?, ?> map, String place, String... names) {
        for (String name : names) {
            if (map.get(name) != null && !(map.get(name) instanceof List)) {
                return number(map.get(name), place);
            }
        }
        return Optional.empty();
    }

    private Optional<Printed> at(List<?> list, int index, String place) {
        return index >= 0 && index < list.size() ? number(list.get(index), place) : Optional.empty();
    }

    private static Optional<String> textAt(List<?> list, int index) {
        return index >= 0 && index < list.size() ? text(list.get(index)) : Optional.empty();
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof String string) {
            return Optional.of(string);
        }
        return value instanceof JsonTree.Digits number ? Optional.of(number.text()) : Optional.empty();
    }

    private static OptionalInt integer(@org.jspecify.annotations.Nullable Object value) {
        Optional<Printed> printed = text(value).flatMap(Printed::of);
        return printed.isPresent()
                        && printed.get().value().stripTrailingZeros().scale() <= 0
                        && Math.abs(printed.get().number()) < 1e9
                ? OptionalInt.of(printed.get().value().intValue())
                : OptionalInt.empty();
    }

    private static Optional<Printed> printed(Object value, int decimals) {
        Optional<Printed> printed = text(value).flatMap(Printed::of);
        return printed.map(p -> value instanceof JsonTree.Digits && decimals > p.decimals()
                ? new Printed(p.text(), p.value().setScale(decimals), decimals, p.below())
                : p);
    }

    private Optional<Printed> number(@org.jspecify.annotations.Nullable Object value, String place) {
        Optional<String> text = text(value);
        if (text.isEmpty() || text.get().isBlank()) {
            return Optional.empty();
        }
        Optional<Printed> printed = Printed.of(text.get());
        if (printed.isEmpty()) {
            badNumber(text.get(), place);
        }
        return printed;
    }
}
