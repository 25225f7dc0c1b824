package almanac.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the library of the command line says of a misuse, in the words of the other messages. */
final class UsageWords {
    /** A form of its messages and ours; groups are those of the form. */
    private record Form(Pattern theirs, String ours) {
        Form(String theirs, String ours) {
            this(Pattern.compile(theirs, Pattern.DOTALL), ours);
        }
    }

    private static final String NAMED =
            "(?:option|parameter|positional parameter at index \\S+) \\(?'?([^')]+)'?\\)?" + "(?: \\([^)]*\\))?";

    private static final List<Form> FORMS = List.of(
            new Form("Missing required parameters?: (.*)", "$1 is missing"),
            new Form("Missing required options?: (.*)", "needs $1"),
            new Form("Missing required options? and parameters?: (.*)", "needs $1"),
            new Form("Missing required parameter for option '([^']+)' \\((.*)\\)", "$1 is to be followed by $2"),
            new Form("Unknown options?: (.*)", "there is no option $1"),
            new Form("Unmatched arguments? (?:at|from) index \\d+: (.*)", "too much, or misspelled: $1"),
            new Form("option '([^']+)'(?: \\([^)]*\\))? should be specified only once", "$1 was given twice"),
            new Form(
                    "option '([^']+)' at index \\d+ \\((.*)\\) requires at least (\\d+) values, but (?:only (\\d+) were|none were) specified.*",
                    "$1 is to be followed by $2"),
            new Form(
                    "Value for option option '([^']+)' \\(([^)]*)\\) should be in .* format but was (.*)",
                    "$1 wants $2, not $3"),
            new Form(
                    "Invalid value for " + NAMED
                            + ": expected one of \\[?([^]]*?)]?(?: \\(case-insensitive\\))? but was '(.*)'",
                    "$1 is one of $2, not \"$3\""),
            new Form(
                    "Invalid value for " + NAMED + ": '(.*)' is not an? (?:int|long|Integer|Long|whole number)",
                    "$1 wants a whole number, not \"$2\""),
            new Form(
                    "Invalid value for " + NAMED + ": '(.*)' is not an? (?:double|Double|float|number)",
                    "$1 wants a number, not \"$2\""),
            new Form("Invalid value for " + NAMED + ": (.*)", "$1: $2"));

    private UsageWords() {}

    /** The message for a misuse of this command. */
    static String of(String message, String command) {
        for (Form form : FORMS) {
            Matcher found = form.theirs().matcher(message);
            if (found.matches()) {
                String text = form.ours();
                for (int i = found.groupCount(); i >= 1; i--) {
                    text = text.replace("$" + i, unquoted(String.valueOf(found.group(i))));
                }
                boolean unknown = form.ours().startsWith("too much") && command.equals("almanac");
                return unknown
                        ? "there is no command " + unquoted(found.group(1).split(", ")[0])
                        : text;
            }
        }
        return message;
    }

    /** Without quotes; names of constants in small letters. */
    private static String unquoted(String text) {
        String bare = text.replace("'", "").strip();
        return bare.matches("[A-Z_]+(, [A-Z_]+)+") ? bare.toLowerCase(Locale.ROOT) : bare;
    }
}
