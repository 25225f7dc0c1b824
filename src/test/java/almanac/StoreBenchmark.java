package almanac;

import almanac.index.SearchOptions;
import almanac.index.SearchQuery;
import almanac.index.SeriesIndex;
import almanac.index.SeriesIndexWriter;
import almanac.model.Indicator;
import almanac.model.Region;
import almanac.rule.RuleBook;
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
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Measures the store at a size: {@code StoreBenchmark FOLDER [OBSERVATIONS [narrow]]}, from the top of the checkout.
 * Prints a line a figure. Books are of whole provinces with the indicators of {@code rules/}; {@code narrow} prints the
 * same 66 series in every book instead, the worst case for rivals. The queries are those of the judged set.
 */
public final class StoreBenchmark {
    private static final int BOOK = 2_000;
    private static final int ROUNDS = 12;
    private static final int WARM_ROUNDS = 4;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path store = Path.of(arguments[0]);
        int observations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int books = observations / BOOK;
        boolean narrow = arguments.length > 2 && arguments[2].equals("narrow");
        RuleBook rules = RuleBook.load(List.of(Path.of("rules")));
        List<Region> regions = List.copyOf(rules.lexicon().regions());
        List<Indicator> indicators = List.copyOf(rules.lexicon().indicators());
        SyntheticBooks.Cast cast = new SyntheticBooks.Cast(regions, indicators);
        Press press = narrow ? SyntheticBooks::book : cast::book;
        double load = 0;
        double index = 0;
        double loadProcessor = 0;
        double indexProcessor = 0;
        try (WarehouseWriter warehouse = WarehouseWriter.open(store);
                SeriesIndexWriter writer =
                        SeriesIndexWriter.open(warehouse.folder().lucene())) {
            warehouse.lexicon(regions, indicators);
            writer.lexicon(regions, indicators);
            List<DocumentRecord> batch = new ArrayList<>();
            for (int i = 0; i < books; i++) {
                batch.add(press.book(i, BOOK, 1));
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
                DocumentRecord book = press.book(i * 7 % books, BOOK, 2 + i);
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
            List<String> eleven = List.of(
                    "CN-31", "CN-32", "CN-33", "CN-34", "CN-36", "CN-42", "CN-43", "CN-50", "CN-51", "CN-52", "CN-53");
            List<String> six = narrow
                    ? List.of("gdp", "fdi")
                    : List.of("gdp", "gdp_per_head", "fdi", "patents.granted", "rd.expenditure", "population");
            ObservationFilter panel = ObservationFilter.ofIndicators(six)
                    .inRegions(narrow ? eleven.subList(0, 5) : eleven)
                    .inYears(narrow ? 2010 : 2002, narrow ? 2010 : 2018);
            panel("panel query, columns", () -> warehouse.figures(panel).size());
            panel(
                    "panel query, whole observations",
                    () -> warehouse.observations(panel).size());
        }
        start = System.nanoTime();
        try (SeriesIndex reader = SeriesIndex.open(new StoreFolder(store).lucene())) {
            say("open the index, ms", seconds(start) * 1000);
            say("series and sentences", reader.size());
            List<String> questions = questions();
            say("queries", questions.size());
            asked(reader, questions, false);
            asked(reader, questions, true);
        }
        System.gc();
        say(
                "heap after gc, MB",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6);
        say("resident at most, MB", resident());
    }

    private static void panel(String what, IntSupplier query) {
        double[] times = new double[40];
        int rows = 0;
        for (int i = -10; i < times.length; i++) {
            long start = System.nanoTime();
            rows = query.getAsInt();
            if (i >= 0) {
                times[i] = seconds(start) * 1000;
            } else if (i == -10) {
                say(what + ", the first of a process, ms", seconds(start) * 1000);
            }
        }
        say(what + " (" + rows + "), ms p50", percentile(times, 0.5));
        say(what + " (" + rows + "), ms p99", percentile(times, 0.99));
    }

    /** Makes a book. */
    private interface Press {
        DocumentRecord book(int number, int observations, long seed);
    }

    /** The queries of the judged set, and with each filter a few. */
    private static List<String> questions() throws IOException {
        List<String> questions = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/almanac/index/judged-queries.tsv"))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                questions.add(line.split("\t")[0]);
            }
        }
        questions.addAll(List.of(
                "region:CN-42 indicator:gdp",
                "region:江苏 year:2010..2015",
                "kind:table measure:level 出口",
                "unit:亿元 医药制造业",
                "source:book-7 GDP",
                "kind:sentence 增长",
                "\"地区生产总值\" year:2012",
                "expenditure -R&D",
                "simulated:no 人口"));
        return questions;
    }

    private static void asked(SeriesIndex reader, List<String> questions, boolean facets) {
        List<Double> times = new ArrayList<>();
        double slowest = 0;
        String slow = "";
        for (int round = 0; round < ROUNDS; round++) {
            for (String text : questions) {
                long start = System.nanoTime();
                SearchQuery.Parsed parsed = SearchQuery.parse(text);
                reader.search(
                        ((SearchQuery.Parsed.Understood) parsed).query(),
                        new SearchOptions(0, 10, SearchOptions.Sort.RELEVANCE, facets));
                double time = seconds(start) * 1000;
                if (round >= WARM_ROUNDS) {
                    times.add(time);
                    slow = time > slowest ? text : slow;
                    slowest = Math.max(slowest, time);
                }
            }
        }
        double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
        String how = facets ? "search with facets, ms " : "search, ms ";
        say(how + "p50", percentile(all, 0.5));
        say(how + "p99", percentile(all, 0.99));
        say(how + "slowest (" + slow + ")", slowest);
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
        System.out.println(String.format(Locale.ROOT, "%-60s %,12.1f", what, figure));
    }
}
