package almanac.study;

import almanac.index.SeriesIndex;
import almanac.model.EnvironmentTrouble;
import almanac.rule.RuleBook;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what the program stands on and says what is missing. */
public final class DoctorDesk {
    /** How a thing is. */
    public enum State {
        GOOD,
        OPTIONAL,
        BAD
    }

    /** A thing looked at: what, how it is, what was seen and, where it is not good, what to do. */
    public record Finding(String thing, State state, String seen) {}

    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_MEMORY = 512L << 20;
    private static final long LEAST_DISK = 1L << 30;

    private DoctorDesk() {}

    /** Looks at everything. Changes nothing. */
    public static List<Finding> look(Path store, List<Path> rules) {
        List<Finding> findings = new ArrayList<>();
        int java = Runtime.version().feature();
        findings.add(new Finding(
                "java",
                java >= OLDEST_JAVA ? State.GOOD : State.BAD,
                Runtime.version() + ", " + System.getProperty("java.vendor")));
        long memory = Runtime.getRuntime().maxMemory();
        findings.add(new Finding(
                "memory",
                memory >= LEAST_MEMORY ? State.GOOD : State.BAD,
                size(memory) + " for this program, " + Runtime.getRuntime().availableProcessors() + " processors"));
        String archive = System.getProperty("almanac.archive", "");
        findings.add(new Finding(
                "start-up",
                archive.isEmpty() ? State.OPTIONAL : State.GOOD,
                archive.isEmpty()
                        ? "without a class-data archive (./almanac makes one)"
                        : "class-data archive in use"));
        findings.add(rules(rules));
        store(findings, store);
        findings.add(new Finding(
                "fonts",
                DoctorDesk.class.getResource("/fonts/sc-gb2312-400Regular.ttf") == null ? State.BAD : State.GOOD,
                "Chinese font for pictures and reports"));
        findings.add(program("tesseract", "reads scanned pages"));
        return findings;
    }

    private static Finding rules(List<Path> folders) {
        if (folders.stream().noneMatch(Files::isDirectory)) {
            return new Finding(
                    "rules",
                    State.BAD,
                    folders.get(folders.size() - 1) + " is not there: almanac init makes a workspace");
        }
        RuleBook book = RuleBook.load(folders);
        String seen = book.lexicon().regions().size() + " regions, "
                + book.lexicon().indicators().size() + " indicators, "
                + book.prose().size() + " prose rules";
        return new Finding(
                "rules",
                book.broken() ? State.BAD : State.GOOD,
                book.broken() ? seen + "; some are broken: almanac rules check" : seen);
    }

    private static void store(List<Finding> findings, Path store) {
        StoreFolder folder = new StoreFolder(store);
        if (!folder.exists()) {
            findings.add(new Finding("store", State.OPTIONAL, store + " is empty: almanac index FOLDER"));
        } else {
            try (Warehouse warehouse = Warehouse.open(store, Duration.ofSeconds(5))) {
                List<StoredDocument> documents = warehouse.documents();
                long observations = documents.stream()
                        .mapToLong(StoredDocument::observations)
                        .sum();
                long broken = documents.stream().filter(d -> !d.readable()).count();
                findings.add(new Finding(
                        "store",
                        State.GOOD,
                        String.format(
                                Locale.ROOT,
                                "%,d documents (%,d unreadable), %,d observations, %s",
                                documents.size(),
                                broken,
                                observations,
                                size(bytes(store)))));
                Optional<Long> indexed = SeriesIndex.generation(folder.lucene());
                boolean agrees = indexed.isPresent() && indexed.get() == warehouse.generation();
                findings.add(new Finding(
                        "search index",
                        agrees ? State.GOOD : State.OPTIONAL,
                        agrees
                                ? "agrees with the warehouse, commit " + warehouse.generation()
                                : "behind the warehouse: the next search or index brings it up to date"));
            } catch (EnvironmentTrouble trouble) {
                findings.add(new Finding(
                        "store",
                        State.BAD,
                        trouble.diagnostic().line() + " ("
                                + trouble.diagnostic().hint() + ")"));
            }
        }
        Path existing = store.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long free = existing == null ? 0 : Files.getFileStore(existing).getUsableSpace();
            findings.add(new Finding(
                    "disk", free >= LEAST_DISK ? State.GOOD : State.BAD, size(free) + " free at the store"));
        } catch (IOException unknown) {
            findings.add(
                    new Finding("disk", State.OPTIONAL, "free space unknown: " + EnvironmentTrouble.reason(unknown)));
        }
    }

    private static Finding program(String name, String use) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        boolean found = Stream.of(path.split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        return new Finding(name, found ? State.GOOD : State.OPTIONAL, (found ? "found, " : "not found, ") + use);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException changing) {
            return 0;
        }
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1L << 30))
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1L << 20));
    }
}
