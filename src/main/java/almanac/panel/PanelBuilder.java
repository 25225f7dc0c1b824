package almanac.panel;

import almanac.model.Choice;
import almanac.model.Diagnostic;
import almanac.model.Measure;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.Panel.Cell;
import almanac.model.Panel.Key;
import almanac.model.Panel.Origin;
import almanac.model.Reading;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.panel.PanelSpec.Computed;
import almanac.panel.PanelSpec.Expy;
import almanac.panel.PanelSpec.Printed;
import almanac.panel.PanelSpec.VariableSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Panel}: chooses among rivals, converts units, computes formulas, and keeps for each cell what it came
 * from.
 */
public final class PanelBuilder {
    /** An observation has another dimension than its variable asks for. */
    public static final Diagnostic.Code OTHER_DIMENSION =
            new Diagnostic.Code("ALM-5101", Diagnostic.Severity.WARNING, "unit of another dimension");
    /** Countries without income cannot enter PRODY. */
    public static final Diagnostic.Code NO_INCOME =
            new Diagnostic.Code("ALM-5102", Diagnostic.Severity.NOTE, "exporters without GDP per head");
    /** A variable of the study has no number at all. */
    public static final Diagnostic.Code NO_DATA =
            new Diagnostic.Code("ALM-5103", Diagnostic.Severity.ERROR, "a variable without data");

    /** A series that should come from one vintage does not in all years. */
    public static final Diagnostic.Code OTHER_VINTAGE =
            new Diagnostic.Code("ALM-5104", Diagnostic.Severity.NOTE, "years of another vintage");

    /** The region code under which PRODY stands in the panel: it belongs to products, not to a place. */
    public static final String WORLD = "WORLD";

    /** Years that a chained index may span. */
    private static final int LONGEST_CHAIN = 300;

    /** Qualifiers that describe a figure without narrowing it. */
    private static final Set<String> DESCRIPTIVE = Set.of("basis", "base", "price", "note");

