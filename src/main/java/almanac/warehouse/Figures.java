package almanac.warehouse;

import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Period;
import almanac.model.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * The numbers of a panel as columns: what they are of, how much, and from which book; no object a number, no text but
 * what tells figures apart. Thousands of figures out of a million come in some hundredths of a second. The printed place
 * of a figure is one step away: {@link Warehouse#observation(Figures, int)}.
 *
 * <p>Rows are in no particular order; readings without a number are left out.
 */
public final class Figures {
    /** What narrows a figure; rows share these. */
    private record Kind(Measure measure, SortedMap<String, String> qualifiers, String vintage) {}

    private final Dimensions dimensions;
    private int size;
    private int[] regions = new int[1024];
    private int[] indicators = new int[1024];
    private int[] periods = new int[1024];
    private int[] units = new int[1024];
    private int[] sources = new int[1024];
    private int[] ordinals = new int[1024];
    private double[] values = new double[1024];
    private double[] bases = new double[1024];
    private Kind[] kinds = new Kind[1024];
    private final BitSet foreseen = new BitSet();

    private Figures(Dimensions dimensions) {
        this.dimensions = dimensions;
    }

    static Figures read(Connection connection, Dimensions dimensions, ObservationFilter filter) throws SQLException {
        Figures figures = new Figures(dimensions);
        Map<String, Kind> known = new HashMap<>();
        // the rows are found by their keys first: a scan that also carries texts unpacks those of every row
        String sql =
                "SELECT f.region_key, f.indicator_key, f.period_key, f.unit_key, f.source_key, f.ordinal, f.number,"
                        + " f.base_number, concat_ws(chr(31), f.measure, f.vintage, f.qualifiers), contains(f.flag, 'forecast')"
                        + " FROM fact_observation f"
                        + " WHERE f.rowid IN (SELECT f.rowid FROM fact_observation f WHERE " + filter.where(dimensions)
                        + ") AND f.number IS NOT NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int at = figures.next();
                figures.regions[at] = row.getInt(1);
                figures.indicators[at] = row.getInt(2);
                figures.periods[at] = row.getInt(3);
                figures.units[at] = row.getInt(4);
                figures.sources[at] = row.getInt(5);
                figures.ordinals[at] = row.getInt(6);
                figures.values[at] = row.getDouble(7);
                double base = row.getDouble(8);
                figures.bases[at] = row.wasNull() ? Double.NaN : base;
                figures.foreseen.set(at, row.getBoolean(10));
                figures.kinds[at] = known.computeIfAbsent(ObservationRows.orEmpty(row.getString(9)), Figures::kind);
            }
        }
        return figures;
    }

    private static Kind kind(String text) {
        int first = text.indexOf('\u001f');
        // the qualifiers are JSON, which escapes this character; an edition that holds it keeps it
        int last = text.lastIndexOf('\u001f');
        return new Kind(
                Measure.valueOf(text.substring(0, first).toUpperCase(Locale.ROOT)),
                QualifierText.read(text.substring(last + 1)),
                last > first ? text.substring(first + 1, last) : "");
    }

    private int next() {
        if (size == regions.length) {
            int more = size * 2;
            regions = Arrays.copyOf(regions, more);
            indicators = Arrays.copyOf(indicators, more);
            periods = Arrays.copyOf(periods, more);
            units = Arrays.copyOf(units, more);
            sources = Arrays.copyOf(sources, more);
            ordinals = Arrays.copyOf(ordinals, more);
            values = Arrays.copyOf(values, more);
            bases = Arrays.copyOf(bases, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        return size++;
    }

    public int size() {
        return size;
    }

    public Named region(int row) {
        return dimensions.region(regions[row]);
    }

    public Named indicator(int row) {
        return dimensions.indicator(indicators[row]);
    }

    public Period period(int row) {
        return dimensions.period(periods[row]);
    }

    public Measure measure(int row) {
        return kinds[row].measure();
    }

    public SortedMap<String, String> qualifiers(int row) {
        return kinds[row].qualifiers();
    }

    public String vintage(int row) {
        return kinds[row].vintage();
    }

    /** Whether the document says what is expected, not what was counted. */
    public boolean foreseen(int row) {
        return foreseen.get(row);
    }

    /** The number as displayed, in {@link #unit}. */
    public double value(int row) {
        return values[row];
    }

    /** The number in base units of its dimension; NaN where the unit is unknown. */
    public double base(int row) {
        return bases[row];
    }

    public Unit unit(int row) {
        return dimensions.unit(units[row]).unit();
    }

    public String unitLabel(int row) {
        return dimensions.unit(units[row]).label();
    }

    /** The id of the book. */
    public String source(int row) {
        return dimensions.sourceId(sources[row]);
    }

    /** The place of the figure among the observations of its book. */
    public int ordinal(int row) {
        return ordinals[row];
    }

    int sourceKey(int row) {
        return sources[row];
    }

    /** The rows, for streams. */
    public List<Integer> rows() {
        List<Integer> rows = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            rows.add(row);
        }
        return rows;
    }
}
