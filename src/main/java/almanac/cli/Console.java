package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.TerminalText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints: results on standard output, messages and progress on standard error, UTF-8 whatever the
 * locale. A command takes it in its constructor; a test passes its own writers.
 *
 * <p>On a terminal the lines are broken to its width; in a pipe or a file each message stays one line, as programs read
 * it. {@code ALMANAC_COLUMNS} says a width for both.
 */
public final class Console {
    /** Where a terminal does not say how wide it is. */
    private static final int USUAL_COLUMNS = 80;

    private static final int LEAST_COLUMNS = 40;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean errIsTerminal;
    private final int outColumns;
    private final int errColumns;
    private final Outlet outlet;
    private boolean quiet;

    /** Text goes elsewhere than to a terminal, save perhaps the progress. */
    public Console(Writer out, Writer err, boolean errIsTerminal) {
        this(out, err, errIsTerminal, 0, 0, new Outlet(OutputStream.nullOutputStream()));
    }

    /** Both go to a terminal of so many columns that draws no progress. */
    public Console(Writer out, Writer err, int columns) {
        this(out, err, false, columns, columns, new Outlet(OutputStream.nullOutputStream()));
    }

    private Console(Writer out, Writer err, boolean errIsTerminal, int outColumns, int errColumns, Outlet outlet) {
        this.outlet = outlet;
        this.outColumns = outColumns;
        this.errColumns = errColumns;
        this.out = new PrintWriter(out, false);
        this.err = new PrintWriter(err, true);
        this.errIsTerminal = errIsTerminal;
    }

    static Console system() {
        Outlet outlet = new Outlet(new FileOutputStream(FileDescriptor.out));
        return new Console(
                new java.io.BufferedWriter(new OutputStreamWriter(outlet, StandardCharsets.UTF_8), 1 << 16),
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
                "1".equals(System.getenv("ALMANAC_TTY")),
                columns("ALMANAC_TTY_OUT"),
                columns("ALMANAC_TTY"),
                outlet);
    }

    private static int columns(String terminal) {
        int said = number(System.getenv("ALMANAC_COLUMNS"), 0);
        return said > 0 || !"1".equals(System.getenv(terminal))
                ? said
                : number(System.getenv("COLUMNS"), USUAL_COLUMNS);
    }

    private static int number(@Nullable String said, int otherwise) {
        return said != null && said.matches("\\d{2,4}") ? Math.max(LEAST_COLUMNS, Integer.parseInt(said)) : otherwise;
    }

    /** Columns of the terminal that results go to; 0 where they go elsewhere. */
    int outColumns() {
        return outColumns;
    }

    /** Columns for text that people read in either case. */
    int textColumns() {
        return outColumns > 0 ? outColumns : number(System.getenv("COLUMNS"), USUAL_COLUMNS);
    }

    /** Columns for help, which may go to either. */
    int helpColumns() {
        return Math.max(outColumns, errColumns) > 0 ? Math.max(outColumns, errColumns) : USUAL_COLUMNS;
    }

    /** Results that people read, or programs line by line: its lines are broken only on a terminal. */
    public void print(String text) {
        out.print(TerminalText.fitted(text, outColumns));
    }

    /** The same, with the line's end. */
    public void println(String line) {
        print(line + "\n");
    }

    /** A message of ours that has no code. */
    public void say(String message, String hint) {
        out.flush();
        err.println(TerminalText.message(message, hint, errColumns));
    }

    /** Results. */
    public PrintWriter out() {
        return out;
    }

    /** Messages. */
    public PrintWriter err() {
        return err;
    }

    /** Whether progress may be drawn: standard error is a terminal and nobody said {@code -q}. */
    public boolean drawsProgress() {
        return errIsTerminal && !quiet;
    }

    public void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** One message line and one hint line; notes are kept back when quiet. */
    public void report(Diagnostic diagnostic) {
        if (quiet && diagnostic.code().severity() == Diagnostic.Severity.NOTE) {
            return;
        }
        say("almanac: " + diagnostic.line(), diagnostic.hint());
    }

    /** Why results did not reach standard output; a reader that has seen enough ({@code | head}) is no trouble. */
    Optional<IOException> lost() {
        return Optional.ofNullable(outlet.trouble)
                .filter(trouble -> !String.valueOf(trouble.getMessage()).contains("Broken pipe"));
    }

    /** Standard output, which keeps the first trouble: a print writer swallows it. */
    private static final class Outlet extends FilterOutputStream {
        private @Nullable IOException trouble;

        Outlet(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                trouble = trouble == null ? e : trouble;
                throw e;
            }
        }
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
