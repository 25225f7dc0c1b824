package almanac.study;

import almanac.complexity.ComplexityIndex;
import almanac.complexity.Conventions;
import almanac.complexity.Expy;
import almanac.complexity.ExpyChange;
import almanac.complexity.Fitness;
import almanac.complexity.LocationQuotient;
import almanac.complexity.Presence;
import almanac.complexity.ProductSpace;
import almanac.complexity.ProductSpaceGraph;
import almanac.complexity.Proximity;
import almanac.complexity.Reflections;
import almanac.complexity.Relatedness;
import almanac.complexity.TradeMatrix;
import almanac.complexity.UnitValues;
import almanac.complexity.table.CsvFile;
import almanac.complexity.table.IncomeTable;
import almanac.complexity.table.JsonText;
import almanac.complexity.table.TradeTable;
import almanac.model.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@link ComplexityDesk}: year by year from tables to files. */
final class ComplexityRun {
    private static final double WEAK_SIGN = 0.3;
    private static final double RESTLESS = 1e-8;

    private final ComplexitySettings settings;
    private final Conventions conventions;
    private final String source;
    private final Path out;
    private final TradeTable table;
    private final Optional<IncomeTable> income;
    private final ReferenceWorld world;
    private final ComplexityNotes notes;
    private final List<Path> files = new ArrayList<>();
    private final List<Object> years = new ArrayList<>();

    ComplexityRun(
            ComplexitySettings settings,
            String source,
            Path out,
            TradeTable table,
            Optional<IncomeTable> income,
            ReferenceWorld world,
            ComplexityNotes notes) {
        this.settings = settings;
        this.conventions = settings.conventions();
        this.source = source;
        this.out = out;
        this.table = table;
        this.income = income;
        this.world = world;
        this.notes = notes;
    }

    /** What one year gives; empty arrays where a measure was not asked for. */
    private record Year(
            String label,
            TradeMatrix exports,
            TradeMatrix reference,
            double[] quotients,
            Presence presence,
            Optional<ComplexityIndex> index,
            Optional<Fitness> fitness,
            Optional<Relatedness> relatedness,
            double[] prody,
            Optional<Expy> expy) {}

    List<Path> write() throws IOException {
        Files.createDirectories(out);
        boolean pairsWanted = settings.wants("rca", "m", "density", "cog", "contribution", "rpop") || quality();
        boolean locationsWanted =
                settings.wants("diversity", "eci", "fitness", "coi", "expy", "reflections", "expy_leave_own_out")
                        || quality();
        boolean productsWanted = settings.wants("ubiquity", "pci", "complexity", "prody", "reflections");
        try (Sheet locations = new Sheet(locationsWanted, "location.csv", locationHeader());
                Sheet products = new Sheet(productsWanted, "product.csv", productHeader());
                Sheet pairs = new Sheet(pairsWanted, "pair.csv", pairHeader())) {
            String before = "";
            for (String label : table.years()) {
                Year year = compute(label);
                if (locationsWanted) {
                    writeLocations(year, locations.file());
                }
                if (productsWanted) {
                    writeProducts(year, products.file());
                }
                if (pairsWanted) {
                    writePairs(year, pairs.file());
                }
                before = label;
            }
            if (settings.wants("product_space")) {
                writeProductSpace(compute(before));
            }
        }
        writeProximities();
        if (settings.wants("decomposition")) {
            writeDecomposition();
        }
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("conventions", settings.described());
        method.put("measures", new java.util.TreeSet<>(settings.measures()));
        Map<String, Object> read = new LinkedHashMap<>(); // its order is the file's: Map.of would vary from run to run
        read.put("exports", source);
        read.put("rows", table.rowCount());
        method.put("source", read);
        method.put("reference", world.description());
        method.put("years", years);
        method.put("messages", notes.collected().stream().map(Diagnostic::line).toList());
        Path methodFile = out.resolve("method.json");
        Files.writeString(methodFile, JsonText.of(method), StandardCharsets.UTF_8);
        files.add(methodFile);
        return files;
    }

    private boolean quality() {
        return settings.qualityTheta().isPresent();
    }

    // ---- computing

