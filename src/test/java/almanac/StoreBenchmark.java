package almanac;

import almanac.index.SearchOptions;
import almanac.index.SearchQuery;
import almanac.index.SeriesIndex;
import almanac.index.SeriesIndexWriter;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.StoreFolder;
import almanac.warehouse.Warehouse;
import almanac.warehouse.WarehouseWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Measures the store at a size: {@code StoreBenchmark FOLDER [OBSERVATIONS]}. Prints a line a figure. */
public final class StoreBenchmark {
    private static final int BOOK = 2_000;
    private static final String[] QUERIES = {
        "江苏 地区生产总值",
        "R&D region:江苏 year:2010..2015",
        "沪 GDP",
        "高技术产业 出口 四川",
        "patents yunnan",
        "医药制造业 浙江 出口",
        "foreign direct investment hubei 2012",
        "专利授权量",
        "region:CN-42 indicator:gdp",
        "expenditure"
    };

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path store = Path.of(arguments[0]);
        int observations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int books = observations / BOOK;
        double load = 0;
        double index = 0;
        double loadProcessor = 0;
        double indexProcessor = 0;
        try (WarehouseWriter warehouse = WarehouseWriter.open(store);
                SeriesIndexWriter writer =
                        SeriesIndexWriter.open(warehouse.folder().lucene())) {
            warehouse.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            writer.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            List<DocumentRecord> batch = new ArrayList<>();
            for (int i = 0; i < books; i++) {
                batch.add(SyntheticBooks.book(i, BOOK, 1));
                if (batch.size() == 25 || i == books - 1) {
                    long start = System.nanoTime();
                    double processor = processor();
                    long generation = warehouse.commit(batch, List.of());
                    load += seconds(start);
                    loadProcessor += processor() - processor;
                    start = System.nanoTime();
                    processor = processor();
                    for (DocumentRecord book : batch) {
                        writer.replace(
                                book.source(), generation, book.observations(), book.sentences(), new TreeMap<>());
                    }
                    writer.commit(generation);
                    index += seconds(start);
                    indexProcessor += processor() - processor;
                    batch.clear();
                }
            }
            long start = System.nanoTime();
            warehouse.finish();
            load += seconds(start);
            warehouse.agreed();
            say("load, s", load);
            say("load, processor seconds", loadProcessor);
            say("index, s", index);
            say("index, processor seconds", indexProcessor);
            say("store, MB", size(store) / 1e6);

            double[] replace = new double[15];
            for (int i = 0; i < replace.length; i++) {
                DocumentRecord book = SyntheticBooks.book(i * 7 % books, BOOK, 2 + i);
                start = System.nanoTime();
                long generation = warehouse.commit(List.of(book), List.of());
                writer.replace(book.source(), generation, book.observations(), book.sentences(), new TreeMap<>());
                writer.commit(generation);
                warehouse.agreed();
                replace[i] = seconds(start) * 1000;
            }
            say("replace a document of 2,000, ms p50", percentile(replace, 0.5));
            say("replace a document of 2,000, ms worst", percentile(replace, 1));
        }
        long start = System.nanoTime();
        try (Warehouse warehouse = Warehouse.open(store)) {
            say("open the warehouse, ms", seconds(start) * 1000);
            List<String> regions =
                    SyntheticBooks.regions().stream().map(r -> r.code()).toList();
            ObservationFilter panel = ObservationFilter.ofIndicators(List.of("gdp", "fdi"))
                    .inRegions(regions.subList(1, 6))
                    .inYears(2010, 2010);
            double[] times = new double[20];
            int rows = 0;
            double processor = processor();
            for (int i = 0; i < times.length; i++) {
                start = System.nanoTime();
                rows = warehouse.observations(panel).size();
                times[i] = seconds(start) * 1000;
            }
            say("panel query (" + rows + " observations), ms p50", percentile(times, 0.5));
            say("panel query, processor ms", (processor() - processor) * 1000 / times.length);
        }
        start = System.nanoTime();
        try (SeriesIndex reader = SeriesIndex.open(new StoreFolder(store).lucene())) {
            say("open the index, ms", seconds(start) * 1000);
            say("series and sentences", reader.size());
            List<Double> times = new ArrayList<>();
            double processor = processor();
            for (int round = 0; round < 60; round++) {
                for (String text : QUERIES) {
                    SearchQuery.Parsed parsed = SearchQuery.parse(text);
                    start = System.nanoTime();
                    reader.search(((SearchQuery.Parsed.Understood) parsed).query(), SearchOptions.first(10));
                    if (round >= 10) {
                        times.add(seconds(start) * 1000);
                    }
                }
            }
            double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
            say("search, processor ms, mean with warming up", (processor() - processor) * 1000 / (60 * QUERIES.length));
            say("search, ms p50", percentile(all, 0.5));
            say("search, ms p99", percentile(all, 0.99));
        }
        System.gc();
        say(
                "heap after gc, MB",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6);
        say("resident at most, MB", resident());
    }

    /** Seconds of processor time, which a busy machine does not stretch as it stretches the clock. */
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private static double resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1000;
            }
        }
        return 0;
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    private static void say(String what, double figure) {
        System.out.println(String.format(Locale.ROOT, "%-45s %,12.1f", what, figure));
    }
}
