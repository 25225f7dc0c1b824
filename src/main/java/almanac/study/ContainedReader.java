package almanac.study;

import almanac.document.ReadLimits;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.EnvironmentTrouble;
import almanac.warehouse.DocumentRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
    private @Nullable Path messages;
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
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add("-Xshare:auto");
        command.add("-Xlog:disable");
        command.add("-Xlog:all=off");
        command.add("-Djava.awt.headless=true");
        Optional.ofNullable(System.getProperty("almanac.archive"))
                .ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.add("-cp");
        command.add(System.getProperty("almanac.classpath", System.getProperty("java.class.path")));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** What became of a group: for each wanted file, in order, its document. */
    List<DocumentRecord> read(List<DocumentWork.Member> members) {
        List<DocumentWork.Member> left = new ArrayList<>(members);
        Map<DocumentWork.Member, DocumentRecord> done = new HashMap<>();
        while (left.stream().anyMatch(DocumentWork.Member::wanted)) {
            Attempt attempt = attempt(left);
            if (attempt.documents().isPresent()) {
                List<DocumentWork.Member> wanted =
                        left.stream().filter(DocumentWork.Member::wanted).toList();
                for (int i = 0; i < wanted.size(); i++) {
                    done.put(wanted.get(i), attempt.documents().get().get(i));
                }
                break;
            }
            if (attempt.read() < left.size()) {
                // the process died on this one: the others are tried again without it
                DocumentWork.Member culprit = left.remove(attempt.read());
                done.put(culprit, Indexing.broken(culprit.id(), culprit.root(), List.of(death(culprit.id(), attempt))));
            } else if (left.size() > 1) {
                // it died over what they have in common: each alone
                for (DocumentWork.Member member : left) {
                    if (member.wanted()) {
                        done.put(member, read(List.of(member)).get(0));
                    }
                }
                break;
            } else {
                DocumentWork.Member culprit = left.remove(0);
                done.put(culprit, Indexing.broken(culprit.id(), culprit.root(), List.of(death(culprit.id(), attempt))));
            }
        }
        return members.stream()
                .filter(DocumentWork.Member::wanted)
                .map(member -> java.util.Objects.requireNonNull(done.get(member)))
                .toList();
    }

    /**
     * How a try went.
     *
     * @param read files that were read before it ended
     * @param documents empty when the process died
     * @param late whether it was killed for its time
     * @param code what the process ended with
     * @param said what it said before
     */
    private record Attempt(int read, Optional<List<DocumentRecord>> documents, boolean late, int code, String said) {}

    private Attempt attempt(List<DocumentWork.Member> members) {
        int read = 0;
        AtomicBoolean late = new AtomicBoolean();
        Process running = running();
        DataOutputStream out = java.util.Objects.requireNonNull(requests);
        DataInputStream in = java.util.Objects.requireNonNull(answers);
        try {
            ScheduledFuture<?> stop = clock(running, late);
            try {
                out.writeByte(1);
                out.writeInt(members.size());
                for (DocumentWork.Member member : members) {
                    out.writeUTF(member.file().toAbsolutePath().toString());
                    out.writeUTF(member.root().toAbsolutePath().toString());
                    out.writeBoolean(member.wanted());
                }
                out.flush();
                int word = in.readUnsignedByte();
                while (word == ReadingProcess.READ_ONE) {
                    read++;
                    stop.cancel(false);
                    stop = clock(running, late);
                    word = in.readUnsignedByte();
                }
                if (word != ReadingProcess.DONE) {
                    // a dying machine prints its last words wherever it likes
                    throw new IOException("not a word of the protocol: " + word);
                }
                byte[] answer = new byte[in.readInt()];
                in.readFully(answer);
                DataInputStream content = new DataInputStream(new ByteArrayInputStream(answer));
                int count = content.readInt();
                List<DocumentRecord> documents = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    documents.add(HandOver.read(content));
                }
                return new Attempt(read, Optional.of(documents), false, 0, "");
            } finally {
                stop.cancel(false);
            }
        } catch (IOException died) {
            int code = exitCode();
            Path log = messages;
            String why = log == null ? "" : said(log);
            forget();
            return new Attempt(read, Optional.empty(), late.get(), code, why);
        }
    }

    /** Kills the process when nothing has come from it for the time that one document may take. */
    private ScheduledFuture<?> clock(Process running, AtomicBoolean late) {
        return WATCH.schedule(
                () -> {
                    late.set(true);
                    running.destroyForcibly();
                },
                limits.time().plus(GRACE).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Diagnostic death(String shown, Attempt attempt) {
        if (attempt.late()) {
            return Diagnostic.of(
                    TIME,
                    shown,
                    "reading it was stopped after " + limits.time().toSeconds() + " s",
                    "give it more with --time-limit SECONDS, or split the document");
        }
        if (attempt.code() == OUT_OF_MEMORY_EXIT) {
            return Diagnostic.of(
                    MEMORY,
                    shown,
                    "reading it needs more than " + megabytes + " MB",
                    "give it more with --memory MEGABYTES, or split the document");
        }
        return Diagnostic.of(
                CRASH,
                shown,
                "its reading process ended with code " + attempt.code()
                        + (attempt.said().isEmpty() ? "" : ": " + attempt.said()),
                "please report it with the document; the others were read");
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
            Path said = Files.createTempFile("almanac-reading", ".log");
            messages = said;
            Process started =
                    new ProcessBuilder(command).redirectError(said.toFile()).start();
            requests = new DataOutputStream(new BufferedOutputStream(started.getOutputStream()));
            DataInputStream in = new DataInputStream(new BufferedInputStream(started.getInputStream(), 1 << 16));
            answers = in;
            process = started;
            if (in.read() != ReadingProcess.READY) {
                String why = said(said);
                int code = exitCode();
                forget();
                throw noProcess("ended with code " + code + (why.isEmpty() ? "" : ": " + why), Optional.empty());
            }
            return started;
        } catch (IOException trouble) {
            throw noProcess(String.valueOf(trouble.getMessage()), Optional.of(trouble));
        }
    }

    private EnvironmentTrouble noProcess(String why, Optional<IOException> cause) {
        Diagnostic diagnostic = Diagnostic.of(
                NO_PROCESS,
                command.get(0),
                "a reading process could not be started: " + why,
                "see that the Java of this program may be run and memory is left");
        return cause.isPresent() ? new EnvironmentTrouble(diagnostic, cause.get()) : new EnvironmentTrouble(diagnostic);
    }

    /** The first lines of what a process said before it died. */
    private static String said(Path messages) {
        try (Stream<String> lines = Files.lines(messages, StandardCharsets.UTF_8)) {
            return String.join(" ", lines.limit(3).toList());
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
    }

    private void forget() {
        Process old = process;
        if (old != null) {
            old.destroyForcibly();
        }
        Path said = messages;
        if (said != null) {
            try {
                Files.deleteIfExists(said);
            } catch (IOException leftBehind) {
                // a small file in the system's folder for such
            }
        }
        messages = null;
        process = null;
        requests = null;
        answers = null;
    }

    @Override
    public void close() {
        forget();
    }
}