    /** The panel and what was met on the way. */
    public record Result(Panel panel, List<Diagnostic> diagnostics) {
        public Result {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private final PanelSpec spec;
    private final RivalChooser chooser;
    private final Sophistication sophistication;
    private final Map<String, VariableSpec> variables = new LinkedHashMap<>();
    private final SortedMap<Key, Cell> cells = new TreeMap<>();
    /** Cells of a finished panel that this one changes in places; see {@link PanelChange}. */
    private final Map<Key, Cell> before;
    /** Cells of {@link #before} that must be computed anew. */
    private final Set<Key> outdated;
    /** For each variable along an axis: its axis values. */
    private final Map<String, SortedSet<String>> axes = new LinkedHashMap<>();
    /** For each variable that is printed everywhere: the places. */
    private final Map<String, SortedSet<String>> places = new LinkedHashMap<>();

    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private PanelBuilder(PanelSpec spec, Map<String, Source> sources, Sophistication sophistication) {
        this.spec = spec;
        this.chooser = new RivalChooser(spec.rivals(), sources);
        this.sophistication = sophistication;
        this.before = Map.of();
        this.outdated = Set.of();
        spec.variables().forEach(variable -> variables.put(variable.name(), variable));
    }

    /** Over a finished panel of the same spec, of which some cells are given and others must be computed anew. */
    PanelBuilder(
            PanelSpec spec,
            Map<Key, Cell> before,
            Map<Key, Cell> given,
            Set<Key> outdated,
            Map<String, SortedSet<String>> axes,
            Map<String, SortedSet<String>> places,
            Sophistication sophistication) {
        this.spec = spec;
        this.chooser = new RivalChooser(spec.rivals(), Map.of());
        this.sophistication = sophistication;
        this.before = before;
        this.outdated = outdated;
        this.axes.putAll(axes);
        this.places.putAll(places);
        this.cells.putAll(given);
        spec.variables().forEach(variable -> variables.put(variable.name(), variable));
    }

    private @Nullable Cell known(Key key) {
        Cell own = cells.get(key);
        return own != null || outdated.contains(key) ? own : before.get(key);
    }

    /**
     * Builds the panel.
     *
     * @param observations everything the store has on the indicators of the study
     * @param sources by id
     */
    public static Result build(
            PanelSpec spec,
            List<Observation> observations,
            Map<String, Source> sources,
            Sophistication sophistication) {
        PanelBuilder builder = new PanelBuilder(spec, sources, sophistication);
        Map<String, List<Observation>> byIndicator = new TreeMap<>();
        for (Observation observation : observations) {
            observation
                    .indicator()
                    .id()
                    .ifPresent(id -> byIndicator
                            .computeIfAbsent(id, k -> new ArrayList<>())
                            .add(observation));
        }
        for (VariableSpec variable : spec.variables()) {
            if (variable instanceof Printed printed) {
                builder.choose(printed, byIndicator.getOrDefault(printed.indicator(), List.of()));
            }
        }
        List<Panel.Variable> described = new ArrayList<>();
        for (VariableSpec variable : spec.variables()) {
            for (String region : spec.regions()) {
                for (int year : spec.years()) {
                    if (!(variable instanceof Printed printed && printed.by().isPresent())) {
                        builder.cell(new Key(variable.name(), region, year)); // of non-members too: lags may need them
                    }
                }
            }
            described.add(builder.describe(variable));
            builder.complainIfEmpty(variable);
        }
        return new Result(new Panel(spec.regions(), spec.years(), described, builder.cells), builder.diagnostics);
    }

    private Panel.Variable describe(VariableSpec variable) {
        String definition;
        String unit = "";
        if (variable instanceof Printed printed) {
            definition =
                    printed.indicator() + (printed.by().map(by -> " by " + by).orElse(""));
            unit = printed.unit().map(Unit::id).orElse("");
        } else if (variable instanceof Computed computed) {
            definition = computed.text();
        } else {
            Expy expy = (Expy) variable;
            definition =
                    "EXPY of " + expy.exports() + " over PRODY of " + expy.worldExports() + " and " + expy.income();
        }
        return new Panel.Variable(variable.name(), variable.en(), variable.zh(), definition, unit);
    }

    private void complainIfEmpty(VariableSpec variable) {
        boolean any = cells.entrySet().stream()
                .anyMatch(entry -> (entry.getKey().variable().equals(variable.name())
                                || entry.getKey().variable().startsWith(variable.name() + "["))
                        && entry.getValue().value().isPresent());
        if (!any) {
            diagnostics.add(Diagnostic.of(
                    NO_DATA,
                    "panel",
                    "the variable " + variable.name() + " has no number for any region and year of the study",
                    variable instanceof Printed printed
                            ? "look what the store has: almanac search \"indicator:" + printed.indicator() + "\""
                            : "look at the variables its formula names"));
        }
    }

    // --- printed variables ---------------------------------------------------------------------------------------

    private void choose(Printed variable, List<Observation> observations) {
        Set<String> wanted = new LinkedHashSet<>(spec.regions());
        wanted.add(spec.nation());
        variable.region().ifPresent(wanted::add);
        SortedMap<Key, List<Observation>> rivals = new TreeMap<>();
        Set<String> otherDimensions = new TreeSet<>();
        for (Observation observation : observations) {
            Optional<String> region = observation.region().id();
            Optional<Integer> year = observation.period().year();
            if (region.isEmpty()
                    || year.isEmpty()
                    || !(variable.everywhere() || wanted.contains(region.get()))
                    || observation.measure() != variable.measure()
                    || !qualifies(variable, observation)) {
                continue;
            }
            if (variable.unit().isPresent()
                    && observation.reading() instanceof Reading.Amount
                    && !observation
                            .unit()
                            .dimension()
                            .equals(variable.unit().get().dimension())) {
                otherDimensions.add(observation.unitLabel().isEmpty() ? "none" : observation.unitLabel());
                continue;
            }
            String name = variable.name();
            if (variable.by().isPresent()) {
                String axis = observation.qualifiers().get(variable.by().get());
                axes.computeIfAbsent(name, k -> new TreeSet<>()).add(axis);
                name = name + "[" + axis + "]";
            }
            places.computeIfAbsent(variable.name(), k -> new TreeSet<>()).add(region.get());
            rivals.computeIfAbsent(new Key(name, region.get(), year.get()), k -> new ArrayList<>())
                    .add(observation);
        }
        if (!otherDimensions.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    OTHER_DIMENSION,
                    "panel",
                    "observations of " + variable.indicator() + " in " + otherDimensions + " cannot be converted to "
                            + variable.unit().map(Unit::id).orElse("") + " and were left out of " + variable.name(),
                    "give the variable a unit of that dimension, or declare the unit in a sidecar file"));
        }
        Map<Key, List<Observation>> eligible = vintages(variable, rivals);
        eligible.forEach((key, candidates) -> {
            Choice choice = chooser.choose(key, candidates);
            cells.put(key, printedCell(variable, choice));
        });
        variable.filling().ifPresent(filling -> new GapFilling(filling, spec.years()).fill(cells, rivals.keySet()));
    }

