package almanac.warehouse;

import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of a store and the names in it.
 *
 * <pre>
 * warehouse.duckdb   the truth
 * lucene/            the search index, made from the warehouse, deletable
 * generation         "clean 12" or "dirty 12": see below
 * writer.lock        held by the one writer; its text names it
 * </pre>
 *
 * <p>The generation counts commits. A writer sets the file to {@code dirty} before it touches the warehouse and to
 * {@code clean} when warehouse and index agree again, so that a search need not open the warehouse to know that its
 * index is whole, and a {@code kill -9} between the two leaves a trace.
 */
public record StoreFolder(Path path) {
    /** What the generation file says. */
    public record Mark(boolean clean, long generation) {}

    public Path warehouse() {
        return path.resolve("warehouse.duckdb");
    }

    public Path lucene() {
        return path.resolve("lucene");
    }

    Path lock() {
        return path.resolve("writer.lock");
    }

    Path generationFile() {
        return path.resolve("generation");
    }

    public boolean exists() {
        return Files.exists(warehouse());
    }

    /** What the last writer left, empty where it left nothing readable. */
    public Optional<Mark> mark() {
        try {
            String[] words = Files.readString(generationFile(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            if (words.length == 2 && words[1].matches("\\d{1,18}")) {
                return Optional.of(new Mark(words[0].equals("clean"), Long.parseLong(words[1])));
            }
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Replaces the generation file in one step, on the disk before this returns. */
    void mark(Mark mark) {
        Path fresh = path.resolve("generation.new");
        String text = (mark.clean() ? "clean " : "dirty ") + mark.generation() + "\n";
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            move(fresh, generationFile());
        } catch (IOException trouble) {
            throw writeFailed(trouble);
        }
    }

    /** Puts a finished file in its place, in one step where the file system can. */
    static void move(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    EnvironmentTrouble writeFailed(Exception cause) {
        String why = cause instanceof IOException disk ? EnvironmentTrouble.reason(disk) : firstLine(cause);
        return StoreTrouble.of(
                StoreTrouble.WRITE_FAILED,
                path,
                "writing failed: " + (why.contains("No space left") ? "there is no room left on the disk" : why),
                "see that the disk has room and the folder may be written; what was committed before is safe, run the command again",
                cause);
    }

    static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
