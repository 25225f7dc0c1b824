package almanac.regression.design;

import almanac.model.Column;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.regression.formula.Expression;
import almanac.regression.formula.Formula;
import almanac.regression.formula.Term;
import almanac.regression.numeric.DoubleDouble;
import almanac.regression.numeric.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@link Sample} of a formula: evaluates every term on all rows (so that lags see rows that are themselves
 * incomplete), keeps the rows complete in everything, spreads factors over the levels that are left.
 */
public final class SampleBuilder {
    private static final List<String> FACTORS = List.of("i", "factor", "C");

    private final Frame frame;
    private final Optional<Panel> panel;
    private final Optional<Grouping> entity;
    private final Optional<Grouping> time;
    private final Evaluator evaluator;
    private final Map<String, boolean[]> missing = new LinkedHashMap<>();

    private SampleBuilder(Frame frame, ModelSpec spec) {
        this.frame = frame;
        this.entity = spec.entity().map(name -> group(name));
        this.time = spec.time().map(name -> group(name));
        this.panel = time.map(periods -> new Panel(
                entity.orElseGet(() -> new Grouping("", new int[frame.rows()], List.of("all"))),
                positions(periods, spec.time().orElse(""))));
        this.evaluator = new Evaluator(frame, panel);
    }

    /**
     * @param clusters columns the covariance groups by
     * @param restrict rows to consider, or null for all: how several models share one sample
     */
    public static Sample build(
            Frame frame, Formula formula, ModelSpec spec, List<String> clusters, boolean @Nullable [] restrict) {
        return new SampleBuilder(frame, spec).sample(formula, spec, clusters, restrict);
    }

    /** The numbers of a single term over the frame, with their gaps: for descriptives. */
    public static Column.Doubles column(Frame frame, Term term, ModelSpec spec) {
        SampleBuilder builder = new SampleBuilder(frame, spec);
        Evaluator.Values values = builder.evaluator.evaluate(term.factors().get(0));
        for (int i = 1; i < term.factors().size(); i++) {
            Evaluator.Values more = builder.evaluator.evaluate(term.factors().get(i));
            boolean[] gaps = values.missing().clone();
            for (int row = 0; row < gaps.length; row++) {
                gaps[row] |= more.missing()[row];
            }
            values = new Evaluator.Values(values.numbers().with(more.numbers(), DoubleDouble::times), gaps);
        }
        double[] numbers = values.numbers().hi().clone();
        boolean[] present = new boolean[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            present[i] = !values.missing()[i];
            numbers[i] = present[i] ? numbers[i] : 0;
        }
        return new Column.Doubles(term.text(), numbers, present);
    }

    /** The year itself where periods are numbers, else their rank among the labels. */
    private double[] positions(Grouping periods, String name) {
        double[] values = new double[frame.rows()];
        boolean numeric = !(Evaluator.column(frame, name) instanceof Column.Text);
        for (int i = 0; i < values.length; i++) {
            int code = periods.codes()[i];
            values[i] = numeric && !periods.labels().get(code).isEmpty()
                    ? Double.parseDouble(periods.labels().get(code))
                    : code;
        }
        return values;
    }

    /** Groups by a column; rows without a value get an empty label and are marked missing. */
    private Grouping group(String name) {
        Column column = Evaluator.column(frame, name);
        boolean[] gaps = new boolean[frame.rows()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = column.missing(i);
        }
        missing.put(name, gaps);
        if (column instanceof Column.Text text) {
            return Grouping.ofText(name, text.values());
        }
        Evaluator.Values values = Evaluator.numbers(column);
        return Grouping.ofNumbers(name, values.numbers().hi());
    }

    /** A factor of a term on all rows: numbers, or levels. */
    private record Part(Numbers numbers, @Nullable Grouping levels, String prefix, Optional<String> reference) {}

    private record Prepared(Term term, List<Part> parts) {}

    private Part part(Expression expression, String text) {
        if (expression instanceof Expression.Call call && FACTORS.contains(call.function())) {
            return levels(call, text);
        }
        if (expression instanceof Expression.Name name
                && Evaluator.column(frame, name.name()) instanceof Column.Text column
                && !mostlyNumbers(column)) {
            return new Part(Numbers.of(new double[0]), group(name.name()), name.name(), Optional.empty());
        }
        Evaluator.Values values = evaluator.evaluate(expression);
        missing.put(text, values.missing());
        return new Part(values.numbers(), null, text, Optional.empty());
    }

