package almanac.study;

import almanac.model.EnvironmentTrouble;
import almanac.rule.Nearest;
import almanac.warehouse.ObservationExport;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.SqlDesk;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What leaves the store as files. */
public final class StoreDesk {
    /** Formats of {@link #export}. */
    public static final List<String> FORMATS = List.of("csv", "jsonl", "parquet", "sdmx-csv");

    private StoreDesk() {}

    /** The document of the store whose path ends so, or is spelled nearly so. */
    public static Optional<String> nearestDocument(Path store, String document) {
        try (Warehouse warehouse = Warehouse.open(store)) {
            Set<String> paths = new TreeSet<>();
            warehouse.sources().values().forEach(source -> paths.add(source.path()));
            String wanted = document.toLowerCase(Locale.ROOT);
            return paths.stream()
                    .filter(path -> wanted.endsWith("/" + path.toLowerCase(Locale.ROOT))
                            || path.toLowerCase(Locale.ROOT).endsWith("/" + wanted))
                    .findFirst()
                    .or(() -> Nearest.to(document, paths));
        }
    }

    /**
     * Writes observations, by document and in it in printed order.
     *
     * @param document only of this one
     * @param format one of {@link #FORMATS}
     * @param file where to; standard output for text formats where it is empty
     * @return observations written
     * @throws IOException when the file cannot be written
     * @throws EnvironmentTrouble when there is no store
     */
    public static long export(
            Path store, Optional<String> document, String format, Optional<Path> file, Writer standardOutput)
            throws IOException {
        if (format.equals("parquet")) {
            return parquet(store, document, file.orElseThrow());
        }
        ObservationExport.Format form =
                ObservationExport.Format.valueOf(format.replace('-', '_').toUpperCase(Locale.ROOT));
        ObservationFilter filter = document.map(ObservationFilter::ofDocument).orElse(ObservationFilter.ALL);
        long[] written = {0};
        try (Warehouse warehouse = Warehouse.open(store)) {
            if (file.isEmpty()) {
                write(warehouse, filter, new ObservationExport(standardOutput, form), written);
            } else {
                // beside the goal first: a file of that name is whole or the old one
                Path fresh = file.get().resolveSibling(file.get().getFileName() + ".new");
                try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                    write(warehouse, filter, new ObservationExport(out, form), written);
                }
                Files.move(fresh, file.get(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return written[0];
    }

    private static void write(Warehouse warehouse, ObservationFilter filter, ObservationExport export, long[] written) {
        export.begin();
        warehouse.forEach(filter, (source, observation) -> {
            export.write(source, observation);
            written[0]++;
        });
        export.end();
    }

    private static long parquet(Path store, Optional<String> document, Path file) {
        String where = document.map(path -> " WHERE document = '" + path.replace("'", "''") + "'")
                .orElse("");
        SqlDesk desk = new SqlDesk(store, new SqlDesk.Limits(java.time.Duration.ofMinutes(30), 1024));
        String columns = String.join(
                ", ",
                ObservationExport.COLUMNS.stream().map(name -> '"' + name + '"').toList());
        desk.toParquet("SELECT " + columns + " FROM observation" + where + " ORDER BY document, ordinal", file);
        return Files.exists(file) ? 1 : 0;
    }
}
