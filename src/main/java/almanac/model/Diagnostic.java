package almanac.model;

import java.util.Optional;

/**
 * Trouble with input, as a value: collected with the result, never thrown away, never only logged.
 *
 * @param code {@code ALM-nnnn}; each has a page in docs/diagnostics
 * @param message one sentence that names what was met
 * @param source path of the document
 * @param page page number or sheet name, empty where it concerns the whole file
 * @param cell cell address, empty where it concerns more than a cell
 * @param hint the user's next step
 */
public record Diagnostic(
        Code code, String message, String source, Optional<String> page, Optional<String> cell, String hint) {
    /** How bad it is. */
    public enum Severity {
        /** The document (or the asked-for thing) could not be read. */
        ERROR,
        /** Something was left out or assumed. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    /**
     * A kind of trouble. Packages keep their own as constants; numbers: 1xxx files, 2xxx tables and extraction, 3xxx
     * rules, 4xxx store, 5xxx studies, 6xxx computing, 7xxx audit, 8xxx report, 9xxx command line.
     */
    public record Code(String id, Severity severity, String title) {
        public Code {
            if (!id.matches("ALM-\\d{4}")) {
                throw new IllegalArgumentException("not a diagnostic code: " + id);
            }
        }
    }

    public static Diagnostic of(Code code, String source, String message, String hint) {
        return new Diagnostic(code, message, source, Optional.empty(), Optional.empty(), hint);
    }

    /** The form of the command line: {@code corpus/a.pdf p.12: ALM-2031 the unit line was not understood}. */
    public String line() {
        StringBuilder line = new StringBuilder(source);
        page.ifPresent(p -> line.append(p.chars().allMatch(Character::isDigit) ? " p." : " ")
                .append(p));
        cell.ifPresent(c -> line.append(' ').append(c));
        return line.append(": ").append(code.id()).append(' ').append(message).toString();
    }
}