    private static boolean mostlyNumbers(Column.Text column) {
        int numbers = 0;
        int texts = 0;
        for (String value : column.values()) {
            if (value.isEmpty()) {
                continue;
            }
            char first = value.charAt(value.length() - 1);
            if (Character.isDigit(first) || first == '.') {
                numbers++;
            } else {
                texts++;
            }
        }
        return numbers > texts;
    }

    private Part levels(Expression.Call call, String text) {
        if (call.arguments().isEmpty() || !(call.arguments().get(0) instanceof Expression.Name name)) {
            throw new Refusal(Trouble.FORMULA, call.function() + "() needs a column", "for example i(year)");
        }
        Optional<String> reference = Optional.empty();
        for (Expression argument : call.arguments()) {
            if (argument instanceof Expression.Option option && option.name().equals("ref")) {
                reference = Optional.of(
                        option.value() instanceof Expression.Quoted quoted
                                ? quoted.text()
                                : option.value() instanceof Expression.Literal number
                                        ? Grouping.label(number.value().doubleValue())
                                        : String.join("", option.value().names()));
            }
        }
        Grouping grouping = group(name.name());
        if (reference.isPresent() && !grouping.labels().contains(reference.get())) {
            throw new Refusal(
                    Trouble.UNKNOWN_NAME,
                    "\"" + name.name() + "\" has no level \"" + reference.get() + "\"",
                    Nearest.hint(reference.get(), grouping.labels()));
        }
        String prefix = call.function().equals("i") ? name.name() + "::" : text;
        return new Part(Numbers.of(new double[0]), grouping, prefix, reference);
    }

    /** l(x, 1:3) stands for three terms; i(a, x) for i(a):x. */
    private static List<Term> expanded(Term term) {
        List<Term> terms = new ArrayList<>();
        if (term.factors().size() == 1 && term.factors().get(0) instanceof Expression.Call call) {
            if (call.arguments().size() > 1
                    && call.arguments().get(1) instanceof Expression.Binary range
                    && range.operator() == ':') {
                int from = Evaluator.whole(range.left()).orElse(0);
                int to = Evaluator.whole(range.right()).orElse(0);
                String of = term.text().substring(0, term.text().lastIndexOf(','));
                for (int step = from; step <= to; step++) {
                    terms.add(new Term(
                            of + ", " + step + ")",
                            List.of(new Expression.Call(
                                    call.function(),
                                    List.of(
                                            call.arguments().get(0),
                                            new Expression.Literal(java.math.BigDecimal.valueOf(step)))))));
                }
                return terms;
            }
            if (call.function().equals("i")
                    && call.arguments().size() > 1
                    && call.arguments().get(1) instanceof Expression.Name) {
                List<Expression> rest = new ArrayList<>(call.arguments());
                Expression with = rest.remove(1);
                return List.of(new Term(term.text(), List.of(new Expression.Call("i", rest), with)));
            }
        }
        return List.of(term);
    }

    private List<Prepared> prepare(List<Term> terms) {
        List<Prepared> prepared = new ArrayList<>();
        for (Term written : terms) {
            for (Term term : expanded(written)) {
                List<Part> parts = new ArrayList<>();
                for (Expression factor : term.factors()) {
                    parts.add(part(factor, term.factors().size() == 1 ? term.text() : shown(factor, term)));
                }
                prepared.add(new Prepared(term, parts));
            }
        }
        return prepared;
    }

    private static String shown(Expression factor, Term term) {
        if (factor instanceof Expression.Name name) {
            return name.name();
        }
        int index = term.factors().indexOf(factor);
        String[] pieces = term.text().split(":");
        return pieces.length == term.factors().size() ? pieces[index] : term.text();
    }

