package almanac.warehouse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write to a store: one process, one writer. The system takes the lock back when the process dies, so a
 * lock file left behind stops nobody; its text only says whom a second writer would disturb.
 */
final class WriterLock implements AutoCloseable {
    private static final int DESCRIPTION_BYTES = 400;

    private final FileChannel channel;
    private final FileLock lock;

    private WriterLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock, or answers empty at once when somebody has it. */
    static Optional<WriterLock> tryTake(StoreFolder folder) {
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lockFarByte(channel);
            if (lock.isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(description().getBytes(StandardCharsets.UTF_8)), 0);
            return Optional.of(new WriterLock(channel, lock.get()));
        } catch (IOException trouble) {
            throw folder.writeFailed(trouble);
        }
    }

    /** The text must stay readable to others, so the byte that is locked lies behind it. */
    private static Optional<FileLock> lockFarByte(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(DESCRIPTION_BYTES, 1, false));
        } catch (OverlappingFileLockException ownProcess) {
            return Optional.empty();
        }
    }

    /** Takes the lock or throws a message that names who has it. */
    static WriterLock take(StoreFolder folder) {
        return tryTake(folder)
                .orElseThrow(() -> StoreTrouble.of(
                        StoreTrouble.WRITER_AT_WORK,
                        folder.path(),
                        "this store is being written by " + holder(folder.lock()),
                        "wait until it has finished, or give this run a store of its own with --store"));
    }

    /** Whether somebody writes at this moment. */
    static boolean taken(StoreFolder folder) {
        if (!Files.exists(folder.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = lockFarByte(channel);
            if (lock.isEmpty()) {
                return true;
            }
            lock.get().release();
            return false;
        } catch (IOException readOnlyFolder) {
            return false;
        }
    }

    private static String description() {
        ProcessHandle own = ProcessHandle.current();
        String since =
                own.info().startInstant().map(instant -> ", started " + instant).orElse("");
        return "process " + own.pid() + since + "\n";
    }

    static String holder(Path lock) {
        try {
            String text = Files.readString(lock, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "another process" : text;
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException alreadyGone) {
            // the system takes the lock back with the process at the latest
        }
    }
}
