package almanac.regression.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code y ~ x1 + log(x2) + i(year) + x1:x2 | firm + year}, {@code y ~ x + (endogenous ~ z1 + z2)} and the
 * stepwise {@code csw(x1, x2)}, which gives several formulas.
 *
 * <p>By recursive descent; the grammar:
 *
 * <pre>
 * formula := term "~" sum [ "|" effects ] [ "|" sum "~" sum ]
 * sum     := [ "-" ] item { ("+" | "-") item }      item "0" drops the constant, "- item" takes a term out
 * item    := "(" sum "~" sum ")" | stepwise "(" sum { "," sum } ")" | product
 * product := group { "*" group }                    a*b is a + b + a:b
 * group   := power { ":" power }
 * </pre>
 *
 * Inside a call, {@code * / ^ + -} are arithmetic.
 */
public final class FormulaParser {
    private static final List<String> STEPWISE = List.of("csw", "csw0", "sw", "sw0");

    private final String text;
    private int at;

    private FormulaParser(String text) {
        this.text = text;
    }

    /** The formulas a text stands for: one, or one for each step of {@code sw} and {@code csw}. */
    public static List<Formula> parse(String text) {
        return new FormulaParser(text).formulas(false);
    }

    /** The same where what stands behind the bar are R's instruments: {@code y ~ x | z1 + z2}. */
    public static List<Formula> parseInstrumental(String text) {
        return new FormulaParser(text).formulas(true);
    }

    /** A single term such as {@code log(gdp)}. */
    public static Term term(String text) {
        FormulaParser parser = new FormulaParser(text);
        List<Term> terms = parser.product();
        parser.end();
        if (terms.size() != 1) {
            throw new FormulaTrouble("\"" + text + "\" is more than one term");
        }
        return terms.get(0);
    }

    /** A sum with what it says about the constant and the steps in it. */
    private static final class Sum {
        private boolean constant = true;
        private final Map<String, Term> terms = new LinkedHashMap<>();
        private final List<Term> endogenous = new ArrayList<>();
        private final List<Term> instruments = new ArrayList<>();
        /** Alternatives for the stepwise part, empty where there is none. */
        private List<List<Term>> steps = List.of();

        private int stepsAt;
    }

    private List<Formula> formulas(boolean instrumental) {
        List<Term> left = product();
        if (left.size() != 1) {
            throw trouble("one dependent variable");
        }
        expect('~');
        Sum right = sum();
        List<List<String>> effects = new ArrayList<>();
        List<Term> repeated = new ArrayList<>();
        while (peek() == '|') {
            at++;
            int start = at;
            if (instrumental) {
                repeated.addAll(sum().terms.values());
                continue;
            }
            int tilde = text.indexOf('~', start);
            int bar = text.indexOf('|', start);
            if (tilde >= 0 && (bar < 0 || tilde < bar)) {
                right.endogenous.addAll(sum().terms.values());
                expect('~');
                right.instruments.addAll(sum().terms.values());
            } else {
                effects.addAll(effects());
            }
        }
        end();
        if (!repeated.isEmpty()) {
            instrument(right, repeated);
        }
        List<List<Term>> variants = right.steps.isEmpty() ? List.of(List.<Term>of()) : right.steps;
        List<Formula> formulas = new ArrayList<>();
        for (List<Term> step : variants) {
            List<Term> terms = new ArrayList<>(right.terms.values());
            terms.addAll(Math.min(right.stepsAt, terms.size()), step);
            String written = right.steps.isEmpty() ? text.strip() : written(left.get(0), terms, right, effects);
            formulas.add(new Formula(
                    written, left.get(0), right.constant, terms, effects, right.endogenous, right.instruments));
        }
        return formulas;
    }

    /** R's form: regressors that are not among the instruments are endogenous. */
    private static void instrument(Sum right, List<Term> instruments) {
        List<String> names = instruments.stream().map(Term::text).toList();
        for (Term term : List.copyOf(right.terms.values())) {
            if (!names.contains(term.text())) {
                right.endogenous.add(term);
                right.terms.remove(term.text());
            }
        }
        for (Term term : instruments) {
            if (!right.terms.containsKey(term.text())) {
                right.instruments.add(term);
            }
        }
    }

