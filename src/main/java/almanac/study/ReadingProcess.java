package almanac.study;

import almanac.document.ReadLimits;
import almanac.warehouse.DocumentRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The other end of {@link ContainedReader}: a process of its own that reads documents one after the other and hands
 * each over as bytes. Whatever a document does to it, memory, stack, endless loops, the store is in another process.
 *
 * <p>On standard input: file, root. On standard output: a length, then that many bytes: {@code 0} and a {@link
 * HandOver}, or {@code 1} and what went wrong. Nothing else may print there, so standard output is moved away first.
 */
public final class ReadingProcess {
    /** Turns a file into what the store keeps of it. */
    interface Work {
        DocumentRecord read(Path file, Path root) throws IOException;
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
        DocumentWork work = DocumentWork.with(rules, limits);
        serve(work::read);
    }

    static List<String> arguments(ReadLimits limits, List<Path> rules) {
        List<String> arguments = new ArrayList<>(List.of(
                Long.toString(Math.max(1, limits.time().toSeconds())),
                Integer.toString(limits.maxPages()),
                Integer.toString(limits.maxCells()),
                Integer.toString(limits.maxCharacters()),
                Long.toString(limits.maxBytes())));
        rules.forEach(folder -> arguments.add(folder.toString()));
        return arguments;
    }

    /** Answers requests until standard input ends. */
    static void serve(Work work) throws IOException {
        OutputStream channel = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
                DataOutputStream out = new DataOutputStream(channel)) {
            while (in.read() == 1) {
                Path file = Path.of(in.readUTF());
                Path root = Path.of(in.readUTF());
                byte[] answer = answer(work, file, root);
                out.writeInt(answer.length);
                out.write(answer);
                out.flush();
            }
        }
    }

    private static byte[] answer(Work work, Path file, Path root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            DocumentRecord document = work.read(file, root);
            out.writeByte(0);
            HandOver.write(document, out);
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError | LinkageError trouble) {
            bytes.reset();
            out.writeByte(1);
            String said = String.valueOf(trouble);
            out.writeUTF(said.length() > 2_000 ? said.substring(0, 2_000) : said);
        }
        return bytes.toByteArray();
    }

    /** What came back: a document, or what went wrong. */
    static DocumentRecord parse(byte[] answer) throws IOException, BrokenDocument {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer));
        if (in.readByte() != 0) {
            throw new BrokenDocument(in.readUTF());
        }
        return HandOver.read(in);
    }

    /** The document made its reader throw. */
    static final class BrokenDocument extends Exception {
        BrokenDocument(String message) {
            super(message);
        }
    }
}
