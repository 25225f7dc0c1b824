package almanac.regression.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic over columns: {@code log(gdp / people)}, {@code x^2}, {@code l(x, 2)}. */
public sealed interface Expression {
    /** A column. */
    record Name(String name) implements Expression {}

    /** A number, with its decimals. */
    record Literal(BigDecimal value) implements Expression {}

    /** Quoted text: a level's name. */
    record Quoted(String text) implements Expression {}

    /** Minus. */
    record Negative(Expression of) implements Expression {}

    /** One of {@code + - * / ^}. */
    record Binary(char operator, Expression left, Expression right) implements Expression {}

    /** A function of its arguments; {@code ref = 2000} is an argument of the kind {@link Option}. */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A named argument. */
    record Option(String name, Expression value) implements Expression {}

    /** The columns an expression reads, in order of appearance. */
    default List<String> names() {
        List<String> names = new ArrayList<>();
        if (this instanceof Name name) {
            names.add(name.name());
        } else if (this instanceof Negative negative) {
            names.addAll(negative.of().names());
        } else if (this instanceof Binary binary) {
            names.addAll(binary.left().names());
            names.addAll(binary.right().names());
        } else if (this instanceof Call call) {
            call.arguments().forEach(argument -> names.addAll(argument.names()));
        }
        return names;
    }
}