    private Year compute(String label) {
        TradeMatrix reference = world.exports(label);
        TradeMatrix exports = sampled(label, world.covered(label, table.exports(label)));
        double[] referenceTotals = settings.rcaReference().equals("own") || !world.outside()
                ? exports.productTotals()
                : reference.alignedTo(exports.products()).productTotals();
        double[] quotients = new double[0];
        Presence presence = new Presence(List.of(), List.of(), new double[0], true);
        Optional<ComplexityIndex> index = Optional.empty();
        Optional<Fitness> fitness = Optional.empty();
        Optional<Relatedness> relatedness = Optional.empty();
        if (settings.wants(
                "rca",
                "m",
                "diversity",
                "ubiquity",
                "eci",
                "pci",
                "fitness",
                "complexity",
                "coi",
                "density",
                "cog",
                "reflections",
                "product_space",
                "proximity",
                "location_proximity")) {
            quotients = LocationQuotient.of(exports, referenceTotals);
            presence = presence(label, exports, quotients);
            if (settings.wants("eci", "pci", "coi", "density", "cog", "product_space")) {
                index = Optional.of(index(label, exports, presence));
            }
            if (settings.wants("fitness", "complexity")) {
                fitness = Optional.of(Fitness.of(presence, conventions.fitnessSteps(), conventions.extremality()));
            }
            if (settings.wants("coi", "density", "cog")) {
                relatedness = Optional.of(Relatedness.of(presence, index.orElseThrow(), quotients, conventions));
            }
        }
        double[] prody = new double[0];
        Optional<Expy> expy = Optional.empty();
        if (settings.wants("prody", "expy", "contribution") || quality()) {
            prody = world.prody(label).alignedTo(exports.products());
            expy = Optional.of(Expy.of(exports, prody));
        }
        Year year = new Year(label, exports, reference, quotients, presence, index, fitness, relatedness, prody, expy);
        report(year);
        return year;
    }

    /** The places and products that the sample rules leave, where these hold for everything. */
    private TradeMatrix sampled(String label, TradeMatrix exports) {
        TradeMatrix kept = exports;
        if (settings.minProductExports() > 0) {
            double[] totals = kept.productTotals();
            TradeMatrix all = kept;
            kept = all.withProducts(p -> totals[p] >= settings.minProductExports());
            notes.leftOut(label, "products", all.columns() - kept.columns(), "--min-product-exports", List.of());
        }
        if (settings.sample().equals("all")) {
            double[] totals = kept.locationTotals();
            TradeMatrix all = kept;
            double[] people =
                    income.map(i -> i.populations(label, all.locations())).orElseGet(() -> new double[all.rows()]);
            kept = all.withLocations(c -> totals[c] >= settings.minLocationExports()
                    && (settings.minPopulation() == 0 || people[c] >= settings.minPopulation()));
            List<String> out = new ArrayList<>(all.locations());
            out.removeAll(kept.locations());
            notes.leftOut(label, "places", out.size(), "the sample rules", out);
        }
        return kept;
    }

    private Presence presence(String label, TradeMatrix exports, double[] quotients) {
        double threshold = conventions.threshold();
        boolean strict = conventions.strict();
        return switch (conventions.presence()) {
            case RCA -> Presence.of(exports, quotients, threshold, strict);
            case CONTINUOUS -> Presence.continuous(exports, quotients);
            case GIVEN -> Presence.of(exports, exports.values(), Double.MIN_VALUE, false);
            case RPOP -> Presence.of(exports, perHead(label, exports), threshold, strict);
            case EITHER ->
                Presence.of(exports, quotients, threshold, strict)
                        .or(Presence.of(exports, perHead(label, exports), threshold, strict));
        };
    }

    private double[] perHead(String label, TradeMatrix exports) {
        return LocationQuotient.perHead(
                exports,
                income.map(i -> i.populations(label, exports.locations())).orElseGet(() -> undefined(exports.rows())));
    }

