package almanac.regression.design;

import almanac.model.Column;
import almanac.model.Frame;
import almanac.regression.formula.Expression;
import almanac.regression.numeric.DoubleDouble;
import almanac.regression.numeric.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions over all rows of a frame; missing in, missing out. */
final class Evaluator {
    private final Frame frame;
    private final Optional<Panel> panel;
    /** Rows outside the domain of a function, by what was computed. */
    private final Map<String, List<Integer>> outside = new LinkedHashMap<>();

    private final Map<String, Values> cache = new LinkedHashMap<>();

    Evaluator(Frame frame, Optional<Panel> panel) {
        this.frame = frame;
        this.panel = panel;
    }

    /** A column of numbers with its gaps. */
    record Values(Numbers numbers, boolean[] missing) {}

    Map<String, List<Integer>> outside() {
        return outside;
    }

    static Column column(Frame frame, String name) {
        return frame.column(name)
                .orElseThrow(() -> new Refusal(
                        Trouble.UNKNOWN_NAME,
                        "there is no column \"" + name + "\" in the data",
                        Nearest.hint(name, frame.names())));
    }

    Values evaluate(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return cache.computeIfAbsent(name.name(), this::read);
        }
        if (expression instanceof Expression.Literal number) {
            DoubleDouble value = DoubleDouble.of(number.value());
            double[] lo = new double[frame.rows()];
            Arrays.fill(lo, value.lo());
            return new Values(
                    new Numbers(Numbers.constant(frame.rows(), value.hi()).hi(), value.lo() == 0 ? null : lo),
                    new boolean[frame.rows()]);
        }
        if (expression instanceof Expression.Negative negative) {
            Values of = evaluate(negative.of());
            return new Values(of.numbers().with(of.numbers(), (value, same) -> value.negated()), of.missing());
        }
        if (expression instanceof Expression.Binary binary) {
            return binary(binary);
        }
        if (expression instanceof Expression.Call call) {
            return call(call);
        }
        throw new Refusal(
                Trouble.FORMULA,
                "quoted text or a named argument stands where a number is needed",
                "columns with unusual names go in `backquotes`");
    }

    private Values read(String name) {
        return numbers(column(frame, name));
    }

    /** The numbers of a column; text among them is refused with its row. */
    static Values numbers(Column column) {
        int rows = column.size();
        boolean[] missing = new boolean[rows];
        double[] hi = new double[rows];
        if (column instanceof Column.Doubles doubles) {
            for (int i = 0; i < rows; i++) {
                missing[i] = !doubles.present()[i];
                hi[i] = doubles.values()[i];
                if (!missing[i] && !Double.isFinite(hi[i])) {
                    throw infinite(column.name(), i);
                }
            }
            return new Values(Numbers.of(hi), missing);
        }
        if (column instanceof Column.Decimals decimals) {
            double[] lo = new double[rows];
            boolean any = false;
            for (int i = 0; i < rows; i++) {
                @Nullable BigDecimal value = decimals.values().get(i);
                missing[i] = value == null;
                if (value != null) {
                    DoubleDouble exact = DoubleDouble.of(value);
                    if (!Double.isFinite(exact.hi())) {
                        throw infinite(column.name(), i);
                    }
                    hi[i] = exact.hi();
                    lo[i] = exact.lo();
                    any |= lo[i] != 0;
                }
            }
            return new Values(new Numbers(hi, any ? lo : null), missing);
        }
        throw text((Column.Text) column);
    }

    private static Refusal infinite(String name, int row) {
        return new Refusal(
                Trouble.INFINITE,
                "column \"" + name + "\" is infinite in data row " + (row + 1) + " (line " + (row + 2) + ")",
                "correct the value, or leave the cell empty so that the row is left out");
    }

    private static Refusal text(Column.Text column) {
        List<String> where = new ArrayList<>();
        int others = 0;
        for (int i = 0; i < column.size(); i++) {
            String value = column.values().get(i).strip();
            if (value.isEmpty() || number(value)) {
                continue;
            }
            if (where.size() < 3) {
                where.add("data row " + (i + 1) + " (line " + (i + 2) + ") has \"" + value + "\"");
            } else {
                others++;
            }
        }
        return new Refusal(
                Trouble.TEXT_IN_NUMBERS,
                "column \"" + column.name() + "\" should hold numbers: " + String.join(", ", where)
                        + (others > 0 ? " and " + others + " more" : ""),
                "correct the cells, empty those that stand for no value, or use i(" + column.name()
                        + ") where it is a category");
    }

    private static boolean number(String value) {
        try {
            return Double.isFinite(new BigDecimal(value).doubleValue());
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static boolean[] either(boolean[] left, boolean[] right) {
        boolean[] both = left.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] |= right[i];
        }
        return both;
    }

    private Values binary(Expression.Binary binary) {
        Values left = evaluate(binary.left());
        if (binary.operator() == '^') {
            Optional<Integer> whole = whole(binary.right());
            if (whole.isPresent() && Math.abs(whole.get()) <= 64) {
                return finite("a power", new Values(left.numbers().power(whole.get()), left.missing()));
            }
        }
        Values right = evaluate(binary.right());
        boolean[] missing = either(left.missing(), right.missing());
        Numbers.Operation operation = switch (binary.operator()) {
            case '+' -> DoubleDouble::plus;
            case '-' -> DoubleDouble::minus;
            case '*' -> DoubleDouble::times;
            case '/' -> DoubleDouble::over;
            case '^' -> (base, exponent) -> DoubleDouble.of(Math.pow(base.hi(), exponent.hi()));
            default ->
                throw new Refusal(
                        Trouble.FORMULA, "a range such as 1:3 stands outside l() or f()", "write it as l(x, 1:3)");
        };
        String what = binary.operator() == '/' ? "a division by zero" : "an arithmetic overflow";
        return finite(what, new Values(left.numbers().with(right.numbers(), operation), missing));
    }

    /** Values that came out infinite or undefined become missing, and are remembered with their rows. */
    private Values finite(String what, Values values) {
        boolean[] missing = values.missing().clone();
        double[] hi = values.numbers().hi();
        for (int i = 0; i < hi.length; i++) {
            if (!missing[i] && !Double.isFinite(hi[i])) {
                missing[i] = true;
                outside.computeIfAbsent(what, key -> new ArrayList<>()).add(i);
            }
        }
        return new Values(values.numbers(), missing);
    }

    /** A whole number, where the expression is one. */
    static Optional<Integer> whole(Expression expression) {
        if (expression instanceof Expression.Negative negative) {
            return whole(negative.of()).map(value -> -value);
        }
        if (expression instanceof Expression.Literal number
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().abs().compareTo(BigDecimal.valueOf(100_000)) < 0) {
            return Optional.of(number.value().intValueExact());
        }
        return Optional.empty();
    }

    private static final List<String> FUNCTIONS = List.of(
            "I", "log", "ln", "log10", "log2", "log1p", "exp", "sqrt", "abs", "square", "l", "lag", "L", "f", "lead",
            "F", "d", "diff", "D", "scale", "center", "winsor", "i", "factor", "C", "csw", "csw0", "sw", "sw0");

    private Values call(Expression.Call call) {
        if (call.arguments().isEmpty()) {
            throw new Refusal(Trouble.FORMULA, call.function() + "() needs an argument", "for example log(x)");
        }
        Expression first = call.arguments().get(0);
        String shown = call.function() + "(" + String.join(", ", first.names()) + ")";
        return switch (call.function()) {
            case "I" -> evaluate(first);
            case "log", "ln" -> apply(shown, first, Math::log);
            case "log10" -> apply(shown, first, Math::log10);
            case "log2" -> apply(shown, first, x -> Math.log(x) / Math.log(2));
            case "log1p" -> apply(shown, first, Math::log1p);
            case "exp" -> apply(shown, first, Math::exp);
            case "sqrt" -> root(shown, first);
            case "abs" -> {
                Values of = evaluate(first);
                yield new Values(
                        of.numbers().with(of.numbers(), (v, same) -> v.hi() < 0 ? v.negated() : v), of.missing());
            }
            case "square" -> {
                Values of = evaluate(first);
                yield finite(shown, new Values(of.numbers().power(2), of.missing()));
            }
            case "l", "lag", "L" -> shifted(first, steps(call, 1));
            case "f", "lead", "F" -> shifted(first, -steps(call, 1));
            case "d", "diff", "D" -> differenced(first, steps(call, 1));
            case "scale", "center" -> scaled(first, call.function().equals("scale"));
            case "winsor" -> winsorised(call, first);
            default ->
                throw new Refusal(
                        Trouble.UNKNOWN_NAME,
                        "there is no function \"" + call.function() + "\" here",
                        Nearest.hint(call.function(), FUNCTIONS));
        };
    }

    private Values root(String shown, Expression of) {
        Values values = evaluate(of);
        return finite(
                shown, new Values(values.numbers().with(values.numbers(), (v, same) -> v.root()), values.missing()));
    }

    private Values apply(String shown, Expression argument, DoubleUnaryOperator function) {
        Values of = evaluate(argument);
        return finite(shown, new Values(of.numbers().map(function), of.missing()));
    }

    static int steps(Expression.Call call, int otherwise) {
        if (call.arguments().size() < 2) {
            return otherwise;
        }
        return whole(call.arguments().get(1))
                .orElseThrow(() -> new Refusal(
                        Trouble.FORMULA,
                        call.function() + "() needs a whole number of periods",
                        "for example " + call.function().toLowerCase(Locale.ROOT) + "(x, 2)"));
    }

    private int[] lagged(int steps) {
        if (panel.isPresent()) {
            return panel.get().lagged(steps);
        }
        throw new Refusal(
                Trouble.PANEL,
                "lags, leads and differences need to know the order of time",
                "name the columns with --time, and --entity in a panel");
    }

    private Values shifted(Expression of, int steps) {
        Values values = evaluate(of);
        int[] source = lagged(steps);
        boolean[] missing = new boolean[source.length];
        int[] from = source.clone();
        for (int i = 0; i < source.length; i++) {
            missing[i] = source[i] < 0 || values.missing()[source[i]];
            from[i] = Math.max(0, source[i]);
        }
        return new Values(values.numbers().rows(from), missing);
    }

    private Values differenced(Expression of, int steps) {
        Values now = evaluate(of);
        Values before = shifted(of, steps);
        return new Values(
                now.numbers().with(before.numbers(), DoubleDouble::minus), either(now.missing(), before.missing()));
    }

    private Values scaled(Expression of, boolean bySd) {
        Values values = evaluate(of);
        double[] present = present(values);
        double mean = Arrays.stream(present).average().orElse(0);
        double squares =
                Arrays.stream(present).map(v -> (v - mean) * (v - mean)).sum();
        double sd = bySd && present.length > 1 ? Math.sqrt(squares / (present.length - 1)) : 1;
        return finite("scale()", new Values(values.numbers().map(v -> (v - mean) / sd), values.missing()));
    }

    private Values winsorised(Expression.Call call, Expression of) {
        Values values = evaluate(of);
        double share = call.arguments().size() > 1 && call.arguments().get(1) instanceof Expression.Literal number
                ? number.value().doubleValue()
                : 0.01;
        double[] sorted = present(values);
        Arrays.sort(sorted);
        double low = Quantile.of(sorted, share);
        double high = Quantile.of(sorted, 1 - share);
        return new Values(values.numbers().map(v -> Math.max(low, Math.min(high, v))), values.missing());
    }

    private static double[] present(Values values) {
        double[] hi = values.numbers().hi();
        int count = 0;
        double[] present = new double[hi.length];
        for (int i = 0; i < hi.length; i++) {
            if (!values.missing()[i]) {
                present[count++] = hi[i];
            }
        }
        return Arrays.copyOf(present, count);
    }
}
