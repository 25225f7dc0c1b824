package almanac.study;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Indicator;
import almanac.model.Measure;
import almanac.model.Region;
import almanac.model.Source;
import almanac.warehouse.Figures;
import almanac.warehouse.ObservationFilter;
import almanac.warehouse.SqlDesk;
import almanac.warehouse.Warehouse;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Region by indicator by year, without a study: one figure a key (real before simulated, counted before forecast, then
 * the newest edition, then the order of the books), years across; the sum of the regions below a region beside its own
 * printed figure.
 */
public final class CubeDesk {
    /** A name that is no region or indicator of the store's lexicon. */
    public static final Diagnostic.Code NO_SUCH_NAME =
            new Diagnostic.Code("ALM-4030", Diagnostic.Severity.ERROR, "no region or indicator has this name");

    /** Formats of {@link #print}; the table has years across, the others a row a figure. */
    public static final List<String> FORMATS = List.of("table", "csv", "json");

    /**
     * What is wanted.
     *
     * @param indicators ids or names; none means all
     * @param regions codes or names; none means all
     * @param under a region, by code or name: those directly below it and their sum
     * @param measure only these figures
     * @param columns width of the terminal, which parts a table with many years; 0 for none
     */
    public record Wanted(
            List<String> indicators,
            List<String> regions,
            Optional<String> under,
            int from,
            int to,
            Measure measure,
            String format,
            int columns) {
        public Wanted {
            indicators = List.copyOf(indicators);
            regions = List.copyOf(regions);
        }
    }