    private ComplexityIndex index(String label, TradeMatrix exports, Presence presence) {
        double[] anchor = presence.diversity();
        if (settings.anchor().equals("gdp")) {
            anchor = income.map(i -> i.incomes(label, exports.locations())).orElse(anchor);
        }
        ComplexityIndex index = ComplexityIndex.of(presence, conventions, anchor);
        int named = exports.locations().indexOf(settings.anchor());
        return named >= 0 ? index.withPositive(named) : index;
    }

    private void report(Year year) {
        TradeMatrix exports = year.exports();
        double[] totals = exports.locationTotals();
        List<String> empty = new ArrayList<>();
        for (int c = 0; c < totals.length; c++) {
            if (!(totals[c] > 0)) {
                empty.add(exports.locations().get(c));
            }
        }
        notes.empty(year.label(), "places export nothing", empty);
        double[] productTotals = exports.productTotals();
        List<String> unsold = new ArrayList<>();
        for (int p = 0; p < productTotals.length; p++) {
            if (!(productTotals[p] > 0)) {
                unsold.add(exports.products().get(p));
            }
        }
        notes.empty(year.label(), "products are exported by nobody", unsold);
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("year", year.label());
        sample.put("locations", exports.rows());
        sample.put("products", exports.columns());
        sample.put("exports", Arrays.stream(totals).sum());
        sample.put("locations_without_exports", empty);
        if (year.presence().rows() > 0) {
            sample.put("m_filled", Arrays.stream(year.presence().m()).sum());
        }
        year.index().ifPresent(index -> {
            sample.put("eci_eigenvalue_2", index.second());
            sample.put("eci_eigenvalue_3", index.third());
            sample.put("eci_sign_correlation", index.signCorrelation());
            sample.put("eci_mean_raw", index.mean());
            sample.put("eci_sd_raw", index.deviation());
            int parts = ComplexityIndex.parts(year.presence());
            sample.put("separate_parts", parts);
            notes.parts(year.label(), parts);
            if (index.signCorrelation() < WEAK_SIGN) {
                notes.weakSign(year.label(), index.signCorrelation(), settings.anchor());
            }
        });
        year.fitness().ifPresent(fitness -> {
            sample.put("fitness_steps", fitness.steps());
            sample.put("fitness_last_change", fitness.lastChange());
            if (fitness.lastChange() > RESTLESS) {
                notes.restless(year.label(), fitness.steps(), fitness.lastChange());
            }
        });
        year.expy().ifPresent(expy -> {
            sample.putAll(world.sample(year.label()));
            double lost = 0;
            double all = 0;
            for (int c = 0; c < totals.length; c++) {
                if (totals[c] > 0) {
                    all += totals[c];
                    lost += totals[c] * (1 - expy.covered()[c]);
                }
            }
            sample.put("share_of_exports_without_prody", all > 0 ? lost / all : Double.NaN);
        });
        if (years.size() < table.years().size()) {
            years.add(sample);
        }
    }

    // ---- the three tables

    private List<String> locationHeader() {
        List<String> header = new ArrayList<>(List.of("location", "year"));
        for (String name : List.of("diversity", "eci", "fitness", "coi", "expy")) {
            addIf(settings.wants(name), header, name);
        }
        addIf(settings.wants("eci") && world.outside(), header, "eci_external");
        addIf(settings.wants("expy_leave_own_out"), header, "expy_leave_own_out");
        addIf(quality(), header, "expy_quality");
        if (settings.wants("expy") && !settings.highTech().isEmpty()) {
            header.addAll(List.of("expy_ht_within", "expy_ht_contribution", "expy_ht_own"));
        }
        addIf(settings.wants("reflections"), header, "reflections");
        addIf(settings.wants("expy"), header, "expy_covered");
        header.add("exports");
        return header;
    }

    private static void addIf(boolean wanted, List<String> header, String name) {
        if (wanted) {
            header.add(name);
        }
    }

