package almanac.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A formula of a study, parsed: {@code log(gdp / population)}, {@code lq(hightech, gdp)}, {@code growth(gdp)}.
 *
 * <pre>
 * sum      = product { ("+" | "-") product }
 * product  = power { ("*" | "/") power }
 * power    = unary [ "^" power ]
 * unary    = [ "-" ] atom
 * atom     = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
 * </pre>
 *
 * Functions: see {@link #FUNCTIONS}. Names are variables of the study.
 */
public sealed interface Formula {
    /** The functions of the language and how many arguments each takes (at least, at most). */
    Map<String, int[]> FUNCTIONS = Map.ofEntries(
            Map.entry("log", new int[] {1, 1}),
            Map.entry("exp", new int[] {1, 1}),
            Map.entry("sqrt", new int[] {1, 1}),
            Map.entry("abs", new int[] {1, 1}),
            Map.entry("lag", new int[] {1, 2}),
            Map.entry("lead", new int[] {1, 2}),
            Map.entry("diff", new int[] {1, 2}),
            Map.entry("growth", new int[] {1, 1}),
            Map.entry("nation", new int[] {1, 1}),
            Map.entry("share", new int[] {1, 1}),
            Map.entry("lq", new int[] {2, 2}),
            Map.entry("chain", new int[] {2, 2}),
            Map.entry("deflate", new int[] {3, 3}));

    /** A written number. */
    record Constant(double value) implements Formula {}

    /** A variable at the region and year in hand. */
    record Name(String name) implements Formula {}

    /** A function; see {@link #FUNCTIONS}. */
    record Call(String function, List<Formula> arguments) implements Formula {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code left operator right}, the operator one of {@code + - * / ^}. */
    record Binary(char operator, Formula left, Formula right) implements Formula {}

    /** {@code -operand}. */
    record Negation(Formula operand) implements Formula {}

    /** The names of the variables it mentions, sorted. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collectNames(this, names);
        return names;
    }

    private static void collectNames(Formula formula, Set<String> names) {
        if (formula instanceof Name name) {
            names.add(name.name());
        } else if (formula instanceof Call call) {
            call.arguments().forEach(argument -> collectNames(argument, names));
        } else if (formula instanceof Binary binary) {
            collectNames(binary.left(), names);
            collectNames(binary.right(), names);
        } else if (formula instanceof Negation negation) {
            collectNames(negation.operand(), names);
        }
    }

    /** Parses a formula. */
    static Formula parse(String text) throws FormulaSyntaxException {
        return new Parser(text).parse();
    }

    /** A formula that could not be parsed; the message shows the place with a caret. */
    final class FormulaSyntaxException extends Exception {
        private static final long serialVersionUID = 1;

        FormulaSyntaxException(String text, int at, String what) {
            super(what + "\n  " + text + "\n  " + " ".repeat(Math.max(0, Math.min(at, text.length()))) + "^");
        }
    }

    /** Recursive descent; nesting is bounded because formulas come from files. */
    final class Parser {
        private static final int DEEPEST = 100;
        private final String text;
        private int at;
        private int depth;

        private Parser(String text) {
            this.text = text;
        }

        private Formula parse() throws FormulaSyntaxException {
            Formula formula = sum();
            skipBlanks();
            if (at < text.length()) {
                throw new FormulaSyntaxException(text, at, "expected an operator or the end of the formula");
            }
            return formula;
        }

        private Formula sum() throws FormulaSyntaxException {
            if (++depth > DEEPEST) {
                throw new FormulaSyntaxException(text, at, "the formula is nested more than " + DEEPEST + " deep");
            }
            Formula left = product();
            while (true) {
                if (take('+')) {
                    left = new Binary('+', left, product());
                } else if (take('-')) {
                    left = new Binary('-', left, product());
                } else {
                    depth--;
                    return left;
                }
            }
        }

        private Formula product() throws FormulaSyntaxException {
            Formula left = power();
            while (true) {
                if (take('*')) {
                    left = new Binary('*', left, power());
                } else if (take('/')) {
                    left = new Binary('/', left, power());
                } else {
                    return left;
                }
            }
        }

        private Formula power() throws FormulaSyntaxException {
            if (++depth > DEEPEST) {
                throw new FormulaSyntaxException(text, at, "the formula is nested more than " + DEEPEST + " deep");
            }
            Formula result;
            if (take('-')) {
                result = new Negation(power());
            } else {
                Formula base = atom();
                result = take('^') ? new Binary('^', base, power()) : base;
            }
            depth--;
            return result;
        }

        private Formula atom() throws FormulaSyntaxException {
            skipBlanks();
            if (take('(')) {
                Formula inner = sum();
                expect(')');
                return inner;
            }
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            if (at > start) {
                int exponent = at;
                if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
                    at++;
                    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                        at++;
                    }
                    int digits = at;
                    while (at < text.length() && Character.isDigit(text.charAt(at))) {
                        at++;
                    }
                    if (at == digits) {
                        at = exponent;
                    }
                }
                try {
                    return new Constant(Double.parseDouble(text.substring(start, at)));
                } catch (NumberFormatException e) {
                    throw new FormulaSyntaxException(text, start, "not a number");
                }
            }
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '_'
                            || text.charAt(at) == '.')) {
                at++;
            }
            if (at == start) {
                throw new FormulaSyntaxException(text, at, "expected a number, a variable or a function");
            }
            String name = text.substring(start, at);
            if (!take('(')) {
                return new Name(name);
            }
            int[] arity = FUNCTIONS.get(name);
            if (arity == null) {
                throw new FormulaSyntaxException(
                        text, start, "no function \"" + name + "\"; there are " + new TreeSet<>(FUNCTIONS.keySet()));
            }
            List<Formula> arguments = new ArrayList<>();
            do {
                arguments.add(sum());
            } while (take(','));
            expect(')');
            if (arguments.size() < arity[0] || arguments.size() > arity[1]) {
                throw new FormulaSyntaxException(
                        text,
                        start,
                        name + " takes " + arity[0] + (arity[1] > arity[0] ? " or " + arity[1] : "")
                                + " arguments, not " + arguments.size());
            }
            return new Call(name, arguments);
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean take(char wanted) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char wanted) throws FormulaSyntaxException {
            if (!take(wanted)) {
                throw new FormulaSyntaxException(text, at, "expected '" + wanted + "'");
            }
        }
    }
}
