package almanac.study;

import almanac.SyntheticBooks;
import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.Warehouse;
import almanac.warehouse.WarehouseWriter;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures the checks at a size: {@code FindingsBenchmark FOLDER [OBSERVATIONS]}, from the top of the checkout. Invents
 * yearbooks as they are: each prints 16 indicators of 31 provinces for four years; the next edition goes on by a year, so
 * that most figures stand in four books; one figure in four hundred differs between them, and one book in ten was revised.
 */
public final class FindingsBenchmark {
    private static final int YEARS = 4;
    private static final int THINGS = 16;

    private FindingsBenchmark() {}

    public static void main(String[] arguments) {
        Path store = Path.of(arguments[0]);
        int wanted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        RuleBook rules = RuleBook.load(List.of(Path.of("rules")));
        List<Region> provinces = rules.lexicon().regions().stream()
                .filter(r -> r.level().equals("province"))
                .toList();
        List<Indicator> indicators = List.copyOf(rules.lexicon().indicators());
        Unit unit = rules.lexicon().units().named("亿元").orElseThrow();
        int size = provinces.size() * THINGS * YEARS;
        int books = Math.max(1, wanted / size);
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.lexicon(List.copyOf(rules.lexicon().regions()), indicators);
            List<DocumentRecord> batch = new ArrayList<>();
            for (int i = 0; i < books; i++) {
                batch.add(book(i, provinces, indicators, unit, 0));
                if (batch.size() == 25 || i == books - 1) {
                    writer.commit(batch, List.of());
                    batch.clear();
                }
            }
            writer.finish();
            say("observations", books * size);
            say("findings", keep(writer, rules, store, "first run"));
            for (int again = 1; again <= 3; again++) {
                writer.commit(List.of(book(books / 2 + again, provinces, indicators, unit, again)), List.of());
                say("findings", keep(writer, rules, store, "one document changed"));
            }
        }
    }

    private static int keep(WarehouseWriter writer, RuleBook rules, Path store, String what) {
        long start = System.nanoTime();
        double processor = processor();
        List<FindingRecord> records;
        try (Warehouse warehouse = Warehouse.open(store)) {
            records = StoredFindings.fresh(rules, warehouse, (done, all, path) -> {})
                    .orElseThrow();
        }
        say(what + ", checking, s", (System.nanoTime() - start) / 1e9);
        say(what + ", checking, processor seconds of the process", processor() - processor);
        writer.findings(records, StoredFindings.stamp(rules, writer.generation()));
        say(what + ", checking and keeping, s", (System.nanoTime() - start) / 1e9);
        return records.size();
    }

    private static DocumentRecord book(
            int number, List<Region> provinces, List<Indicator> indicators, Unit unit, int salt) {
        String path = "books/" + number + ".xls";
        Source source = SyntheticBooks.named(path);
        int lines = indicators.size() / THINGS;
        int first = 1990 + number / lines % 30;
        boolean revised = (number * 7 + salt) % 10 == 0;
        List<Observation> list = new ArrayList<>();
        for (int thing = 0; thing < THINGS; thing++) {
            Indicator indicator = indicators.get(number % lines * THINGS + thing);
            // beyond thirty editions another industry is printed
            TreeMap<String, String> qualifiers = new TreeMap<>();
            if (number / lines >= 30) {
                qualifiers.put("industry", "行业" + number / lines / 30);
            }
            for (int place = 0; place < provinces.size(); place++) {
                Region region = provinces.get(place);
                for (int year = first; year < first + YEARS; year++) {
                    int lot =
                            Math.floorMod((number * 31 + thing * 1009 + place * 9176 + year * 613 + salt) * 40503, 400);
                    double value = (50 + 37 * place + 11 * thing)
                            * Math.pow(1.08, year - 1990)
                            * (lot == 0 ? 1.1 : 1)
                            * (revised && thing % 4 == 0 ? 1.02 : 1);
                    BigDecimal printed = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
                    list.add(new Observation(
                            Long.toString(number * 100_000L + list.size(), 36),
                            new Named(region.zh(), Optional.of(region.code()), "province"),
                            new Named(indicator.zh(), Optional.of(indicator.id()), indicator.kind()),
                            qualifiers,
                            Period.ofYear(year),
                            new Reading.Amount(printed, Optional.empty(), printed.toPlainString()),
                            Measure.LEVEL,
                            "亿元",
                            unit,
                            new Locator.CellAt(
                                    path,
                                    "1",
                                    "t" + thing,
                                    place,
                                    year - first,
                                    "r" + place + "c" + (year - first),
                                    Optional.empty()),
                            "table.test",
                            "",
                            Integer.toString(first),
                            region.zh() + " | " + indicator.zh()));
                }
            }
        }
        return new DocumentRecord(
                source, "/corpus", "i" + salt, "rules", true, 1, List.of(), List.of(), list, List.of());
    }

    private static double processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    private static void say(String what, double figure) {
        System.out.println(what + "\t" + String.format(Locale.ROOT, "%.2f", figure));
    }
}