    private Sample sample(Formula formula, ModelSpec spec, List<String> clusterNames, boolean @Nullable [] restrict) {
        List<Prepared> terms = prepare(formula.terms());
        List<Prepared> endogenous = prepare(formula.endogenous());
        List<Prepared> instruments = prepare(formula.instruments());
        Part response =
                part(formula.response().factors().get(0), formula.response().text());
        if (response.levels() != null || formula.response().factors().size() > 1) {
            Column column =
                    frame.column(response.prefix()).orElse(frame.columns().get(0));
            throw new Refusal(
                    Trouble.TEXT_IN_NUMBERS,
                    "the dependent variable \"" + formula.response().text() + "\" is not a column of numbers"
                            + (column instanceof Column.Text text && text.size() > 0
                                    ? ": data row 1 (line 2) has \""
                                            + text.values().get(0) + "\""
                                    : ""),
                    "the left side needs numbers");
        }
        List<Grouping> effects = new ArrayList<>();
        for (List<String> names : formula.effects()) {
            Grouping grouping = group(names.get(0));
            for (String more : names.subList(1, names.size())) {
                grouping = grouping.crossed(group(more));
            }
            effects.add(grouping);
        }
        Map<String, Grouping> clusters = new TreeMap<>();
        for (String name : clusterNames) {
            clusters.put(name, group(name));
        }
        Optional<Numbers> weights = spec.weights().map(name -> {
            Evaluator.Values values = evaluator.evaluate(new Expression.Name(name));
            missing.put(name, values.missing());
            return values.numbers();
        });
        List<Fit.Dropped> dropped = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        int[] rows = complete(restrict, dropped, diagnostics);
        weights.ifPresent(w -> checkWeights(w, rows, spec.weights().orElse("")));

        Map<String, Grouping> fewClusters = new TreeMap<>();
        clusters.forEach((name, grouping) -> fewClusters.put(name, grouping.rows(rows)));
        List<Regressor> regressors = new ArrayList<>();
        boolean absorbing = !effects.isEmpty() || spec.estimator().startsWith("fe");
        if (formula.constant()) {
            regressors.add(new Regressor(Regressor.CONSTANT, Numbers.constant(rows.length, 1)));
        }
        boolean reference = formula.constant() || absorbing;
        for (Prepared term : terms) {
            regressors.addAll(spread(term, rows, reference));
            reference |= term.parts().size() == 1 && term.parts().get(0).levels() != null;
        }
        List<Regressor> instrumented = new ArrayList<>();
        endogenous.forEach(term -> instrumented.addAll(spread(term, rows, true)));
        List<Regressor> excluded = new ArrayList<>();
        instruments.forEach(term -> excluded.addAll(spread(term, rows, true)));
        return new Sample(
                frame,
                formula,
                rows,
                response.numbers().rows(rows),
                formula.constant(),
                regressors,
                instrumented,
                excluded,
                effects.stream().map(e -> e.rows(rows)).toList(),
                entity.map(e -> e.rows(rows)),
                time.map(t -> t.rows(rows)),
                panel.map(p -> p.rows(rows)),
                weights.map(w -> w.rows(rows).hi()),
                fewClusters,
                dropped,
                diagnostics);
    }

    private static void checkWeights(Numbers weights, int[] rows, String name) {
        for (int row : rows) {
            if (!(weights.hi()[row] > 0)) {
                throw new Refusal(
                        Trouble.WEIGHTS,
                        "the weight \"" + name + "\" is not positive in data row " + (row + 1) + " (line " + (row + 2)
                                + ")",
                        "weights must be above zero; leave the cell empty to leave the row out");
            }
        }
    }

