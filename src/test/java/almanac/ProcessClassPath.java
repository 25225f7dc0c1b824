package almanac;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of the running tests, for processes that tests start, whoever runs the tests. */
public final class ProcessClassPath {
    private ProcessClassPath() {}

    public static String whole() {
        return String.join(File.pathSeparator, parts());
    }

    /** The same with DuckDB's driver cut to this machine's library, which spares each process 70 MB of unpacking. */
    public static String slim(Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : parts()) {
            if (part.contains("duckdb_jdbc-") && part.endsWith(".jar")) {
                almanac.warehouse.SlimDriver.main(new String[] {part, folder.toString()});
                parts.add(folder.resolve("duckdb.jar").toString());
            } else {
                parts.add(part);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (ProcessClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                try {
                    parts.add(Path.of(url.toURI()).toString());
                } catch (URISyntaxException strange) {
                    throw new IllegalStateException(strange);
                }
            }
            return parts;
        }
        String surefire = System.getProperty("surefire.test.class.path");
        String path = surefire == null ? System.getProperty("java.class.path") : surefire;
        return List.of(path.split(File.pathSeparator));
    }
}
