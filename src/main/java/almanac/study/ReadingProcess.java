package almanac.study;

import almanac.document.ReadLimits;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The other end of {@link ContainedReader}: a process of its own that reads groups of documents one after the other and
 * hands them over as bytes. Whatever a document does to it, memory, stack, endless loops, the store is in another
 * process.
 *
 * <p>On standard input: {@code 1}, how many files, for each its path, its root, whether it is wanted. On standard
 * output: {@code 3} when it is ready, {@code 2} for each file that was read, then {@code 0}, how many bytes, how many documents, each as {@link
 * HandOver} writes it. Nothing else may print there, so standard output is moved away first.
 */
public final class ReadingProcess {
    static final int READ_ONE = 2;
    static final int DONE = 0;
    static final int READY = 3;

    /** Turns files into what the store keeps of them. */
    interface Work {
        List<DocumentRecord> read(List<DocumentWork.Member> members, Runnable readOne);
    }

    private ReadingProcess() {}

    /** Arguments: seconds, pages, cells, characters, bytes of the limits; then the folders of rules. */
    public static void main(String[] arguments) throws IOException {
        ReadLimits limits = new ReadLimits(
                Duration.ofSeconds(Long.parseLong(arguments[0])),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Long.parseLong(arguments[4]));
        List<Path> rules = new ArrayList<>();
        Arrays.stream(arguments, 5, arguments.length).map(Path::of).forEach(rules::add);
        DocumentWork work = DocumentWork.with(RuleBook.load(rules), limits);
        serve(work::read);
    }

    static List<String> arguments(ReadLimits limits, List<Path> rules) {
        List<String> arguments = new ArrayList<>(List.of(
                Long.toString(Math.max(1, limits.time().toSeconds())),
                Integer.toString(limits.maxPages()),
                Integer.toString(limits.maxCells()),
                Integer.toString(limits.maxCharacters()),
                Long.toString(limits.maxBytes())));
        rules.forEach(folder -> arguments.add(folder.toAbsolutePath().toString()));
        return arguments;
    }

    /** Answers requests until standard input ends. */
    static void serve(Work work) throws IOException {
        OutputStream channel = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
                DataOutputStream out = new DataOutputStream(channel)) {
            say(out, READY);
            while (in.read() == 1) {
                int count = in.readInt();
                List<DocumentWork.Member> members = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    members.add(
                            new DocumentWork.Member(Path.of(in.readUTF()), Path.of(in.readUTF()), in.readBoolean()));
                }
                List<DocumentRecord> documents = work.read(members, () -> say(out, READ_ONE));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
                DataOutputStream answer = new DataOutputStream(bytes);
                answer.writeInt(documents.size());
                for (DocumentRecord document : documents) {
                    HandOver.write(document, answer);
                }
                out.writeByte(DONE);
                out.writeInt(bytes.size());
                bytes.writeTo(out);
                out.flush();
            }
        }
    }

    private static void say(DataOutputStream out, int word) {
        try {
            out.writeByte(word);
            out.flush();
        } catch (IOException parentGone) {
            throw new UncheckedIOException(parentGone);
        }
    }
}
