package almanac.cli;

import almanac.study.Indexing;
import almanac.study.TerminalText;
import java.util.Locale;

/**
 * A bar on the last line of a terminal with rate and time left; nothing anywhere else. Each stage of the work (documents
 * asked whether changed rules touch them, documents read, numbers checked) has a bar and a clock of its own.
 */
final class ProgressLine implements Indexing.Progress {
    private static final int BAR = 20;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final Console console;
    private String stage = "";
    private long since;
    private long told = System.nanoTime();
    private long drawn;

    ProgressLine(Console console) {
        this.console = console;
    }

    @Override
    public void read(int done, int all, String path) {
        draw("reading", done, all, path);
    }

    @Override
    public void asked(int done, int all, String path) {
        draw("rules changed", done, all, path);
    }

    @Override
    public void checked(int done, int all, String path) {
        draw("checking", done, all, path);
    }

    private void draw(String now, int done, int all, String what) {
        long nanos = System.nanoTime();
        boolean fresh = !now.equals(stage);
        if (fresh) {
            stage = now;
            // its first document has taken its time since the stage before was last heard of
            since = told;
        }
        told = nanos;
        if (!console.drawsProgress() || (!fresh && done < all && nanos - drawn < PAUSE_NANOS)) {
            return;
        }
        drawn = nanos;
        double seconds = Math.max(0.001, (nanos - since) / 1e9);
        double rate = done / seconds;
        int full = all == 0 ? BAR : (int) Math.round((double) BAR * done / all);
        String left =
                done == 0 ? "" : String.format(Locale.ROOT, "  %.1f/s  %s left", rate, duration((all - done) / rate));
        String bar = stage + " [" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + done + "/" + all + left + "  ";
        String name = what.substring(what.lastIndexOf('/') + 1);
        int room = console.helpColumns() - 1 - bar.length();
        console.err().print("\r\u001b[K" + bar + beginning(name, room));
        console.err().flush();
    }

    /** As much of a name as fits. */
    private static String beginning(String name, int room) {
        int end = 0;
        while (end < name.length()) {
            int next = end + Character.charCount(name.codePointAt(end));
            if (TerminalText.width(name.substring(0, next)) > room) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }

    /** Takes the bar away. */
    void clear() {
        if (drawn != 0) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
