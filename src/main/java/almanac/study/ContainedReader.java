package almanac.study;

import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.EnvironmentTrouble;
import almanac.warehouse.DocumentRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents in a process of its own with bounded memory and time: a document that runs its reader into the
 * ground takes that process with it and nothing else. The process is kept for the next document and replaced when it
 * has died. Not for several threads at once.
 */
final class ContainedReader implements AutoCloseable {
    static final Diagnostic.Code MEMORY =
            new Diagnostic.Code("ALM-4020", Severity.ERROR, "the document needs more memory than it may have");
    static final Diagnostic.Code TIME =
            new Diagnostic.Code("ALM-4021", Severity.ERROR, "the document takes more time than it may have");
    static final Diagnostic.Code CRASH =
            new Diagnostic.Code("ALM-4022", Severity.ERROR, "the document made its reader fail");
    static final Diagnostic.Code NO_PROCESS =
            new Diagnostic.Code("ALM-4023", Severity.ERROR, "the reading process could not be started");

    /** Readers keep their own time and stop with what they have; only when they do not is the process killed. */
    private static final Duration GRACE = Duration.ofSeconds(8);
    /** What the JDK's ExitOnOutOfMemoryError leaves with. */
    private static final int OUT_OF_MEMORY_EXIT = 3;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "reading-time");
        thread.setDaemon(true);
        return thread;
    });

    private final List<String> command;
    private final ReadLimits limits;
    private final int megabytes;
    private @Nullable Process process;
    private @Nullable DataOutputStream requests;
    private @Nullable DataInputStream answers;

    ContainedReader(String mainClass, List<String> arguments, ReadLimits limits, int megabytes) {
        this.limits = limits;
        this.megabytes = megabytes;
        this.command = command(mainClass, arguments, megabytes);
    }

    private static List<String> command(String mainClass, List<String> arguments, int megabytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + megabytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Xshare:auto");
        command.add("-Xlog:disable");
        command.add("-Xlog:all=off");
        command.add("-Djava.awt.headless=true");
        Optional.ofNullable(System.getProperty("almanac.archive"))
                .ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** Reads a document, or says why it could not be read. */
    Outcome read(Path file, Path root, String shown) {
        AtomicBoolean late = new AtomicBoolean();
        try {
            Process running = running();
            DataOutputStream out = java.util.Objects.requireNonNull(requests);
            DataInputStream in = java.util.Objects.requireNonNull(answers);
            ScheduledFuture<?> stop = WATCH.schedule(
                    () -> {
                        late.set(true);
                        running.destroyForcibly();
                    },
                    limits.time().plus(GRACE).toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                out.writeByte(1);
                out.writeUTF(file.toAbsolutePath().toString());
                out.writeUTF(root.toAbsolutePath().toString());
                out.flush();
                byte[] answer = new byte[in.readInt()];
                in.readFully(answer);
                return new Outcome(Optional.of(ReadingProcess.parse(answer)), Optional.empty());
            } finally {
                stop.cancel(false);
            }
        } catch (ReadingProcess.BrokenDocument broken) {
            return failed(Diagnostic.of(
                    CRASH,
                    shown,
                    "the reader failed on it: " + broken.getMessage(),
                    "this is a bug in the reader: please report it with the document; the others were read"));
        } catch (EOFException ended) {
            return dead(shown, late.get());
        } catch (IOException brokenPipe) {
            return dead(shown, late.get());
        }
    }

    /** A document, or the diagnostic that stands for it. */
    record Outcome(Optional<DocumentRecord> document, Optional<Diagnostic> trouble) {}

    private static Outcome failed(Diagnostic diagnostic) {
        return new Outcome(Optional.empty(), Optional.of(diagnostic));
    }

    private Outcome dead(String shown, boolean late) {
        int code = exitCode();
        forget();
        if (late) {
            return failed(Diagnostic.of(
                    TIME,
                    shown,
                    "reading it was stopped after " + limits.time().toSeconds() + " s",
                    "give it more with --time-limit SECONDS, or split the document"));
        }
        if (code == OUT_OF_MEMORY_EXIT) {
            return failed(Diagnostic.of(
                    MEMORY,
                    shown,
                    "reading it needs more than " + megabytes + " MB",
                    "give it more with --memory MEGABYTES, or split the document"));
        }
        return failed(Diagnostic.of(
                CRASH,
                shown,
                "its reading process ended with code " + code,
                "please report it with the document; the others were read"));
    }

    private int exitCode() {
        Process ended = process;
        try {
            return ended != null && ended.waitFor(5, TimeUnit.SECONDS) ? ended.exitValue() : -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private Process running() {
        Process present = process;
        if (present != null && present.isAlive()) {
            return present;
        }
        forget();
        try {
            Process started =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            requests = new DataOutputStream(new BufferedOutputStream(started.getOutputStream()));
            answers = new DataInputStream(new BufferedInputStream(started.getInputStream(), 1 << 16));
            process = started;
            return started;
        } catch (IOException trouble) {
            throw new EnvironmentTrouble(
                    Diagnostic.of(
                            NO_PROCESS,
                            command.get(0),
                            "a reading process could not be started: " + trouble.getMessage(),
                            "see that the Java of this program may be run and memory is left"),
                    trouble);
        }
    }

    private void forget() {
        Process old = process;
        if (old != null) {
            old.destroyForcibly();
        }
        process = null;
        requests = null;
        answers = null;
    }

    @Override
    public void close() {
        forget();
    }
}
