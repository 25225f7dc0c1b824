package almanac.simulate;

import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Head;
import almanac.simulate.PrintedTable.Row;
import almanac.simulate.SimulationPlan.Phrase;
import almanac.simulate.SimulationPlan.Place;
import almanac.simulate.SimulationPlan.PrintedUnit;
import almanac.simulate.SimulationPlan.SeriesPlan;
import almanac.simulate.SimulationPlan.TablePlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Lays out the tables of an edition: rows, heads, printed figures, and the fact behind each cell. */
final class TableSetter {
    /** Year columns that fit a page; the rest goes on in a continued table. */
    private static final int YEARS_A_TABLE = 8;

    /** How much a figure is revised between editions, relative. */
    private static final double REVISION = 0.006;

    private final SimulationPlan plan;
    private final Ledger ledger;

    TableSetter(SimulationPlan plan, Ledger ledger) {
        this.plan = plan;
        this.ledger = ledger;
    }

    /** Every figure that an edition prints, with its unit: what the ledger must know before the draw. */
    void announce(Edition edition) {
        for (TablePlan table : edition.book().tables()) {
            for (SeriesPlan series : table.series()) {
                PrintedUnit unit = edition.unit(series);
                Consumer<Key> announce = key -> ledger.printedIn(key, unit);
                for (int year = edition.firstYear(); year <= edition.lastYear(); year++) {
                    for (Place place : rowPlaces(table)) {
                        announce.accept(Key.of(series.indicator(), place.code(), year));
                        if (table.columns().equals("product")) {
                            for (Place product : plan.products()) {
                                announce.accept(new Key(series.indicator(), place.code(), product.code(), year));
                            }
                        }
                    }
                }
            }
        }
    }

    List<PrintedTable> set(Edition edition) {
        List<PrintedTable> tables = new ArrayList<>();
        for (TablePlan table : edition.book().tables()) {
            switch (table.columns()) {
                case "year" -> yearColumns(edition, table, tables);
                case "product" -> {
                    for (int year = edition.firstYear(); year <= edition.lastYear(); year++) {
                        tables.add(productColumns(edition, table, year));
                    }
                }
                case "indicator" ->
                    tables.add(
                            table.rows().equals("year")
                                    ? indicatorColumns(edition, table)
                                    : placesAndIndicators(edition, table));
                case "indicator_year" -> tables.add(indicatorYearColumns(edition, table));
                default -> throw new IllegalArgumentException("no such columns: " + table.columns());
            }
        }
        return tables;
    }

    private List<Place> rowPlaces(TablePlan table) {
        List<Place> places = new ArrayList<>();
        switch (table.rows()) {
            case "region" -> {
                if (table.nation()) {
                    places.add(plan.nation());
                }
                plan.regions().forEach(r -> places.add(r.place()));
            }
            case "country" -> plan.countries().forEach(c -> places.add(c.place()));
            case "year" -> places.add(plan.nation());
            default -> throw new IllegalArgumentException("no such rows: " + table.rows());
        }
        return places;
    }

    // ---- rows of places, columns of years

    private void yearColumns(Edition edition, TablePlan table, List<PrintedTable> tables) {
        SeriesPlan series = table.series().get(0);
        PrintedUnit unit = edition.unit(series);
        // an export has no page that could end
        int most = edition.format().equals("csv") ? Integer.MAX_VALUE : YEARS_A_TABLE;
        int blocks = (edition.lastYear() - edition.firstYear()) / most + 1;
        int width = (edition.lastYear() - edition.firstYear() + blocks) / blocks;
        for (int block = 0; block < blocks; block++) {
            int from = edition.firstYear() + block * width;
            int to = Math.min(edition.lastYear(), from + width - 1);
            List<Head> heads = stubHeads(table, 1);
            for (int year = from; year <= to; year++) {
                heads.add(
                        new Head(2 + year - from, 1, 1, yearLabel(edition, year), "", preliminaryMark(edition, year)));
            }
            List<Row> rows = new ArrayList<>();
            for (Place place : rowPlaces(table)) {
                List<Body> cells = new ArrayList<>();
                for (int year = from; year <= to; year++) {
                    cells.add(body(edition, series, table, place, Optional.empty(), year, unit));
                }
                rows.add(new Row(stub(place), cells));
            }
            tables.add(new PrintedTable(
                    table.number(),
                    title(table, edition.pick(series.names())),
                    Optional.of(new Phrase(unit.zh(), unit.en())),
                    table.number() + (block > 0 ? "(" + (block + 1) + ")" : ""),
                    List.of(heads),
                    2 + to - from + 1,
                    rows,
                    notes(edition, table, rows, heads),
                    block > 0));
        }
    }

    /** The table's own title with the indicator's name of this edition put in for {@code {name}}. */
    private static Phrase title(TablePlan table, Phrase name) {
        return new Phrase(
                table.title().zh().replace("{name}", name.zh()),
                table.title().en().replace("{name}", name.en()));
    }