    /**
     * Where the study asks for the same vintage throughout: for each series the vintage that prints most of its years in
     * the study (of equals the newest) comes first, or alone.
     */
    private Map<Key, List<Observation>> vintages(Printed variable, SortedMap<Key, List<Observation>> rivals) {
        chooser.mainVintages(rivals, spec.years());
        if (!spec.rivals().contains(RivalChooser.Criterion.SAME_VINTAGE_ONLY)
                && !spec.rivals().contains(RivalChooser.Criterion.SAME_VINTAGE)) {
            return rivals;
        }
        SortedMap<Key, List<Observation>> eligible = new TreeMap<>();
        Map<String, Integer> others = new TreeMap<>();
        rivals.forEach((key, candidates) -> {
            List<Observation> same =
                    candidates.stream().filter(o -> chooser.mainVintage(key, o)).toList();
            if (!same.isEmpty()) {
                eligible.put(key, candidates);
                return;
            }
            if (spec.years().contains(key.year())) {
                others.merge(key.region(), 1, Integer::sum);
            }
            if (spec.rivals().contains(RivalChooser.Criterion.SAME_VINTAGE_ONLY)) {
                Choice choice = chooser.choose(key, candidates);
                cells.put(
                        key,
                        new Cell(
                                Optional.empty(),
                                new Origin.None(
                                        "the vintage used throughout (" + chooser.vintageOf(key)
                                                + ") does not print it, another does",
                                        List.of(),
                                        Optional.of(choice))));
            } else {
                eligible.put(key, candidates);
            }
        });
        if (!others.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    OTHER_VINTAGE,
                    "panel",
                    "years of " + variable.name() + " that the vintage used throughout does not print: " + others
                            + (spec.rivals().contains(RivalChooser.Criterion.SAME_VINTAGE_ONLY)
                                    ? "; they stay empty"
                                    : "; another vintage fills them"),
                    "same-vintage-only leaves such years empty, same-vintage takes the next best figure"));
        }
        return eligible;
    }

    private static boolean qualifies(Printed variable, Observation observation) {
        for (Map.Entry<String, String> where : variable.where().entrySet()) {
            if (!where.getValue().equals(observation.qualifiers().get(where.getKey()))) {
                return false;
            }
        }
        if (variable.by().isPresent()
                && !observation.qualifiers().containsKey(variable.by().get())) {
            return false;
        }
        return observation.qualifiers().keySet().stream()
                .allMatch(key -> variable.where().containsKey(key)
                        || DESCRIPTIVE.contains(key)
                        || variable.by().map(key::equals).orElse(false));
    }

    private static Cell printedCell(Printed variable, Choice choice) {
        Observation kept = choice.kept();
        if (kept.reading() instanceof Reading.Amount amount) {
            BigDecimal value = variable.unit()
                    .map(unit ->
                            amount.value().multiply(kept.unit().factor()).divide(unit.factor(), MathContext.DECIMAL128))
                    .orElse(amount.value());
            return new Cell(Optional.of(value.doubleValue()), new Origin.Printed(choice));
        }
        String why = kept.reading() instanceof Reading.Missing missing
                ? "printed \"" + missing.raw() + "\" (" + missing.reason() + ")"
                : "printed \"" + kept.reading().raw() + "\", which could not be read";
        return new Cell(Optional.empty(), new Origin.None(why, List.of(), Optional.of(choice)));
    }

    // --- computed variables --------------------------------------------------------------------------------------

    Cell cell(Key key) {
        Cell known = known(key);
        if (known != null) {
            return known;
        }
        VariableSpec variable = variables.get(key.variable());
        Cell made;
        if (variable instanceof Computed computed) {
            made = new Evaluation(key, computed).cell();
        } else if (variable instanceof Expy expy) {
            made = expy(expy, key);
        } else if (variable instanceof Printed printed
                && printed.region().isPresent()
                && !printed.region().get().equals(key.region())) {
            Key shared = new Key(key.variable(), printed.region().get(), key.year());
            made = cell(shared);
        } else {
            made = none("stands in no document that was read", List.of());
        }
        cells.put(key, made);
        return made;
    }

    /** The value of a formula at a region and year, NaN where it has none. */
    double value(Formula formula, String region, int year) {
        Key at = new Key("", region, year);
        return new Evaluation(at, new Computed("", "", "", "", formula)).value(formula, region, year);
    }

    private static Cell none(String why, List<Key> inputs) {
        return new Cell(Optional.empty(), new Origin.None(why, inputs, Optional.empty()));
    }

    /** Evaluates one formula at one region and year, noting which cells it used and, if it fails, which are to blame. */
    private final class Evaluation {
        private final Key at;
        private final Computed variable;
        private final Set<Key> inputs = new LinkedHashSet<>();
        private final Set<Key> missing = new LinkedHashSet<>();
        private String trouble = "";

        Evaluation(Key at, Computed variable) {
            this.at = at;
            this.variable = variable;
        }

        Cell cell() {
            double value = value(variable.formula(), at.region(), at.year());
            if (!missing.isEmpty()) {
                return none("needs " + missing.iterator().next() + ", which is missing", List.copyOf(missing));
            }
            if (!trouble.isEmpty()) {
                return none(trouble, List.copyOf(inputs));
            }
            if (!Double.isFinite(value)) {
                return none("the formula gives no finite number (a division by zero?)", List.copyOf(inputs));
            }
            return new Cell(Optional.of(value), new Origin.Computed(variable.text(), List.copyOf(inputs)));
        }

        private double value(Formula formula, String region, int year) {
            if (formula instanceof Formula.Constant constant) {
                return constant.value();
            }
            if (formula instanceof Formula.Name name) {
                Key key = new Key(name.name(), region, year);
                Optional<Double> value = PanelBuilder.this.cell(key).value();
                (value.isPresent() ? inputs : missing).add(key);
                return value.orElse(Double.NaN);
            }
            if (formula instanceof Formula.Negation negation) {
                return -value(negation.operand(), region, year);
            }
            if (formula instanceof Formula.Binary binary) {
                double left = value(binary.left(), region, year);
                double right = value(binary.right(), region, year);
                return switch (binary.operator()) {
                    case '+' -> left + right;
                    case '-' -> left - right;
                    case '*' -> left * right;
                    case '/' -> left / right;
                    default -> Math.pow(left, right);
                };
            }
            Formula.Call call = (Formula.Call) formula;
            Formula first = call.arguments().get(0);
            return switch (call.function()) {
                case "log" -> positive("log", value(first, region, year), Math::log);
                case "sqrt" -> positive("sqrt", value(first, region, year), Math::sqrt);
                case "exp" -> Math.exp(value(first, region, year));
                case "abs" -> Math.abs(value(first, region, year));
                case "lag" -> value(first, region, year - steps(call));
                case "lead" -> value(first, region, year + steps(call));
                case "diff" -> value(first, region, year) - value(first, region, year - steps(call));
                case "growth" -> value(first, region, year) / value(first, region, year - 1) - 1;
                case "nation" -> value(first, spec.nation(), year);
                case "share" -> value(first, region, year) / value(first, spec.nation(), year);
                case "lq" -> {
                    Formula base = call.arguments().get(1);
                    yield (value(first, region, year) / value(base, region, year))
                            / (value(first, spec.nation(), year) / value(base, spec.nation(), year));
                }
                case "deflate" -> {
                    Formula index = call.arguments().get(1);
                    int base = (int) value(call.arguments().get(2), region, year);
                    yield value(first, region, year) / (value(index, region, year) / value(index, region, base));
                }
                case "chain" -> chain(first, (int) value(call.arguments().get(1), region, year), region, year);
                default -> throw new IllegalStateException("no function " + call.function());
            };
        }

        /** An index whose base is the year before, linked to one whose base (100) is {@code base}. */
        private double chain(Formula index, int base, String region, int year) {
            double level = 100;
            if (Math.abs(year - base) > LONGEST_CHAIN) {
                trouble = "the chain from " + base + " to " + year + " is too long";
                return Double.NaN;
            }
            for (int y = base + 1; y <= year; y++) {
                level *= value(index, region, y) / 100;
            }
            for (int y = base; y > year; y--) {
                level /= value(index, region, y) / 100;
            }
            return level;
        }

        private int steps(Formula.Call call) {
            return call.arguments().size() < 2
                    ? 1
                    : (int) value(call.arguments().get(1), at.region(), at.year());
        }

        private double positive(String function, double argument, java.util.function.DoubleUnaryOperator of) {
            boolean allowed = argument > 0 || (argument == 0 && function.equals("sqrt"));
            if (!allowed && !Double.isNaN(argument) && trouble.isEmpty()) {
                trouble = function + " of "
                        + (Double.isInfinite(argument)
                                ? "minus infinity"
                                : BigDecimal.valueOf(argument)
                                        .stripTrailingZeros()
                                        .toPlainString())
                        + ", which is not positive";
            }
            return allowed ? of.applyAsDouble(argument) : Double.NaN;
        }
    }

    // --- export sophistication -----------------------------------------------------------------------------------

    private Cell expy(Expy variable, Key at) {
        List<String> products = List.copyOf(axes.getOrDefault(variable.exports(), new TreeSet<>()));
        if (products.isEmpty()) {
            return none("no exports by product were read", List.of());
        }
        computeProdyOnce(variable, at.year(), products);
        double[] exports = new double[products.size()];
        double[] prody = new double[products.size()];
        List<Key> inputs = new ArrayList<>();
        List<Key> missing = new ArrayList<>();
        for (int p = 0; p < products.size(); p++) {
            Key export = new Key(variable.exports() + "[" + products.get(p) + "]", at.region(), at.year());
            Key worth = prodyKey(variable, products.get(p), at.year());
            boolean absent = variable.absentIsZero() && absent(export);
            Optional<Double> amount = absent ? Optional.of(0.0) : zeroWhereNil(export);
            Optional<Double> level = cell(worth).value();
            if (absent) {
                continue;
            }
            if (amount.isEmpty()) {
                missing.add(export);
            }
            if (level.isEmpty() && amount.orElse(0.0) != 0) {
                missing.add(worth);
            }
            inputs.add(export);
            inputs.add(worth);
            exports[p] = amount.orElse(0.0);
            prody[p] = level.orElse(0.0);
        }
        if (!missing.isEmpty()) {
            return none("needs " + missing.get(0) + ", which is missing", missing);
        }
        double value = sophistication.expy(exports, prody);
        return Double.isFinite(value)
                ? new Cell(
                        Optional.of(value),
                        new Origin.Computed("sum over products of (exports / total exports) * PRODY", inputs))
                : none("no exports", inputs);
    }

    /** Whether nothing at all is printed for a key, not even a mark. */
    private boolean absent(Key key) {
        Cell cell = known(key);
        return cell == null
                || cell.origin() instanceof Origin.None none
                        && none.choice().isEmpty()
                        && none.inputs().isEmpty();
    }

    /** A printed "nil" is a number for sums: zero. Other marks are not. */
    private Optional<Double> zeroWhereNil(Key key) {
        Cell cell = cell(key);
        boolean nil = cell.origin() instanceof Origin.None none
                && none.choice()
                        .map(choice -> choice.kept().reading() instanceof Reading.Missing missing
                                && (missing.reason().equals("nil")
                                        || missing.reason().equals("zero")))
                        .orElse(false);
        return nil ? Optional.of(0.0) : cell.value();
    }

    /** Where PRODY stands: {@code prody[product]}; a second EXPY of the study over another world names itself too. */
    Key prodyKey(Expy variable, String product, int year) {
        return new Key(prodyName(variable) + "[" + product + "]", WORLD, year);
    }

    String prodyName(Expy variable) {
        Optional<Expy> first = variables.values().stream()
                .filter(Expy.class::isInstance)
                .map(Expy.class::cast)
                .findFirst();
        boolean same = first.map(other -> other.worldExports().equals(variable.worldExports())
                        && other.income().equals(variable.income())
                        && other.exports().equals(variable.exports()))
                .orElse(true);
        return same ? "prody" : variable.name() + ".prody";
    }

    private void computeProdyOnce(Expy variable, int year, List<String> products) {
        if (known(prodyKey(variable, products.get(0), year)) != null) {
            return;
        }
        World world = world(variable, year, products);
        if (!world.without().isEmpty()) {
            diagnostics.add(Diagnostic.of(
                    NO_INCOME,
                    "panel",
                    String.format(
                            java.util.Locale.ROOT,
                            "%d exporters without GDP per head in %d are left out of PRODY (%.2f %% of the trade): %s",
                            world.without().size(),
                            year,
                            100 * world.lostShare(),
                            world.without()),
                    "add a document that prints their GDP per head, or name a balanced sample in the study"));
        }
        List<String> traded = world.products();
        List<Key> inputs = world.inputs();
        double[] prody =
                world.exports().length == 0 ? new double[0] : sophistication.prody(world.exports(), world.income());
        for (int p = 0; p < traded.size(); p++) {
            boolean known = p < prody.length && Double.isFinite(prody[p]);
            cells.put(
                    prodyKey(variable, traded.get(p), year),
                    known
                            ? new Cell(
                                    Optional.of(prody[p]),
                                    new Origin.Computed(
                                            "sum over countries of (share of the product in the country's exports /"
                                                    + " sum of these shares) * GDP per head",
                                            inputs))
                            : none("no country with GDP per head exports it", List.of()));
        }
    }

    /**
     * The world table of a year, as PRODY is computed from it.
     *
     * @param countries that export something and have an income
     * @param exports countries by products
     * @param income one a country
     * @param inputs all cells that went in
     * @param without exporters that have no income
     * @param lostShare their part of the trade, 0 to 1
     */
    record World(
            List<String> countries,
            List<String> products,
            double[][] exports,
            double[] income,
            List<Key> inputs,
            Set<String> without,
            double lostShare) {}

    World world(Expy variable, int year, List<String> products) {
        // all products of the world table count in a country's total, also those the regions do not export
        SortedSet<String> axis = new TreeSet<>(products);
        axis.addAll(axes.getOrDefault(variable.worldExports(), new TreeSet<>()));
        List<String> traded = List.copyOf(axis);
        List<String> countries = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        List<Double> incomes = new ArrayList<>();
        List<Key> inputs = new ArrayList<>();
        Set<String> without = new TreeSet<>();
        double lost = 0;
        double all = 0;
        for (String country : places.getOrDefault(variable.worldExports(), new TreeSet<>())) {
            Key incomeKey = new Key(variable.income(), country, year);
            Optional<Double> income = cell(incomeKey).value();
            double[] row = new double[traded.size()];
            double total = 0;
            List<Key> used = new ArrayList<>();
            for (int p = 0; p < row.length; p++) {
                Key key = new Key(variable.worldExports() + "[" + traded.get(p) + "]", country, year);
                Cell cell = known(key);
                if (cell != null) {
                    row[p] = cell.value().orElse(0.0);
                    total += row[p];
                    used.add(key);
                }
            }
            all += total;
            if (total <= 0) {
                continue;
            }
            if (income.isEmpty()) {
                without.add(country);
                lost += total;
                continue;
            }
            countries.add(country);
            rows.add(row);
            incomes.add(income.get());
            inputs.addAll(used);
            inputs.add(incomeKey);
        }
        return new World(
                countries,
                traded,
                rows.toArray(new double[0][]),
                incomes.stream().mapToDouble(Double::doubleValue).toArray(),
                List.copyOf(inputs),
                without,
                all == 0 ? 0 : lost / all);
    }

    /** The measure that a variable has unless the study says otherwise. */
    public static Measure defaultMeasure() {
        return Measure.LEVEL;
    }
}
