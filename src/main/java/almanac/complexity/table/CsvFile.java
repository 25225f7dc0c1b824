package almanac.complexity.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CSV file being written: comma, line feed, UTF-8, an undefined number is an empty cell.
 *
 * <p>Labels come from other people's documents: one that a spreadsheet would run as a formula ({@code =cmd()}) gets an
 * apostrophe in front. Numbers are never touched.
 */
public final class CsvFile implements AutoCloseable {
    private final OutputStream out;
    private final ShortestDecimal decimal = new ShortestDecimal();
    private byte[] buffer = new byte[1 << 16];
    private int end;
    private boolean lineStarted;

    /** Starts {@code file} anew with a line of {@code header}. */
    public CsvFile(Path file, java.util.List<String> header) throws IOException {
        out = Files.newOutputStream(file);
        for (String name : header) {
            text(name);
        }
        endLine();
    }

    /** A label as it stands in a cell: quoted where commas or quotes ask for it, formulas made harmless. */
    public static byte[] cell(String label) {
        String safe = label;
        if (!label.isEmpty() && "=+-@\t\r".indexOf(label.charAt(0)) >= 0 && !label.matches("[+-]?[0-9.]+")) {
            safe = "'" + label;
        }
        if (safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            safe = '"' + safe.replace("\"", "\"\"") + '"';
        }
        return safe.getBytes(StandardCharsets.UTF_8);
    }

    public CsvFile text(String label) throws IOException {
        return bytes(cell(label));
    }

    /** A cell made ready by {@link #cell}. */
    public CsvFile bytes(byte[] cell) throws IOException {
        room(cell.length + 1);
        separate();
        System.arraycopy(cell, 0, buffer, end, cell.length);
        end += cell.length;
        return this;
    }

    /** A number, exactly: it reads back as the same double. Undefined or infinite is empty. */
    public CsvFile number(double value) throws IOException {
        room(ShortestDecimal.LONGEST + 1);
        separate();
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            end = decimal.write(value, buffer, end);
        }
        return this;
    }

    public void endLine() throws IOException {
        room(1);
        buffer[end++] = '\n';
        lineStarted = false;
    }

    private void separate() {
        if (lineStarted) {
            buffer[end++] = ',';
        }
        lineStarted = true;
    }

    private void room(int bytes) throws IOException {
        if (end + bytes > buffer.length) {
            out.write(buffer, 0, end);
            end = 0;
            if (bytes > buffer.length) {
                buffer = new byte[bytes];
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.write(buffer, 0, end);
        end = 0;
        out.close();
    }
}
