package almanac.warehouse;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the database refuses a statement, in the words of the other messages.
 *
 * @param message what is wrong, then the line of the statement and a caret under the place, where it is known
 * @param hint what to do
 */
record SqlRefusal(String message, String hint) {
    private static final String WHERE_NAMES_STAND = "tables and columns: almanac schema";
    private static final Pattern KIND = Pattern.compile("^\\s*(?:[A-Z][A-Za-z]+ )+Error: ");
    private static final Pattern PLACE = Pattern.compile("(?m)^LINE (\\d+): (.*)\\R( *)\\^");
    private static final Pattern CANDIDATES = Pattern.compile("(?m)^Candidate (?:bindings|functions|tables): (.+)$");
    private static final Pattern MEANT = Pattern.compile("(?m)^Did you mean (.+?)\\??$");
    /** Columns of the excerpt before and behind the place, so that it fits a terminal with its indent. */
    private static final int BEFORE = 44;

    private static final int BEHIND = 30;
    /** What a statement is wrapped in where its result goes to a file. */
    private static final String COPY = "COPY (";

    /** A form of the database's words, ours, and a hint where there is a better one than where the names stand. */
    private record Form(Pattern theirs, String ours, String hint) {
        Form(String theirs, String ours, String hint) {
            this(Pattern.compile(theirs, Pattern.DOTALL), ours, hint);
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("Referenced column \"(.+?)\" not found in FROM clause.*", "there is no column \"$1\" here", ""),
            new Form("Table \"(.+?)\" does not have a column named \"(.+?)\".*", "$1 has no column \"$2\"", ""),
            new Form("Referenced table \"(.+?)\" not found.*", "\"$1\" is not among the tables after FROM", ""),
            new Form("Table with name (.+?) does not exist.*", "there is no table \"$1\"", ""),
            new Form(
                    "(?:Scalar |Aggregate |Table )?Function with name (.+?) does not exist.*",
                    "there is no function \"$1\"",
                    "functions are those of DuckDB"),
            new Form(
                    "No function matches the given name and argument types '(.+?)'.*",
                    "no function takes these: $1",
                    "a cast helps where text is a number: CAST(x AS DOUBLE)"),
            new Form(
                    "syntax error at or near \"(.*?)\".*",
                    "not understood at \"$1\"",
                    "see the place marked: a comma, a bracket or a word before it may be missing"),
            new Form(
                    "syntax error at end of input.*",
                    "the statement ends too early",
                    "a bracket, a quote or the rest of a clause is missing"),
            new Form(
                    "unterminated (?:quoted )?(?:string|identifier).*",
                    "a quote is never closed",
                    "close it: ' for text, \" for names"),
            new Form(
                    "Could not convert string ['\"](.*?)['\"] to (\\S+).*",
                    "\"$1\" is no number or date (wanted: $2)",
                    "TRY_CAST(x AS DOUBLE) gives NULL there"),
            new Form(
                    "Cannot access (?:file|directory) \"(.*?)\".*",
                    "a statement reads the store only, no files: $1",
                    "index documents instead, or use regress, describe or mine --data on a file"),
            new Form(
                    "Cannot open file \"(.*?)\".*",
                    "the file cannot be written: $1",
                    "choose another with --out, in a folder that is there"),
            new Form(
                    "column \"?(.+?)\"? must appear in the GROUP BY clause.*",
                    "\"$1\" is neither grouped by nor summed up",
                    "name it after GROUP BY, or use any_value($1)"),
            new Form(
                    "Cannot execute statement of type \"(.*?)\".*|Cannot (.*?) .*read-only.*",
                    "only reading is allowed here",
                    "begin with SELECT, WITH, FROM, DESCRIBE, SHOW, SUMMARIZE, PIVOT or EXPLAIN"));

    static SqlRefusal of(String theirs, String sql) {
        String message = theirs.strip();
        if (message.isEmpty()) {
            return new SqlRefusal("not understood: " + sql, WHERE_NAMES_STAND);
        }
        String bare = KIND.matcher(message).replaceFirst("");
        int drawn = bare.indexOf("\nLINE ");
        String said = (drawn < 0 ? bare : bare.substring(0, drawn)).strip();
        String ours = said.lines().findFirst().orElse(said);
        ours = ours.substring(0, 1).toLowerCase(Locale.ROOT) + ours.substring(1);
        String hint = "";
        for (Form form : FORMS) {
            Matcher found = form.theirs().matcher(said);
            if (found.matches()) {
                ours = filled(form.ours(), found);
                hint = filled(form.hint(), found);
                break;
            }
        }
        Matcher near = CANDIDATES.matcher(said);
        Matcher meant = MEANT.matcher(said);
        String offered = near.find() ? near.group(1) : meant.find() ? meant.group(1) : "";
        if (!offered.isEmpty()) {
            hint = "did you mean "
                    + offered.replace("\"", "").replace(" or ", ", ").strip() + "? "
                    + (hint.isEmpty() ? WHERE_NAMES_STAND : hint);
        }
        return new SqlRefusal(ours + place(bare, sql), hint.isEmpty() ? WHERE_NAMES_STAND : hint);
    }

    private static String filled(String text, Matcher found) {
        String filled = text;
        for (int i = found.groupCount(); i >= 1; i--) {
            filled = filled.replace("$" + i, String.valueOf(found.group(i)));
        }
        return filled;
    }

    /** The statement's line around the place and a caret under it. */
    private static String place(String message, String sql) {
        Matcher drawn = PLACE.matcher(message);
        if (!drawn.find()) {
            return "";
        }
        String line = drawn.group(2);
        int lead = "LINE : ".length() + drawn.group(1).length();
        if (line.startsWith(COPY) && !sql.startsWith(COPY)) {
            line = line.substring(COPY.length());
            lead += COPY.length();
        }
        int at = Math.max(0, Math.min(line.length(), drawn.group(3).length() - lead));
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(line.length(), at + BEHIND);
        return "\n    " + line.substring(from, to) + "\n    " + " ".repeat(at - from) + "^";
    }
}