    private static String yearLabel(Edition edition, int year) {
        return edition.place() % 2 == 0 ? year + "年" : String.valueOf(year);
    }

    private static String preliminaryMark(Edition edition, int year) {
        return edition.place() == 1 && year == edition.lastYear() ? "1)" : "";
    }

    private List<Head> stubHeads(TablePlan table, int rowSpan) {
        List<Head> heads = new ArrayList<>();
        boolean country = table.rows().equals("country");
        heads.add(new Head(0, rowSpan, 1, country ? "国家" : "地区", "", ""));
        heads.add(new Head(1, rowSpan, 1, "", country ? "Country" : "Region", ""));
        return heads;
    }

    /** Chinese names of two characters are padded apart, as books do. */
    private static List<String> stub(Place place) {
        String zh = place.zh();
        return List.of(zh.length() == 2 ? zh.charAt(0) + "    " + zh.charAt(1) : zh, place.en());
    }

    // ---- rows of places, columns of products, one table a year

    private PrintedTable productColumns(Edition edition, TablePlan table, int year) {
        SeriesPlan series = table.series().get(0);
        PrintedUnit unit = edition.unit(series);
        int products = plan.products().size();
        List<Head> upper = stubHeads(table, 2);
        upper.add(new Head(2, 2, 1, "合计", "Total", ""));
        upper.add(new Head(3, 1, products, "按技术领域分", "By Technology Field", ""));
        List<Head> lower = new ArrayList<>();
        for (int i = 0; i < products; i++) {
            Place product = plan.products().get(i);
            lower.add(new Head(3 + i, 1, 1, product.zh(), product.en(), ""));
        }
        List<Row> rows = new ArrayList<>();
        for (Place place : rowPlaces(table)) {
            List<Body> cells = new ArrayList<>();
            cells.add(body(edition, series, table, place, Optional.empty(), year, unit));
            for (Place product : plan.products()) {
                cells.add(body(edition, series, table, place, Optional.of(product), year, unit));
            }
            rows.add(new Row(stub(place), cells));
        }
        Phrase title = title(table, edition.pick(series.names()));
        return new PrintedTable(
                table.number() + "-" + (year - edition.firstYear() + 1),
                new Phrase(title.zh() + "（" + year + "年）", title.en() + " (" + year + ")"),
                Optional.of(new Phrase(unit.zh(), unit.en())),
                String.valueOf(year),
                List.of(upper, lower),
                3 + products,
                rows,
                notes(edition, table, rows, upper),
                false);
    }

    // ---- rows of years, columns of indicators, one place

    private PrintedTable indicatorColumns(Edition edition, TablePlan table) {
        List<Head> heads = new ArrayList<>();
        heads.add(new Head(0, 1, 1, "年份", "Year", ""));
        for (int i = 0; i < table.series().size(); i++) {
            Phrase name = edition.pick(table.series().get(i).names());
            heads.add(new Head(1 + i, 1, 1, name.zh(), name.en(), ""));
        }
        List<Row> rows = new ArrayList<>();
        Place place = plan.nation();
        for (int year = edition.firstYear(); year <= edition.lastYear(); year++) {
            List<Body> cells = new ArrayList<>();
            for (SeriesPlan series : table.series()) {
                cells.add(body(edition, series, table, place, Optional.empty(), year, edition.unit(series)));
            }
            rows.add(new Row(List.of(String.valueOf(year)), cells));
        }
        PrintedUnit unit = edition.unit(table.series().get(0));
        return new PrintedTable(
                table.number(),
                table.title(),
                Optional.of(new Phrase(unit.zh(), unit.en())),
                table.number(),
                List.of(heads),
                1 + table.series().size(),
                rows,
                notes(edition, table, rows, heads),
                false);
    }

    // ---- rows of places, columns of indicators, the last year

    private PrintedTable placesAndIndicators(Edition edition, TablePlan table) {
        List<Head> heads = stubHeads(table, 1);
        for (int i = 0; i < table.series().size(); i++) {
            Phrase name = edition.pick(table.series().get(i).names());
            heads.add(new Head(2 + i, 1, 1, name.zh(), name.en(), ""));
        }
        int year = edition.lastYear();
        List<Row> rows = new ArrayList<>();
        for (Place place : rowPlaces(table)) {
            List<Body> cells = new ArrayList<>();
            for (SeriesPlan series : table.series()) {
                cells.add(body(edition, series, table, place, Optional.empty(), year, edition.unit(series)));
            }
            rows.add(new Row(stub(place), cells));
        }
        PrintedUnit unit = edition.unit(table.series().get(0));
        return new PrintedTable(
                table.number(),
                new Phrase(table.title().zh() + "（" + year + "年）", table.title().en() + " (" + year + ")"),
                Optional.of(new Phrase(unit.zh(), unit.en())),
                table.number(),
                List.of(heads),
                2 + table.series().size(),
                rows,
                notes(edition, table, rows, heads),
                false);
    }

