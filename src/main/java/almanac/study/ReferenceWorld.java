package almanac.study;

import almanac.complexity.ComplexityIndex;
import almanac.complexity.Expy;
import almanac.complexity.LocationQuotient;
import almanac.complexity.Presence;
import almanac.complexity.Prody;
import almanac.complexity.TradeMatrix;
import almanac.complexity.table.IncomeTable;
import almanac.complexity.table.TradeTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The world that places are measured with: whose PRODY, whose totals in RCA, whose PCI. By default the places
 * themselves; with a reference it is that one ({@code world}), the places all the same ({@code domestic}), or the
 * reference with one of its members replaced by the places ({@code mixed}: provinces in place of the nation).
 */
final class ReferenceWorld {
    private final ComplexitySettings settings;
    private final TradeTable places;
    private final Optional<TradeTable> reference;
    private final Optional<IncomeTable> income;
    private final Optional<IncomeTable> referenceIncome;
    private final ComplexityNotes notes;
    private final Map<String, Prody> prodies = new HashMap<>();
    private final Map<String, Map<String, Object>> samples = new HashMap<>();

    ReferenceWorld(
            ComplexitySettings settings,
            TradeTable places,
            Optional<TradeTable> reference,
            Optional<IncomeTable> income,
            Optional<IncomeTable> referenceIncome,
            ComplexityNotes notes) {
        this.settings = settings;
        this.places = places;
        this.reference = reference;
        this.income = income;
        this.referenceIncome = referenceIncome;
        this.notes = notes;
    }