    private void writeLocations(Year year, CsvFile file) throws IOException {
        TradeMatrix exports = year.exports();
        List<double[]> columns = new ArrayList<>();
        addIf(settings.wants("diversity"), columns, () -> year.presence().diversity());
        addIf(settings.wants("eci"), columns, () -> year.index().orElseThrow().eci());
        addIf(
                settings.wants("fitness"),
                columns,
                () -> year.fitness().orElseThrow().fitness());
        addIf(
                settings.wants("coi"),
                columns,
                () -> year.relatedness().orElseThrow().outlook());
        addIf(settings.wants("expy"), columns, () -> year.expy().orElseThrow().values());
        addIf(
                settings.wants("eci") && world.outside(),
                columns,
                () -> ComplexityIndex.fromOutside(year.presence(), world.complexity(year.label(), exports.products())));
        addIf(settings.wants("expy_leave_own_out"), columns, () -> world.leavingOwnOut(year.label(), exports));
        addIf(quality(), columns, () -> qualityExpy(year).values());
        if (settings.wants("expy") && !settings.highTech().isEmpty()) {
            columns.addAll(highTech(year));
        }
        addIf(
                settings.wants("reflections"),
                columns,
                () -> Reflections.of(year.presence(), conventions.reflections()).locations());
        addIf(settings.wants("expy"), columns, () -> year.expy().orElseThrow().covered());
        columns.add(exports.locationTotals());
        byte[] yearCell = CsvFile.cell(year.label());
        for (int c = 0; c < exports.rows(); c++) {
            file.text(exports.locations().get(c)).bytes(yearCell);
            for (double[] column : columns) {
                file.number(column[c]);
            }
            file.endLine();
        }
    }

    private static void addIf(boolean wanted, List<double[]> columns, java.util.function.Supplier<double[]> column) {
        if (wanted) {
            columns.add(column.get());
        }
    }

    /** EXPY over high-tech goods only: shares inside the set, shares in all exports, and PRODY inside the set too. */
    private List<double[]> highTech(Year year) {
        TradeMatrix exports = year.exports();
        TradeMatrix inside = exports.withProducts(
                p -> settings.highTech().contains(exports.products().get(p)));
        double[] prody = world.prody(year.label()).alignedTo(inside.products());
        double[] within = Expy.of(inside, prody).values();
        double[] all = exports.locationTotals();
        double[] some = inside.locationTotals();
        double[] contribution = new double[within.length];
        for (int c = 0; c < contribution.length; c++) {
            contribution[c] = Double.isNaN(within[c]) ? (all[c] > 0 ? 0 : Double.NaN) : within[c] * some[c] / all[c];
        }
        double[] own = Expy.of(
                        inside,
                        world.prodyWithin(year.label(), settings.highTech()).alignedTo(inside.products()))
                .values();
        return List.of(within, contribution, own);
    }

    private Expy qualityExpy(Year year) {
        return UnitValues.expy(
                year.exports(),
                year.prody(),
                relativeUnitValues(year),
                settings.qualityTheta().orElseThrow());
    }

    private double[] relativeUnitValues(Year year) {
        List<String> products = year.exports().products();
        List<String> places = year.exports().locations();
        TradeMatrix quantities = table.quantities(year.label()).alignedTo(products);
        return UnitValues.relative(
                year.exports(),
                quantities.withLocations(
                        c -> places.contains(quantities.locations().get(c))),
                year.reference().alignedTo(products),
                world.quantities(year.label()).alignedTo(products));
    }

    private List<String> productHeader() {
        List<String> header = new ArrayList<>(List.of("product", "year"));
        for (String name : List.of("ubiquity", "pci", "complexity", "prody")) {
            addIf(settings.wants(name), header, name);
        }
        addIf(settings.wants("pci") && world.outside(), header, "pci_external");
        addIf(settings.wants("reflections"), header, "reflections");
        header.add("exports");
        return header;
    }

    private void writeProducts(Year year, CsvFile file) throws IOException {
        TradeMatrix exports = year.exports();
        List<double[]> columns = new ArrayList<>();
        addIf(settings.wants("ubiquity"), columns, () -> year.presence().ubiquity());
        addIf(settings.wants("pci"), columns, () -> year.index().orElseThrow().pci());
        addIf(
                settings.wants("complexity"),
                columns,
                () -> year.fitness().orElseThrow().quality());
        addIf(settings.wants("prody"), columns, year::prody);
        addIf(
                settings.wants("pci") && world.outside(),
                columns,
                () -> world.complexity(year.label(), exports.products()));
        addIf(
                settings.wants("reflections"),
                columns,
                () -> Reflections.of(year.presence(), conventions.reflections()).products());
        columns.add(exports.productTotals());
        byte[] yearCell = CsvFile.cell(year.label());
        for (int p = 0; p < exports.columns(); p++) {
            file.text(exports.products().get(p)).bytes(yearCell);
            for (double[] column : columns) {
                file.number(column[p]);
            }
            file.endLine();
        }
    }

