package almanac.simulate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be simulated: the places, the years, the variables whose moments are known, and the books that print them.
 * Read from a document under {@code rules/simulations} by {@link PlanReader}.
 *
 * @param id name of the simulation, for example {@code yangtze}
 * @param study name of the study whose published tables the draw must reproduce
 * @param completeRows rows of the panel without a gap; the published tables are met on these
 * @param anchor variable whose mean the published tables leave open
 * @param anchorMean its chosen mean
 * @param nation the place that all regions are part of
 * @param notice the line that stands on every page: these figures are invented
 */
public record SimulationPlan(
        String id,
        String study,
        long seed,
        int firstYear,
        int lastYear,
        int completeRows,
        String anchor,
        double anchorMean,
        Place nation,
        List<Profile> regions,
        List<VariablePlan> variables,
        List<Place> products,
        List<Country> countries,
        WorldPlan world,
        List<Breakdown> breakdowns,
        List<Gap> gaps,
        Phrase notice,
        List<BookPlan> books,
        List<CommuniquePlan> communiques) {
    public SimulationPlan {
        regions = List.copyOf(regions);
        variables = List.copyOf(variables);
        products = List.copyOf(products);
        countries = List.copyOf(countries);
        breakdowns = List.copyOf(breakdowns);
        gaps = List.copyOf(gaps);
        books = List.copyOf(books);
        communiques = List.copyOf(communiques);
    }

    /** The same economy with other chance. */
    public SimulationPlan withSeed(long other) {
        return new SimulationPlan(
                id,
                study,
                other,
                firstYear,
                lastYear,
                completeRows,
                anchor,
                anchorMean,
                nation,
                regions,
                variables,
                products,
                countries,
                world,
                breakdowns,
                gaps,
                notice,
                books,
                communiques);
    }

    public int years() {
        return lastYear - firstYear + 1;
    }

    /** A text in both languages. */
    public record Phrase(String zh, String en) {}

    /** A region, country or product: its code in the lexicon and its printed names. */
    public record Place(String code, String zh, String en) {}

    /**
     * A region of the panel.
     *
     * @param people residents in the first year, 10,000 persons
     * @param peopleGrowth per year
     * @param openness high-technology exports per GDP in the first year
     * @param levels standing among the regions for each variable, in any unit; only the differences count
     */
    public record Profile(
            Place place, double people, double peopleGrowth, double openness, Map<String, Double> levels) {
        public Profile {
            levels = Map.copyOf(levels);
        }
    }

    /** A country of the world table; {@code income} is GDP per head in the first year, US dollars. */
    public record Country(Place place, double income, double growth) {}

    /**
     * A variable of the published tables and how it is made from printed figures.
     *
     * @param form {@code log} ln(of), {@code log_ratio} ln(of / by), {@code log_product} ln(of * by / scale), {@code
     *     location_quotient} (of / by) against the nation's, {@code log_expy} ln EXPY of the exports {@code of}
     * @param of indicator
     * @param by second indicator, empty where the form has none
     * @param scale divisor of the product
     * @param level weight of the region's standing
     * @param trend weight of time
     * @param noise weight of chance
     */
    public record VariablePlan(
            String name, String form, String of, String by, double scale, double level, double trend, double noise) {}

    /** Indicators of the world table: exports by product, and GDP per head. */
    public record WorldPlan(String exports, String income) {}

    /**
     * A whole and its parts, which add up to it as printed.
     *
     * @param parts in the order of printing; the last one takes what the others leave
     */
    public record Breakdown(String whole, List<Part> parts) {
        public Breakdown {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A part of a whole.
     *
     * @param name as a communiqué calls it
     * @param share in the first year
     * @param drift change of the share per year
     */
    public record Part(String indicator, Phrase name, double share, double drift) {}

    /** Figures that the books do not have: printed as a mark. */
    public record Gap(String indicator, String region, List<Integer> years) {
        public Gap {
            years = List.copyOf(years);
        }
    }

    /**
     * A unit as a book prints it.
     *
     * @param factor base units in one of it
     * @param decimals printed behind the point
     */
    public record PrintedUnit(String zh, String en, BigDecimal factor, int decimals) {}

    /**
     * A series of editions of one publication.
     *
     * @param folder under the corpus
     * @param formats {@code pdf}, {@code xlsx}, {@code xls}, {@code html}, {@code docx}, {@code csv}; the last one
     *     serves the newest edition, the one before it the edition before, round and round
     * @param styles of the rules: {@code ruled}, {@code three_line}, {@code unruled}; as for the formats
     * @param editions how many
     * @param newest year on the cover of the newest edition
     * @param lastYear last year of data in the newest edition
     * @param marks printed for a missing figure; as for the formats
     */
    public record BookPlan(
            String folder,
            Phrase name,
            Phrase publisher,
            List<String> formats,
            List<String> styles,
            int editions,
            int newest,
            int lastYear,
            List<String> marks,
            List<TablePlan> tables) {
        public BookPlan {
            formats = List.copyOf(formats);
            styles = List.copyOf(styles);
            marks = List.copyOf(marks);
            tables = List.copyOf(tables);
        }
    }

    /**
     * A table of a book.
     *
     * @param number as printed before the title
     * @param rows {@code region}, {@code country} or {@code year}
     * @param columns {@code year}, {@code product} (one table a year), {@code indicator} (rows of years, or of regions in the
     *     last year) or {@code indicator_year}
     * @param nation whether a row of the nation comes first
     */
    public record TablePlan(
            String number,
            Phrase title,
            String rows,
            String columns,
            boolean nation,
            List<SeriesPlan> series,
            Optional<Phrase> note) {
        public TablePlan {
            series = List.copyOf(series);
        }
    }

    /**
     * An indicator in a table: how it is called there and its units by edition, the last for the newest.
     *
     * @param names by edition, the last for the newest: indicators are renamed now and then
     */
    public record SeriesPlan(String indicator, List<Phrase> names, List<PrintedUnit> units) {
        public SeriesPlan {
            names = List.copyOf(names);
            units = List.copyOf(units);
        }
    }

    /**
     * A communiqué: the prose in which one region reports one year.
     *
     * @param language {@code zh} or {@code en}
     * @param format {@code txt} or {@code html}
     * @param preliminary whether the figures were revised afterwards by a yearbook
     */
    public record CommuniquePlan(String region, int year, String language, String format, boolean preliminary) {}
}