    // ---- rows of places, columns of indicators over the last two years

    private PrintedTable indicatorYearColumns(Edition edition, TablePlan table) {
        List<Head> upper = stubHeads(table, 2);
        List<Head> lower = new ArrayList<>();
        int column = 2;
        for (SeriesPlan series : table.series()) {
            Phrase name = edition.pick(series.names());
            PrintedUnit unit = edition.unit(series);
            upper.add(
                    new Head(column, 1, 2, name.zh() + "（" + unit.zh() + "）", name.en() + " (" + unit.en() + ")", ""));
            lower.add(new Head(column++, 1, 1, String.valueOf(edition.lastYear() - 1), "", ""));
            lower.add(new Head(column++, 1, 1, String.valueOf(edition.lastYear()), "", ""));
        }
        List<Row> rows = new ArrayList<>();
        for (Place place : rowPlaces(table)) {
            List<Body> cells = new ArrayList<>();
            for (SeriesPlan series : table.series()) {
                for (int year = edition.lastYear() - 1; year <= edition.lastYear(); year++) {
                    cells.add(body(edition, series, table, place, Optional.empty(), year, edition.unit(series)));
                }
            }
            rows.add(new Row(stub(place), cells));
        }
        return new PrintedTable(
                table.number(),
                table.title(),
                Optional.empty(),
                table.number(),
                List.of(upper, lower),
                column,
                rows,
                notes(edition, table, rows, upper),
                false);
    }

    // ---- cells

    private Body body(
            Edition edition,
            SeriesPlan series,
            TablePlan table,
            Place place,
            Optional<Place> product,
            int year,
            PrintedUnit unit) {
        Key key = new Key(
                series.indicator(), place.code(), product.map(Place::code).orElse(""), year);
        Phrase name = edition.pick(series.names());
        String label = name.zh();
        String qualifiers = product.map(p -> "{\"product\":\"" + p.zh() + "\"}").orElse("{}");
        String kind = table.rows().equals("country") || place.equals(plan.nation()) ? "country" : "province";
        if (ledger.missing(key)) {
            Fact fact = new Fact(
                    place.zh(),
                    place.code(),
                    kind,
                    label,
                    series.indicator(),
                    qualifiers,
                    "level",
                    String.valueOf(year),
                    "",
                    "",
                    unit.zh());
            return new Body(edition.mark(), "", "", fact);
        }
        Random chance = EconomyDraw.chance(plan.seed(), edition.path() + key);
        BigDecimal base = ledger.figure(key);
        if (edition.revisedLater(year)) {
            // a whole and its parts are revised alike: they go on adding up
            String subject = series.indicator().replaceAll("\\..*", "");
            Random fate = EconomyDraw.chance(plan.seed(), edition.path() + subject + place.code() + product + year);
            double revision = 1 + REVISION * fate.nextGaussian();
            base = base.multiply(new BigDecimal(revision), MathContext.DECIMAL64);
        }
        BigDecimal value = base.divide(unit.factor(), unit.decimals(), RoundingMode.HALF_EVEN);
        String stored = "";
        String format = edition.format();
        if (format.startsWith("xls")) {
            // what a spreadsheet hides behind its display: digits that round to what is shown
            BigDecimal hidden = new BigDecimal(0.8 * (chance.nextDouble() - 0.5))
                    .scaleByPowerOfTen(-unit.decimals())
                    .setScale(unit.decimals() + 5, RoundingMode.HALF_EVEN);
            stored = (unit.decimals() == 0 ? value : value.add(hidden)).toPlainString();
        }
        Fact fact = new Fact(
                place.zh(),
                place.code(),
                kind,
                label,
                series.indicator(),
                qualifiers,
                "level",
                String.valueOf(year),
                value.toPlainString(),
                stored,
                unit.zh());
        return new Body(value.toPlainString(), stored, "", fact);
    }

    private List<String> notes(Edition edition, TablePlan table, List<Row> rows, List<Head> heads) {
        List<String> notes = new ArrayList<>();
        boolean marks = rows.stream()
                .flatMap(r -> r.cells().stream())
                .anyMatch(c -> c.fact().value().isEmpty());
        if (marks) {
            notes.add(String.format(
                    Locale.ROOT,
                    "注：“%1$s”表示无该项数据。 Note: \"%1$s\" indicates that data are not available.",
                    edition.mark()));
        }
        if (heads.stream().anyMatch(h -> h.mark().equals("1)"))) {
            notes.add("1) 初步数，以后各版有修订。 Preliminary figures, revised in later editions.");
        }
        table.note().ifPresent(note -> notes.add("注：" + note.zh() + " Note: " + note.en()));
        notes.add(plan.notice().zh() + " (" + plan.notice().en() + ")");
        return notes;
    }
}