    private List<String> pairHeader() {
        List<String> header = new ArrayList<>(List.of("location", "product", "year"));
        for (String name : List.of("rca", "m", "density", "cog", "contribution", "rpop")) {
            addIf(settings.wants(name), header, name);
        }
        addIf(quality(), header, "relative_unit_value");
        return header;
    }

    private void writePairs(Year year, CsvFile file) throws IOException {
        TradeMatrix exports = year.exports();
        List<double[]> columns = new ArrayList<>();
        addIf(settings.wants("rca"), columns, year::quotients);
        addIf(settings.wants("m"), columns, () -> year.presence().m());
        addIf(
                settings.wants("density"),
                columns,
                () -> year.relatedness().orElseThrow().density());
        addIf(
                settings.wants("cog"),
                columns,
                () -> year.relatedness().orElseThrow().gain());
        addIf(settings.wants("contribution"), columns, () -> Expy.contributions(exports, year.prody()));
        addIf(settings.wants("rpop"), columns, () -> perHead(year.label(), exports));
        addIf(quality(), columns, () -> relativeUnitValues(year));
        double[][] values = columns.toArray(new double[0][]);
        byte[][] products = exports.products().stream().map(CsvFile::cell).toArray(byte[][]::new);
        byte[] yearCell = CsvFile.cell(year.label());
        for (int c = 0, i = 0; c < exports.rows(); c++) {
            byte[] locationCell = CsvFile.cell(exports.locations().get(c));
            for (int p = 0; p < products.length; p++, i++) {
                file.bytes(locationCell).bytes(products[p]).bytes(yearCell);
                for (double[] column : values) {
                    file.number(column[i]);
                }
                file.endLine();
            }
        }
    }

    // ---- proximities, product space, decomposition

    private void writeProximities() throws IOException {
        if (settings.wants("proximity")) {
            try (Sheet sheet = new Sheet(true, "proximity.csv", List.of("product1", "product2", "year", "proximity"))) {
                for (String label : table.years()) {
                    Year year = compute(label);
                    writeProximity(year, year.presence(), year.quotients(), sheet.file());
                }
            }
        }
        if (settings.wants("location_proximity")) {
            try (Sheet sheet =
                    new Sheet(true, "location_proximity.csv", List.of("location1", "location2", "year", "proximity"))) {
                for (String label : table.years()) {
                    Year year = compute(label);
                    writeProximity(
                            year,
                            year.presence().transposed(),
                            transposed(year.quotients(), year.exports().columns()),
                            sheet.file());
                }
            }
        }
    }

    private void writeProximity(Year year, Presence presence, double[] quotients, CsvFile file) throws IOException {
        Proximity proximity = Proximity.of(presence, conventions.proximity(), quotients);
        byte[][] labels = presence.products().stream().map(CsvFile::cell).toArray(byte[][]::new);
        byte[] yearCell = CsvFile.cell(year.label());
        boolean upper = conventions.proximity() != Proximity.Kind.ASYMMETRIC;
        for (int p = 0; p < labels.length; p++) {
            double[] row = proximity.row(p);
            for (int q = upper ? p + 1 : 0; q < labels.length; q++) {
                if (q != p && row[q] > settings.proximityMin()) {
                    file.bytes(labels[p])
                            .bytes(labels[q])
                            .bytes(yearCell)
                            .number(row[q])
                            .endLine();
                }
            }
        }
    }

    private static double[] transposed(double[] values, int columns) {
        int rows = columns == 0 ? 0 : values.length / columns;
        double[] turned = new double[values.length];
        for (int c = 0; c < rows; c++) {
            for (int p = 0; p < columns; p++) {
                turned[p * rows + c] = values[c * columns + p];
            }
        }
        return turned;
    }