    private int[] complete(boolean @Nullable [] restrict, List<Fit.Dropped> dropped, List<Diagnostic> diagnostics) {
        int[] rows = new int[frame.rows()];
        int count = 0;
        Map<String, Integer> causes = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            if (restrict != null && !restrict[i]) {
                dropped.add(new Fit.Dropped("row", i + 1, unit(i), "not in the sample common to all models"));
                continue;
            }
            Set<String> gaps = new LinkedHashSet<>();
            for (Map.Entry<String, boolean[]> entry : missing.entrySet()) {
                if (entry.getValue()[i]) {
                    gaps.add(entry.getKey());
                    causes.merge(entry.getKey(), 1, Integer::sum);
                }
            }
            if (gaps.isEmpty()) {
                rows[count++] = i;
            } else {
                dropped.add(new Fit.Dropped("row", i + 1, unit(i), "no value: " + String.join(", ", gaps)));
            }
        }
        evaluator
                .outside()
                .forEach((what, where) -> diagnostics.add(Trouble.of(
                        Trouble.OUTSIDE_DOMAIN,
                        what + " has no value in " + listed(where)
                                + (where.size() == 1 ? ": the row is" : ": these rows are") + " left out",
                        "look at the rows; log1p(x) or log(x + 1) keeps zeros, but changes the model")));
        if (count == 0) {
            String most = causes.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue())
                    .map(e -> ": \"" + e.getKey() + "\" has none in " + e.getValue() + " of " + frame.rows())
                    .orElse("");
            throw new Refusal(
                    Trouble.TOO_FEW_ROWS,
                    frame.rows() == 0 ? "the data have no rows" : "no row has a value for every variable" + most,
                    "look at the columns named, or take the emptiest variable out of the formula");
        }
        if (count < rows.length && causes.size() > 0) {
            diagnostics.add(Trouble.of(
                    Trouble.INCOMPLETE_ROWS,
                    (rows.length - count) + " of " + rows.length + " rows left out, no value: "
                            + String.join(
                                    ", ",
                                    causes.entrySet().stream()
                                            .filter(e -> e.getValue() > 0)
                                            .map(e -> e.getKey() + " " + e.getValue())
                                            .toList()),
                    "\"dropped\" in the JSON lists each row"));
        }
        return Arrays.copyOf(rows, count);
    }

    private String unit(int row) {
        return entity.map(e -> e.labels().get(e.codes()[row])).orElse("")
                + time.map(t -> (entity.isPresent() ? " " : "") + t.labels().get(t.codes()[row]))
                        .orElse("");
    }

    private static String listed(List<Integer> rows) {
        List<String> first =
                rows.stream().limit(8).map(row -> Integer.toString(row + 1)).toList();
        return (rows.size() == 1 ? "data row " : "data rows ")
                + String.join(", ", first)
                + (rows.size() > 8 ? " and " + (rows.size() - 8) + " more" : "");
    }

    /** The columns of a term: one, or one for each level of its factors but the reference. */
    private List<Regressor> spread(Prepared term, int[] rows, boolean reference) {
        List<Regressor> columns = new ArrayList<>();
        columns.add(new Regressor("", Numbers.constant(rows.length, 1)));
        boolean plain = term.parts().size() == 1;
        for (Part part : term.parts()) {
            List<Regressor> next = new ArrayList<>();
            if (part.levels() == null) {
                Numbers own = part.numbers().rows(rows);
                for (Regressor column : columns) {
                    next.add(new Regressor(
                            joined(column.term(), part.prefix()),
                            columns.size() == 1 && column.term().isEmpty()
                                    ? own
                                    : column.values().with(own, DoubleDouble::times)));
                }
                columns = next;
                continue;
            }
            Grouping levels = part.levels().rows(rows);
            if (levels.groups() < 2) {
                throw new Refusal(
                        Trouble.ONE_LEVEL,
                        "the factor \"" + term.term().text() + "\" has one level in the sample: "
                                + levels.labels().get(0),
                        "take it out of the formula");
            }
            String skipped = part.reference().orElse(levels.labels().get(0));
            for (Regressor column : columns) {
                for (int level = 0; level < levels.groups(); level++) {
                    boolean base = levels.labels().get(level).equals(skipped);
                    if (base && (plain && reference || part.reference().isPresent())) {
                        continue;
                    }
                    double[] dummy = new double[rows.length];
                    for (int i = 0; i < dummy.length; i++) {
                        dummy[i] = levels.codes()[i] == level ? 1 : 0;
                    }
                    next.add(new Regressor(
                            joined(
                                    column.term(),
                                    part.prefix() + levels.labels().get(level)),
                            column.term().isEmpty()
                                    ? Numbers.of(dummy)
                                    : column.values().with(Numbers.of(dummy), DoubleDouble::times)));
                }
            }
            columns = next;
        }
        return plain && term.parts().get(0).levels() == null
                ? List.of(new Regressor(term.term().text(), columns.get(0).values()))
                : columns;
    }

    private static String joined(String left, String right) {
        return left.isEmpty() ? right : left + ":" + right;
    }
}
