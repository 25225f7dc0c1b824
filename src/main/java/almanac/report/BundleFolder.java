package almanac.report;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files that appears whole or not at all: everything is written beside it first and then moved into place.
 */
public final class BundleFolder {
    /** The bundle could not be written. */
    public static final Diagnostic.Code NOT_WRITTEN =
            new Diagnostic.Code("ALM-8101", Diagnostic.Severity.ERROR, "the bundle could not be written");

    /** Something of the user's own stood in the bundle that was replaced. */
    public static final Diagnostic.Code KEPT = new Diagnostic.Code(
            "ALM-8102", Diagnostic.Severity.NOTE, "files that no report wrote were kept beside the bundle");

    /** A written file. */
    public record Written(String sha256, long bytes) {}

    private final Path target;
    private final Path staging;
    private final SortedMap<String, Written> files = new TreeMap<>();

    /**
     * Begins a bundle that will stand at {@code target}; what an interrupted run left behind is removed. A target that is
     * neither new, nor empty, nor a bundle is refused: replacing it would delete what somebody else keeps there.
     */
    public BundleFolder(Path target) {
        this.target = target.toAbsolutePath().normalize();
        this.staging = this.target.resolveSibling("." + this.target.getFileName() + ".new");
        try {
            if (Files.exists(this.target) && !replaceable(this.target)) {
                throw new EnvironmentTrouble(Diagnostic.of(
                        NOT_WRITTEN,
                        this.target.toString(),
                        Files.isDirectory(this.target)
                                ? "the folder holds other things than a report; nothing was changed"
                                : "a file stands where the report's folder is wanted; nothing was changed",
                        "name a new or empty folder with --out"));
            }
            // a run that died between the two moves left the earlier bundle under the other name
            Path old = old();
            if (!Files.exists(this.target) && Files.exists(old)) {
                Files.move(old, this.target, StandardCopyOption.ATOMIC_MOVE);
            }
            remove(staging);
            Files.createDirectories(staging);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private static boolean replaceable(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        if (Files.exists(folder.resolve("manifest.json")) && Files.exists(folder.resolve("ro-crate-metadata.json"))) {
            return true;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** Writes text as UTF-8. {@code name} is relative, {@code /} between its parts. */
    public BundleFolder write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public BundleFolder write(String name, byte[] bytes) {
        Path file = staging.resolve(name).normalize();
        if (!file.startsWith(staging)) {
            throw new IllegalArgumentException("a path out of the bundle: " + name);
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw trouble(e);
        }
        files.put(name, new Written(sha256(bytes), bytes.length));
        return this;
    }

    /** A text written before. */
    String read(String name) {
        try {
            return Files.readString(staging.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /** What was written so far, by name. */
    public SortedMap<String, Written> files() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    private Path old() {
        return target.resolveSibling("." + target.getFileName() + ".old");
    }

    /**
     * Moves the bundle into place, instead of the one that may stand there. Files in that one which its manifest does not
     * name, or which were changed since, are somebody's own: they are copied to {@code <bundle>.kept} first.
     *
     * @return what was kept, one message; none when the earlier bundle was as it had been written
     */
    public Optional<Diagnostic> finish() {
        Path old = old();
        try {
            remove(old);
            List<Path> kept = List.of();
            if (Files.exists(target)) {
                kept = keep();
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
            remove(old);
            return kept.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Diagnostic.of(
                            KEPT,
                            target.toString(),
                            kept.size() + " files that no report wrote, or that were changed since, were copied to "
                                    + keptFolder() + ", for example " + target.relativize(kept.get(0)),
                            "keep your own files beside a bundle, not inside it"));
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private Path keptFolder() {
        return target.resolveSibling(target.getFileName() + ".kept");
    }

    /** Copies what the earlier bundle's manifest does not vouch for. */
    private List<Path> keep() throws IOException {
        Map<String, String> written = new TreeMap<>();
        Path manifest = target.resolve("manifest.json");
        if (Files.isRegularFile(manifest)) {
            try {
                for (JsonNode output : new JsonMapper()
                        .readTree(Files.readString(manifest, StandardCharsets.UTF_8))
                        .path("outputs")) {
                    written.put(
                            output.path("path").asText(), output.path("sha256").asText());
                }
            } catch (JacksonException | CharacterCodingException damaged) {
                // a manifest that cannot be read vouches for nothing: everything is kept
                written.clear();
            }
        }
        List<Path> strangers = new ArrayList<>();
        try (Stream<Path> all = Files.walk(target)) {
            for (Path file : all.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                String name = target.relativize(file).toString().replace('\\', '/');
                boolean own = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && (name.equals("manifest.json") || sha256(file).equals(written.get(name)));
                if (!own) {
                    strangers.add(file);
                }
            }
        }
        for (Path file : strangers) {
            Path copy = keptFolder().resolve(target.relativize(file));
            Files.createDirectories(copy.getParent());
            for (int i = 1; Files.exists(copy, LinkOption.NOFOLLOW_LINKS); i++) {
                copy = copy.resolveSibling(file.getFileName() + "." + i);
            }
            Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
        }
        return strangers;
    }

    private EnvironmentTrouble trouble(IOException e) {
        return new EnvironmentTrouble(
                Diagnostic.of(
                        NOT_WRITTEN,
                        target.toString(),
                        "the report could not be written: " + EnvironmentTrouble.reason(e),
                        "look at the disk's space and rights, or choose another folder with --out"),
                e);
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Lower-case hexadecimal SHA-256. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** SHA-256 of a file, read in pieces. */
    public static String sha256(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