    private void writeProductSpace(Year year) throws IOException {
        Proximity proximity = Proximity.of(year.presence(), conventions.proximity(), year.quotients());
        ProductSpace space = ProductSpace.of(year.presence(), proximity, settings.strongLinks());
        double[] size = year.exports().productTotals();
        double[] value = year.index().orElseThrow().pci();
        try (Sheet sheet = new Sheet(true, "product_space.csv", List.of("product1", "product2", "proximity", "tree"))) {
            for (ProductSpace.Link link : space.links()) {
                sheet.file()
                        .text(space.products().get(link.from()))
                        .text(space.products().get(link.to()))
                        .number(link.proximity())
                        .number(link.tree() ? 1 : 0)
                        .endLine();
            }
        }
        Path graph = out.resolve("product_space.graphml");
        Files.writeString(graph, ProductSpaceGraph.graphml(space, size, value), StandardCharsets.UTF_8);
        files.add(graph);
        Path picture = out.resolve("product_space.svg");
        String title = year.label().isEmpty() ? "Product space" : "Product space " + year.label();
        Files.writeString(
                picture,
                SectionCharts.space("product_space", title, title, "PCI", space, size, value)
                        .svg(),
                StandardCharsets.UTF_8);
        files.add(picture);
    }

    /** Every place's change of EXPY from each year to the next it has, by product and in sum. */
    private void writeDecomposition() throws IOException {
        try (Sheet sums = new Sheet(
                        true,
                        "decomposition.csv",
                        List.of("location", "from", "to", "expy_from", "expy_to", "change", "within", "between"));
                Sheet parts = new Sheet(
                        true,
                        "decomposition_product.csv",
                        List.of("location", "product", "from", "to", "within", "between"))) {
            List<String> products = table.products();
            for (int y = 1; y < table.years().size(); y++) {
                String from = table.years().get(y - 1);
                String to = table.years().get(y);
                TradeMatrix before = world.covered(from, table.exports(from)).alignedTo(products);
                TradeMatrix after = world.covered(to, table.exports(to)).alignedTo(products);
                double[] prodyBefore = world.prody(from).alignedTo(products);
                double[] prodyAfter = world.prody(to).alignedTo(products);
                for (int c = 0; c < after.rows(); c++) {
                    String place = after.locations().get(c);
                    int earlier = before.locations().indexOf(place);
                    if (earlier < 0) {
                        continue;
                    }
                    int columns = products.size();
                    ExpyChange change = ExpyChange.of(
                            products,
                            Arrays.copyOfRange(before.values(), earlier * columns, (earlier + 1) * columns),
                            Arrays.copyOfRange(after.values(), c * columns, (c + 1) * columns),
                            prodyBefore,
                            prodyAfter);
                    if (Double.isNaN(change.from()) || Double.isNaN(change.to())) {
                        continue;
                    }
                    sums.file()
                            .text(place)
                            .text(from)
                            .text(to)
                            .number(change.from())
                            .number(change.to())
                            .number(change.to() - change.from())
                            .number(Arrays.stream(change.within()).sum())
                            .number(Arrays.stream(change.between()).sum())
                            .endLine();
                    for (int p = 0; p < columns; p++) {
                        if (change.within()[p] != 0 || change.between()[p] != 0) {
                            parts.file()
                                    .text(place)
                                    .text(products.get(p))
                                    .text(from)
                                    .text(to)
                                    .number(change.within()[p])
                                    .number(change.between()[p])
                                    .endLine();
                        }
                    }
                }
            }
        }
    }

    private static double[] undefined(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** A file that is only there when it is wanted. */
    private final class Sheet implements AutoCloseable {
        private final Optional<CsvFile> sheet;

        Sheet(boolean wanted, String name, List<String> header) throws IOException {
            Path path = out.resolve(name);
            sheet = wanted ? Optional.of(new CsvFile(path, header)) : Optional.empty();
            if (wanted) {
                files.add(path);
            }
        }

        CsvFile file() {
            return sheet.orElseThrow();
        }

        @Override
        public void close() throws IOException {
            if (sheet.isPresent()) {
                sheet.get().close();
            }
        }
    }
}
