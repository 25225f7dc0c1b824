package almanac.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Disk, lock, memory or another program stands in the way: the message carries the path, the hint the next step. */
public final class EnvironmentTrouble extends RuntimeException {
    private final Diagnostic diagnostic;

    public EnvironmentTrouble(Diagnostic diagnostic) {
        super(diagnostic.line());
        this.diagnostic = diagnostic;
    }

    public EnvironmentTrouble(Diagnostic diagnostic, Throwable cause) {
        super(diagnostic.line(), cause);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }

    /**
     * What the system has against a file, in words a person understands: exceptions often carry the path alone as their
     * message, or a figure ({@code Input length = 1}).
     */
    public static String reason(IOException trouble) {
        if (trouble instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (trouble instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (trouble instanceof FileAlreadyExistsException || trouble instanceof NotDirectoryException) {
            return "a file stands where a folder is wanted";
        }
        if (trouble instanceof FileSystemLoopException) {
            return "a link that leads back to a folder above it";
        }
        if (trouble instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (trouble instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        String message = trouble instanceof FileSystemException about ? about.getReason() : trouble.getMessage();
        String plain = message == null || message.isBlank() ? "the system gives no reason" : message;
        if (plain.contains("Not a directory")) {
            return "a file stands where a folder is wanted";
        }
        return plain.contains("No space left") ? "there is no room left on the disk" : plain;
    }
}