    private static String written(Term response, List<Term> terms, Sum sum, List<List<String>> effects) {
        List<String> parts = new ArrayList<>();
        if (!sum.constant) {
            parts.add("0");
        }
        terms.forEach(term -> parts.add(term.text()));
        if (!sum.endogenous.isEmpty()) {
            parts.add("("
                    + String.join(" + ", sum.endogenous.stream().map(Term::text).toList()) + " ~ "
                    + String.join(
                            " + ", sum.instruments.stream().map(Term::text).toList()) + ")");
        }
        String all = response.text() + " ~ " + (parts.isEmpty() ? "1" : String.join(" + ", parts));
        return effects.isEmpty()
                ? all
                : all + " | "
                        + String.join(
                                " + ",
                                effects.stream().map(e -> String.join("^", e)).toList());
    }

    private List<List<String>> effects() {
        List<List<String>> effects = new ArrayList<>();
        do {
            if (peek() == '0') {
                at++;
                continue;
            }
            List<String> effect = new ArrayList<>();
            effect.add(name());
            while (peek() == '^') {
                at++;
                effect.add(name());
            }
            effects.add(effect);
        } while (take('+'));
        return effects;
    }

    private Sum sum() {
        Sum sum = new Sum();
        boolean minus = take('-');
        do {
            skip();
            int start = at;
            if (peek() == '0' && single()) {
                at++;
                sum.constant = minus;
            } else if (peek() == '1' && single()) {
                at++;
                sum.constant = !minus;
            } else if (peek() == '(') {
                if (!instrumented(sum)) {
                    at = start;
                    add(sum, product(), minus);
                }
            } else if (stepwise(sum)) {
                if (minus) {
                    throw trouble("a plus before the steps");
                }
            } else {
                add(sum, product(), minus);
            }
            if (take('+')) {
                minus = false;
            } else if (take('-')) {
                minus = true;
            } else {
                return sum;
            }
        } while (true);
    }

    /** Whether the digit here stands alone. */
    private boolean single() {
        int next = at + 1;
        return next >= text.length() || " +-|)~,\t\n".indexOf(text.charAt(next)) >= 0;
    }

    private static void add(Sum sum, List<Term> terms, boolean minus) {
        for (Term term : terms) {
            if (minus) {
                sum.terms.remove(term.text());
            } else {
                sum.terms.putIfAbsent(term.text(), term);
            }
        }
    }

