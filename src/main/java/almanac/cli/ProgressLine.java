package almanac.cli;

import almanac.study.Indexing;
import java.util.Locale;

/** A bar on the last line of a terminal with rate and time left; nothing anywhere else. */
final class ProgressLine implements Indexing.Progress {
    private static final int BAR = 24;
    private static final long PAUSE_NANOS = 100_000_000L;

    private final Console console;
    private final long since = System.nanoTime();
    private long drawn;

    ProgressLine(Console console) {
        this.console = console;
    }

    @Override
    public void read(int done, int all, String path) {
        long now = System.nanoTime();
        if (!console.drawsProgress() || (done < all && now - drawn < PAUSE_NANOS)) {
            return;
        }
        drawn = now;
        double seconds = Math.max(0.001, (now - since) / 1e9);
        double rate = done / seconds;
        int full = (int) Math.round((double) BAR * done / all);
        String line = String.format(
                Locale.ROOT,
                "\r\u001b[K[%s%s] %d/%d  %.1f/s  %s left  ",
                "#".repeat(full),
                " ".repeat(BAR - full),
                done,
                all,
                rate,
                duration((all - done) / rate));
        String name = path.substring(path.lastIndexOf('/') + 1);
        int room = 79 - line.length() + 4;
        // an ideograph takes two columns: half the room is safe for any name
        String shown = name.length() > room / 2 ? name.substring(0, Math.max(0, room / 2)) : name;
        console.err().print(line + shown);
        console.err().flush();
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
