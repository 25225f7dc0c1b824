package almanac.cli;

import almanac.model.Diagnostic;
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
 */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean errIsTerminal;
    private final Outlet outlet;
    private boolean quiet;

    public Console(Writer out, Writer err, boolean errIsTerminal) {
        this(out, err, errIsTerminal, new Outlet(OutputStream.nullOutputStream()));
    }

    private Console(Writer out, Writer err, boolean errIsTerminal, Outlet outlet) {
        this.outlet = outlet;
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
                outlet);
    }

    /** Columns of the terminal that results go to; 0 where they go elsewhere. */
    static int terminalColumns() {
        String said = System.getenv("COLUMNS");
        return !"1".equals(System.getenv("ALMANAC_TTY_OUT"))
                ? 0
                : said != null && said.matches("\\d{2,4}") ? Integer.parseInt(said) : 80;
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
        out.flush();
        err.println("almanac: " + diagnostic.line());
        if (!diagnostic.hint().isEmpty()) {
            err.println("  hint: " + diagnostic.hint());
        }
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