    private boolean instrumented(Sum sum) {
        int depth = 0;
        boolean tilde = false;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            tilde |= c == '~' && depth == 1;
            if (depth == 0) {
                break;
            }
        }
        if (!tilde) {
            return false;
        }
        expect('(');
        sum.endogenous.addAll(sum().terms.values());
        expect('~');
        sum.instruments.addAll(sum().terms.values());
        expect(')');
        return true;
    }

    private boolean stepwise(Sum sum) {
        int start = at;
        String word = word();
        if (!STEPWISE.contains(word.toLowerCase(Locale.ROOT)) || peek() != '(') {
            at = start;
            return false;
        }
        if (!sum.steps.isEmpty()) {
            throw trouble("only one sw() or csw() in a formula");
        }
        expect('(');
        List<List<Term>> choices = new ArrayList<>();
        do {
            choices.add(new ArrayList<>(sum().terms.values()));
        } while (take(','));
        expect(')');
        List<List<Term>> steps = new ArrayList<>();
        if (word.endsWith("0")) {
            steps.add(List.of());
        }
        List<Term> sofar = new ArrayList<>();
        for (List<Term> choice : choices) {
            sofar.addAll(choice);
            steps.add(word.startsWith("c") ? List.copyOf(sofar) : choice);
        }
        sum.steps = steps;
        sum.stepsAt = sum.terms.size();
        return true;
    }

    private List<Term> product() {
        List<Term> terms = new ArrayList<>(List.of(group()));
        while (take('*')) {
            Term right = group();
            List<Term> more = new ArrayList<>();
            for (Term left : terms) {
                List<Expression> factors = new ArrayList<>(left.factors());
                factors.addAll(right.factors());
                more.add(new Term(left.text() + ":" + right.text(), factors));
            }
            terms.add(right);
            terms.addAll(more);
        }
        return terms;
    }

    private Term group() {
        skip();
        int start = at;
        List<Expression> factors = new ArrayList<>(List.of(quotient()));
        while (take(':')) {
            factors.add(quotient());
        }
        return new Term(
                text.substring(start, at).strip().replaceAll("\\s+", " ").replaceAll(" ?: ?", ":"), factors);
    }

    private Expression quotient() {
        Expression left = power();
        while (peek() == '/') {
            at++;
            left = new Expression.Binary('/', left, power());
        }
        return left;
    }

    private Expression arithmetic() {
        Expression left = multiplied();
        while (peek() == '+' || peek() == '-') {
            char operator = text.charAt(at++);
            left = new Expression.Binary(operator, left, multiplied());
        }
        return left;
    }

    private Expression multiplied() {
        Expression left = power();
        while (peek() == '*' || peek() == '/') {
            char operator = text.charAt(at++);
            left = new Expression.Binary(operator, left, power());
        }
        return left;
    }

    private Expression power() {
        if (take('-')) {
            return new Expression.Negative(power());
        }
        Expression base = primary();
        if (peek() == '^' || text.startsWith("**", skipped())) {
            at += text.charAt(at) == '^' ? 1 : 2;
            return new Expression.Binary('^', base, power());
        }
        return base;
    }

    private int skipped() {
        skip();
        return at;
    }

    private Expression primary() {
        char c = peek();
        if (c == '(') {
            at++;
            Expression inner = arithmetic();
            expect(')');
            return inner;
        }
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw trouble("a closing " + c);
            }
            String quoted = text.substring(at + 1, end);
            at = end + 1;
            return new Expression.Quoted(quoted);
        }
        if (Character.isDigit(c) || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            return new Expression.Literal(number());
        }
        boolean quotedName = c == '`';
        String name = name();
        if (quotedName || peek() != '(') {
            return new Expression.Name(name);
        }
        expect('(');
        List<Expression> arguments = new ArrayList<>();
        if (peek() != ')') {
            do {
                arguments.add(argument());
            } while (take(','));
        }
        expect(')');
        return new Expression.Call(name, arguments);
    }

    private Expression argument() {
        int start = at;
        skip();
        if (at < text.length() && nameStart(text.charAt(at))) {
            String word = word();
            if (peek() == '=') {
                at++;
                return new Expression.Option(word, arithmetic());
            }
        }
        at = start;
        Expression from = arithmetic();
        if (peek() == ':') {
            // l(x, 1:3): a range of whole numbers
            at++;
            return new Expression.Binary(':', from, arithmetic());
        }
        return from;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int mark = at++;
            if (at < text.length() && "+-".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at < text.length() && Character.isDigit(text.charAt(at))) {
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
            } else {
                at = mark;
            }
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException notANumber) {
            throw trouble("a number instead of \"" + text.substring(start, at) + "\"");
        }
    }

    private String name() {
        if (peek() == '`') {
            int end = text.indexOf('`', at + 1);
            if (end < 0) {
                throw trouble("a closing `");
            }
            String name = text.substring(at + 1, end);
            at = end + 1;
            return name;
        }
        String word = word();
        if (word.isEmpty()) {
            throw trouble("a name");
        }
        return word;
    }

    private static boolean nameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '.' || c > 0x2e7f;
    }

    private String word() {
        skip();
        int start = at;
        while (at < text.length() && (nameStart(text.charAt(at)) || at > start && Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        skip();
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
        if (peek() == c && !(c == '*' && text.startsWith("**", at))) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw trouble("\"" + c + "\"");
        }
    }

    private void end() {
        if (peek() != '\0') {
            throw trouble("the end");
        }
    }

    private FormulaTrouble trouble(String expected) {
        skip();
        String met =
                at < text.length() ? "\"" + text.substring(at, Math.min(text.length(), at + 12)) + "\"" : "the end";
        return new FormulaTrouble("the formula \"" + text.strip() + "\" was not understood at character " + (at + 1)
                + ": " + met + " where " + expected + " was expected");
    }
}