    /** Whether there is a reference apart from the places. */
    boolean outside() {
        return reference.isPresent();
    }

    Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("given", outside());
        reference.ifPresent(table -> {
            description.put("rows", table.rowCount());
            description.put("years", table.years());
        });
        return description;
    }

    /** Exports of the reference in that year; a reference without years holds for all. */
    TradeMatrix exports(String year) {
        TradeTable table = reference.orElse(places);
        return table.exports(yearIn(table, year));
    }

    /** Quantities of the reference, with the products of {@link #exports}. */
    TradeMatrix quantities(String year) {
        TradeTable table = reference.orElse(places);
        return table.quantities(yearIn(table, year));
    }

    private static String yearIn(TradeTable table, String year) {
        return table.years().size() == 1 && (table.years().contains("") || year.isEmpty())
                ? table.years().get(0)
                : year;
    }

    /** The places' exports of products that the reference knows; what that leaves out is noted. */
    TradeMatrix covered(String year, TradeMatrix exports) {
        if (!outside()) {
            return exports;
        }
        Set<String> known = Set.copyOf(exports(year).products());
        if (known.isEmpty()) {
            notes.noReferenceYear(year);
            return exports;
        }
        double[] totals = exports.productTotals();
        double lost = 0;
        List<String> unknown = new ArrayList<>();
        for (int p = 0; p < totals.length; p++) {
            if (!known.contains(exports.products().get(p))) {
                unknown.add(exports.products().get(p));
                lost += totals[p];
            }
        }
        if (unknown.isEmpty()) {
            return exports;
        }
        notes.uncovered(year, unknown, lost / Arrays.stream(totals).sum());
        return exports.withProducts(p -> known.contains(exports.products().get(p)));
    }

    // ---- PRODY

    /** Exports and incomes that PRODY of one year is made of. */
    private record Sample(TradeMatrix exports, double[] income) {}

    private Sample sampleOf(String year) {
        String mode = outside() ? settings.referenceMode() : "domestic";
        TradeMatrix matrix;
        double[] incomes;
        if (mode.equals("domestic")) {
            matrix = places.exports(yearIn(places, year));
            incomes = incomes(income, year, matrix.locations());
        } else {
            TradeMatrix whole = exports(year);
            TradeMatrix world = whole.withLocations(
                    c -> !mode.equals("mixed") || !whole.locations().get(c).equals(settings.replaces()));
            incomes = incomes(referenceIncome, year, world.locations());
            matrix = world;
            if (mode.equals("mixed")) {
                TradeMatrix own = places.exports(year);
                List<String> members = new ArrayList<>();
                for (String place : own.locations()) {
                    members.add(world.locations().contains(place) ? place + " (place)" : place);
                }
                matrix = stacked(world, own, members);
                double[] ownIncomes = incomes(income, year, own.locations());
                double[] all = Arrays.copyOf(incomes, incomes.length + ownIncomes.length);
                System.arraycopy(ownIncomes, 0, all, incomes.length, ownIncomes.length);
                incomes = all;
            }
        }
        return new Sample(matrix, incomes);
    }

    private static double[] incomes(Optional<IncomeTable> table, String year, List<String> locations) {
        return table.map(t -> t.incomes(year, locations)).orElseGet(() -> undefined(locations.size()));
    }

    private static TradeMatrix stacked(TradeMatrix first, TradeMatrix second, List<String> secondLabels) {
        TreeSet<String> union = new TreeSet<>(first.products());
        union.addAll(second.products());
        List<String> products = List.copyOf(union);
        TradeMatrix upper = first.alignedTo(products);
        TradeMatrix lower = second.alignedTo(products);
        double[] values = Arrays.copyOf(upper.values(), upper.values().length + lower.values().length);
        System.arraycopy(lower.values(), 0, values, upper.values().length, lower.values().length);
        List<String> locations = new ArrayList<>(upper.locations());
        locations.addAll(secondLabels);
        return new TradeMatrix(locations, products, values);
    }

    /** The sample of that year with the incomes of places outside the sample rules taken out. */
    private Sample ruled(String year) {
        Sample sample = sampleOf(year);
        double[] totals = sample.exports().locationTotals();
        double[] incomes = sample.income().clone();
        Optional<IncomeTable> people = referenceIncome.isPresent() ? referenceIncome : income;
        List<String> members = sample.exports().locations();
        double[] populations =
                people.map(t -> t.populations(year, members)).orElseGet(() -> new double[members.size()]);
        Set<String> always = settings.balanced() ? alwaysThere() : Set.of();
        List<String> out = new ArrayList<>();
        List<String> without = new ArrayList<>();
        double lost = 0;
        for (int c = 0; c < incomes.length; c++) {
            if (Double.isNaN(incomes[c])) {
                without.add(members.get(c));
                lost += totals[c];
            } else if (totals[c] < settings.minLocationExports()
                    || settings.minPopulation() > 0 && !(populations[c] >= settings.minPopulation())
                    || settings.balanced() && !always.contains(members.get(c))) {
                out.add(members.get(c));
                incomes[c] = Double.NaN;
            }
        }
        double all = Arrays.stream(totals).sum();
        if (income.isPresent() || referenceIncome.isPresent()) {
            notes.noIncome(year, incomes.length, without, lost / all, hint(without));
            notes.leftOut(year, "places", out.size(), "the sample rules of PRODY", out);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("prody_sample", incomes.length - without.size() - out.size());
        described.put("prody_left_out_by_rules", out);
        described.put("without_gdp", without);
        described.put("share_of_exports_without_gdp", lost / all);
        samples.put(year, described);
        return new Sample(sample.exports(), incomes);
    }

    /** A code of the income table that one of the missing ones may be a spelling of. */
    private String hint(List<String> without) {
        Set<String> members = new TreeSet<>(places.locations());
        reference.ifPresent(table -> members.addAll(table.locations()));
        Optional<IncomeTable> table = referenceIncome.isPresent() ? referenceIncome : income;
        List<String> unused = table.map(IncomeTable::locations).orElse(List.of()).stream()
                .filter(code -> !members.contains(code))
                .toList();
        for (String code : without) {
            for (String other : unused) {
                if (code.equalsIgnoreCase(other)) {
                    return "is " + code + " the " + other + " of the GDP file?";
                }
            }
        }
        return unused.isEmpty()
                ? "their EXPY is still computed"
                : "codes of the GDP file that no exporter has: " + ComplexityNotes.named(unused);
    }

    /** Places with exports and income in every year. */
    private Set<String> alwaysThere() {
        Set<String> always = new TreeSet<>();
        boolean first = true;
        for (String year : prodyYears()) {
            Sample sample = sampleOf(year);
            double[] totals = sample.exports().locationTotals();
            Set<String> there = new TreeSet<>();
            for (int c = 0; c < totals.length; c++) {
                if (totals[c] > 0 && !Double.isNaN(sample.income()[c])) {
                    there.add(sample.exports().locations().get(c));
                }
            }
            if (first) {
                always.addAll(there);
            } else {
                always.retainAll(there);
            }
            first = false;
        }
        return always;
    }

    private List<String> prodyYears() {
        boolean domestic = !outside() || settings.referenceMode().equals("domestic");
        TradeTable table = domestic ? places : reference.orElseThrow();
        return table.years();
    }

    /** The PRODY that EXPY of {@code year} is measured with. */
    Prody prody(String year) {
        Prody known = prodies.get(year);
        if (known == null) {
            known = made(year, Optional.empty());
            prodies.put(year, known);
        }
        return known;
    }

    /** PRODY from shares inside {@code products} only. */
    Prody prodyWithin(String year, Set<String> products) {
        return made(year, Optional.of(products));
    }

    private Prody made(String year, Optional<Set<String>> within) {
        String mode = settings.prodyYears();
        if (mode.startsWith("base:")) {
            return yearly(mode.substring("base:".length()), within);
        }
        return switch (mode) {
            case "mean" -> mean(within);
            case "mean-gdp" -> {
                Sample sample = restricted(ruled(year), within);
                yield Prody.of(sample.exports(), meanIncome(sample), settings.weights());
            }
            case "mean-trade" -> meanTrade(year, within);
            default -> yearly(year, within);
        };
    }

    private Prody yearly(String year, Optional<Set<String>> within) {
        Sample sample = restricted(ruled(year), within);
        return Prody.of(sample.exports(), sample.income(), settings.weights());
    }

    private static Sample restricted(Sample sample, Optional<Set<String>> within) {
        return within.map(products -> new Sample(
                        sample.exports()
                                .withProducts(p -> products.contains(
                                        sample.exports().products().get(p))),
                        sample.income()))
                .orElse(sample);
    }

    /** The mean of the yearly PRODYs over the years in which a product has one. */
    private Prody mean(Optional<Set<String>> within) {
        Map<String, double[]> sums = new java.util.TreeMap<>();
        for (String year : prodyYears()) {
            Prody one = yearly(year, within);
            for (int p = 0; p < one.products().size(); p++) {
                if (!Double.isNaN(one.values()[p])) {
                    double[] sum = sums.computeIfAbsent(one.products().get(p), key -> new double[2]);
                    sum[0] += one.values()[p];
                    sum[1]++;
                }
            }
        }
        return fromMap(sums);
    }

    private static Prody fromMap(Map<String, double[]> sums) {
        double[] values =
                sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
        double[] weights = sums.values().stream().mapToDouble(sum -> sum[1]).toArray();
        return new Prody(List.copyOf(sums.keySet()), values, weights);
    }

    /** Each place's income as its mean over the years in which it has one. */
    private double[] meanIncome(Sample sample) {
        double[] means = new double[sample.income().length];
        for (int c = 0; c < means.length; c++) {
            String place = sample.exports().locations().get(c);
            double sum = 0;
            int count = 0;
            for (String year : prodyYears()) {
                double value = incomeOf(year, place);
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            means[c] = Double.isNaN(sample.income()[c]) || count == 0 ? Double.NaN : sum / count;
        }
        return means;
    }

    private double incomeOf(String year, String place) {
        double value = referenceIncome
                .map(table -> table.income(year, place).orElse(Double.NaN))
                .orElse(Double.NaN);
        return Double.isNaN(value)
                ? income.map(table -> table.income(year, place).orElse(Double.NaN))
                        .orElse(Double.NaN)
                : value;
    }

    /** Exports as their mean over the years, incomes of the year. */
    private Prody meanTrade(String year, Optional<Set<String>> within) {
        Map<String, Map<String, Double>> sums = new java.util.TreeMap<>();
        TreeSet<String> products = new TreeSet<>();
        for (String each : prodyYears()) {
            TradeMatrix matrix = restricted(sampleOf(each), within).exports();
            products.addAll(matrix.products());
            for (int c = 0; c < matrix.rows(); c++) {
                Map<String, Double> row =
                        sums.computeIfAbsent(matrix.locations().get(c), key -> new HashMap<>());
                for (int p = 0; p < matrix.columns(); p++) {
                    row.merge(matrix.products().get(p), matrix.at(c, p), Double::sum);
                }
            }
        }
        Sample now = ruled(year);
        List<String> columns = List.copyOf(products);
        double[] values = new double[now.exports().rows() * columns.size()];
        for (int c = 0; c < now.exports().rows(); c++) {
            Map<String, Double> row =
                    sums.getOrDefault(now.exports().locations().get(c), Map.of());
            for (int p = 0; p < columns.size(); p++) {
                values[c * columns.size() + p] =
                        row.getOrDefault(columns.get(p), 0.0) / prodyYears().size();
            }
        }
        return Prody.of(new TradeMatrix(now.exports().locations(), columns, values), now.income(), settings.weights());
    }

    /** The sample that PRODY of {@code year} was made of, for {@code method.json}. */
    Map<String, Object> sample(String year) {
        return samples.getOrDefault(year, Map.of());
    }

    /** EXPY with the own income left out of PRODY, for the places that are in the sample of PRODY. */
    double[] leavingOwnOut(String year, TradeMatrix exports) {
        Sample sample = ruled(year);
        Expy others = Expy.leavingOwnOut(sample.exports(), sample.income(), settings.weights());
        double[] values = Expy.of(exports, prody(year)).values().clone();
        for (int c = 0; c < values.length; c++) {
            int at = sample.exports().locations().indexOf(exports.locations().get(c));
            values[c] = at < 0 ? values[c] : others.values()[at];
        }
        return values;
    }

    /** PCI of the reference, for {@code products}. */
    double[] complexity(String year, List<String> products) {
        TradeMatrix world = exports(year);
        double[] quotients = LocationQuotient.of(world);
        Presence presence = Presence.of(
                world,
                quotients,
                settings.conventions().threshold(),
                settings.conventions().strict());
        ComplexityIndex index = ComplexityIndex.of(presence, settings.conventions(), presence.diversity());
        double[] aligned = new double[products.size()];
        for (int p = 0; p < aligned.length; p++) {
            int at = world.products().indexOf(products.get(p));
            aligned[p] = at < 0 ? Double.NaN : index.pci()[at];
        }
        return aligned;
    }

    private static double[] undefined(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
