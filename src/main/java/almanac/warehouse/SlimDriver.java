package almanac.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * DuckDB's jar carries the native library of every platform and unpacks its own, 70 MB, to the temporary folder at each
 * start. This cuts the jar in two once: the classes, and beside them this machine's library, where DuckDB looks when
 * the jar has none. The launcher calls it and puts the result on the class path instead of the whole jar.
 */
public final class SlimDriver {
    private static final String LIBRARY = "libduckdb_java.so_";

    private SlimDriver() {}

    /** Arguments: DuckDB's jar; the folder for the two parts. */
    public static void main(String[] arguments) throws IOException {
        cut(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /** Writes {@code duckdb.jar} and the library into a folder. */
    static void cut(Path jar, Path folder) throws IOException {
        Files.createDirectories(folder);
        String wanted = LIBRARY + platform();
        Path slim = folder.resolve("duckdb.jar");
        Path fresh = folder.resolve("duckdb.jar." + ProcessHandle.current().pid());
        try (ZipFile whole = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(fresh);
                ZipOutputStream classes = new ZipOutputStream(file)) {
            if (whole.getEntry(wanted) == null) {
                throw new IOException(jar + " has no library for " + platform());
            }
            for (Enumeration<? extends ZipEntry> entries = whole.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith(LIBRARY)) {
                    if (entry.getName().equals(wanted)) {
                        Path part = folder.resolve(
                                wanted + "." + ProcessHandle.current().pid());
                        try (InputStream in = whole.getInputStream(entry)) {
                            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                        }
                        Files.move(part, folder.resolve(wanted), StandardCopyOption.REPLACE_EXISTING);
                    }
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(0);
                classes.putNextEntry(copy);
                try (InputStream in = whole.getInputStream(entry)) {
                    in.transferTo(classes);
                }
                classes.closeEntry();
            }
        }
        Files.move(fresh, slim, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The platform in DuckDB's words. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.contains("win") ? "windows" : system.contains("mac") ? "macos" : "linux";
        String arch = machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "amd64";
        return os + "_" + arch;
    }
}