    /** A line of the cube; sorted by indicator, then region, then what narrows it. */
    private record Row(String indicator, String region, String qualifiers) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Comparator.comparing(Row::indicator)
                    .thenComparing(Row::qualifiers)
                    .thenComparing(Row::region)
                    .compare(this, other);
        }
    }

    private static final String SUM = "sum";
    /** More digits than any book prints, fewer than a double's noise. */
    private static final MathContext FIGURES = new MathContext(12);

    private final Warehouse warehouse;
    private final Wanted wanted;
    private final Map<String, Region> regions = new TreeMap<>();
    private final Map<String, Indicator> indicators = new TreeMap<>();
    private final SortedMap<Row, SortedMap<Integer, Integer>> chosen = new TreeMap<>();
    private final SortedMap<Row, SortedSet<Integer>> disputed = new TreeMap<>();
    private final Map<String, Integer> models = new TreeMap<>();

    private CubeDesk(Warehouse warehouse, Wanted wanted) {
        this.warehouse = warehouse;
        this.wanted = wanted;
        warehouse.regions().forEach(region -> regions.put(region.code(), region));
        warehouse.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    }

    /**
     * Prints the cube.
     *
     * @return notes on what was printed
     * @throws EnvironmentTrouble when there is no store, or a name is unknown
     */
    public static List<String> print(Path store, Wanted wanted, Writer out) {
        try (Warehouse warehouse = Warehouse.open(store)) {
            return new CubeDesk(warehouse, wanted).print(out);
        }
    }

    private List<String> print(Writer out) {
        List<String> codes = new ArrayList<>();
        wanted.regions().forEach(name -> codes.add(region(name)));
        wanted.under().map(this::region).ifPresent(parent -> {
            codes.add(parent);
            regions.values().stream()
                    .filter(region -> region.parent().filter(parent::equals).isPresent())
                    .forEach(region -> codes.add(region.code()));
        });
        List<String> ids = wanted.indicators().stream().map(this::indicator).toList();
        Figures figures = warehouse.figures(
                ObservationFilter.ofIndicators(ids).inRegions(codes).inYears(wanted.from(), wanted.to()));
        choose(figures);
        if (chosen.isEmpty() && wanted.format().equals("table")) {
            return List.of("The store has no such figures; almanac search shows what it has.");
        }
        if (wanted.format().equals("table")) {
            SortedSet<Integer> years = new TreeSet<>();
            chosen.values().forEach(byYear -> years.addAll(byYear.keySet()));
            for (List<Integer> part : parts(figures, List.copyOf(years))) {
                QueryDesk.print("table", out, 0, taker -> table(figures, part, taker));
            }
        } else {
            QueryDesk.print(wanted.format(), out, 0, taker -> list(figures, taker));
        }
        List<String> notes = new ArrayList<>();
        if (!disputed.isEmpty() && wanted.format().equals("table")) {
            notes.add("* other books print another figure: almanac query \"FROM vintages WHERE figures > 1\"");
        }
        return notes;
    }

    private String region(String name) {
        return regions.values().stream()
                .filter(r -> name.equalsIgnoreCase(r.code())
                        || named(name, r.zh(), r.en(), r.aliases())
                        || r.level().equals("province") && (name.equals(r.zh() + "省") || name.equals(r.zh() + "市")))
                .map(Region::code)
                .findFirst()
                .orElseThrow(() -> unknown(name, "region"));
    }

    private String indicator(String name) {
        return indicators.values().stream()
                .filter(i -> name.equalsIgnoreCase(i.id()) || named(name, i.zh(), i.en(), i.aliases()))
                .map(Indicator::id)
                .findFirst()
                .orElseThrow(() -> unknown(name, "indicator"));
    }

    private static boolean named(String name, String zh, String en, List<String> aliases) {
        return name.equals(zh) || name.equalsIgnoreCase(en) || aliases.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static EnvironmentTrouble unknown(String name, String what) {
        return new EnvironmentTrouble(Diagnostic.of(
                NO_SUCH_NAME,
                name,
                "there is no " + what + " of this name in the store",
                "look for it: almanac search \"" + name + "\", or almanac rules list"));
    }

    /** One figure a key; that others differ is noted. */
    private void choose(Figures figures) {
        Map<String, Source> sources = warehouse.sources();
        Comparator<Integer> better = Comparator.comparing(
                        (Integer row) -> Optional.ofNullable(sources.get(figures.source(row)))
                                .map(Source::simulated)
                                .orElse(false))
                .thenComparing(figures::foreseen)
                .thenComparing(figures::vintage, Comparator.reverseOrder())
                .thenComparing(figures::source)
                .thenComparing(figures::ordinal);
        List<Integer> rows = new ArrayList<>(figures.rows());
        rows.removeIf(row -> figures.measure(row) != wanted.measure()
                || figures.region(row).id().isEmpty()
                || figures.indicator(row).id().isEmpty()
                || figures.period(row).year().isEmpty());
        rows.sort(better);
        for (int row : rows) {
            Row key = new Row(
                    figures.indicator(row).id().orElseThrow(),
                    figures.region(row).id().orElseThrow(),
                    qualifiers(figures.qualifiers(row)));
            int year = figures.period(row).year().orElseThrow();
            Integer first = chosen.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(year, row);
            if (first != null && Double.compare(amount(figures, first), amount(figures, row)) != 0) {
                disputed.computeIfAbsent(key, k -> new TreeSet<>()).add(year);
            }
        }
    }

    private static double amount(Figures figures, int row) {
        return Double.isNaN(figures.base(row)) ? figures.value(row) : figures.base(row);
    }

    private static String qualifiers(SortedMap<String, String> qualifiers) {
        return String.join(", ", qualifiers.values());
    }

    /** As many years side by side as the terminal holds. */
    private List<List<Integer>> parts(Figures figures, List<Integer> years) {
        int names = 0;
        int widest = 4;
        for (Map.Entry<Row, SortedMap<Integer, Integer>> line : chosen.entrySet()) {
            Row key = line.getKey();
            int unit = model(figures, key.indicator());
            names = Math.max(
                    names,
                    Math.min(40, TerminalText.width(shown(key)))
                            + TerminalText.width(regionName(key.region()))
                            + TerminalText.width(figures.unitLabel(unit)));
            for (int row : line.getValue().values()) {
                widest = Math.max(widest, TerminalText.width(number(figures, row, unit)) + 1);
            }
        }
        int room = wanted.columns() - names - 4;
        int most = wanted.columns() == 0 ? Math.max(1, years.size()) : Math.max(1, room / (widest + 2));
        List<List<Integer>> parts = new ArrayList<>();
        for (int from = 0; from < years.size(); from += most) {
            parts.add(years.subList(from, Math.min(years.size(), from + most)));
        }
        return parts;
    }

    /** The figure whose unit an indicator's rows are shown in: the unit that most of its figures are printed in. */
    private int model(Figures figures, String indicator) {
        return models.computeIfAbsent(indicator, id -> {
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, Integer> examples = new TreeMap<>();
            chosen.forEach((key, byYear) -> {
                if (key.indicator().equals(id)) {
                    byYear.values().forEach(row -> {
                        counts.merge(figures.unitLabel(row), 1, Integer::sum);
                        examples.putIfAbsent(figures.unitLabel(row), row);
                    });
                }
            });
            String most = counts.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey();
            return Objects.requireNonNull(examples.get(most));
        });
    }

    /** The figure in the unit of another, empty where the two have no dimension in common. */
    private static Optional<BigDecimal> converted(Figures figures, int row, int model) {
        if (figures.unitLabel(row).equals(figures.unitLabel(model))
                || figures.unit(row).equals(figures.unit(model))) {
            return Optional.of(BigDecimal.valueOf(figures.value(row)));
        }
        boolean convertible = !Double.isNaN(figures.base(row))
                && figures.unit(row).dimension().equals(figures.unit(model).dimension())
                && figures.unit(model).factor().signum() != 0;
        return convertible
                ? Optional.of(BigDecimal.valueOf(figures.base(row))
                        .divide(figures.unit(model).factor(), MathContext.DECIMAL64)
                        .round(FIGURES))
                : Optional.empty();
    }

    private void table(Figures figures, List<Integer> years, SqlDesk.RowTaker taker) {
        List<String> names = new ArrayList<>(List.of("indicator", "region", "unit"));
        List<Boolean> numeric = new ArrayList<>(List.of(false, false, false));
        for (int year : years) {
            names.add(Integer.toString(year));
            numeric.add(true);
        }
        taker.columns(names, numeric);
        SortedMap<Row, SortedMap<Integer, BigDecimal>> sums = new TreeMap<>();
        SortedMap<Row, SortedMap<Integer, Integer>> counts = new TreeMap<>();
        chosen.forEach((key, byYear) -> {
            int unit = model(figures, key.indicator());
            List<@Nullable String> row =
                    new ArrayList<>(List.of(shown(key), regionName(key.region()), figures.unitLabel(unit)));
            for (int year : years) {
                Integer at = byYear.get(year);
                boolean other = disputed.getOrDefault(key, new TreeSet<>()).contains(year);
                row.add(at == null ? "" : number(figures, at, unit) + (other ? "*" : ""));
                boolean member = wanted.under().isPresent()
                        && Optional.ofNullable(regions.get(key.region()))
                                .flatMap(Region::parent)
                                .filter(parent ->
                                        parent.equals(region(wanted.under().get())))
                                .isPresent();
                Optional<BigDecimal> amount = member && at != null ? converted(figures, at, unit) : Optional.empty();
                if (amount.isPresent()) {
                    Row sum = new Row(key.indicator(), SUM + " in " + figures.unitLabel(unit), key.qualifiers());
                    sums.computeIfAbsent(sum, k -> new TreeMap<>()).merge(year, amount.get(), BigDecimal::add);
                    counts.computeIfAbsent(sum, k -> new TreeMap<>()).merge(year, 1, Integer::sum);
                }
            }
            taker.row(row);
        });
        sums.forEach((key, byYear) -> {
            int members = counts.getOrDefault(key, new TreeMap<>()).values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            List<@Nullable String> row = new ArrayList<>(
                    List.of(shown(key), "sum of up to " + members, key.region().substring((SUM + " in ").length())));
            for (int year : years) {
                BigDecimal sum = byYear.get(year);
                row.add(sum == null ? "" : plain(sum));
            }
            taker.row(row);
        });
    }

    private static String number(Figures figures, int row, int unit) {
        return converted(figures, row, unit)
                .map(CubeDesk::plain)
                .orElseGet(() -> plain(BigDecimal.valueOf(figures.value(row))) + " " + figures.unitLabel(row));
    }

    private void list(Figures figures, SqlDesk.RowTaker taker) {
        taker.columns(
                List.of(
                        "indicator",
                        "region",
                        "region_zh",
                        "qualifiers",
                        "measure",
                        "year",
                        "value",
                        "unit",
                        "document",
                        "vintage",
                        "disputed",
                        "id"),
                List.of(false, false, false, false, false, true, true, false, false, false, false, false));
        chosen.forEach((key, byYear) -> byYear.forEach((year, row) -> {
            List<@Nullable String> fields = new ArrayList<>();
            fields.add(key.indicator());
            fields.add(key.region());
            fields.add(Optional.ofNullable(regions.get(key.region()))
                    .map(Region::zh)
                    .orElse(""));
            fields.add(key.qualifiers());
            fields.add(wanted.measure().code());
            fields.add(Integer.toString(year));
            fields.add(plain(BigDecimal.valueOf(figures.value(row))));
            fields.add(figures.unitLabel(row));
            fields.add(Optional.ofNullable(warehouse.sources().get(figures.source(row)))
                    .map(Source::path)
                    .orElse(""));
            fields.add(figures.vintage(row));
            fields.add(
                    Boolean.toString(disputed.getOrDefault(key, new TreeSet<>()).contains(year)));
            fields.add(warehouse.observation(figures, row).id());
            taker.row(fields);
        }));
    }

    private String shown(Row key) {
        String name = Optional.ofNullable(indicators.get(key.indicator()))
                .map(i -> i.zh().isBlank() ? i.en() : i.zh())
                .orElse(key.indicator());
        return key.qualifiers().isEmpty() ? name : name + " (" + key.qualifiers() + ")";
    }

    private String regionName(String code) {
        return Optional.ofNullable(regions.get(code))
                .map(r -> (r.zh().isBlank() ? r.en() : r.zh()))
                .orElse(code);
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return String.format(Locale.ROOT, "%s", bare.toPlainString());
    }
}
