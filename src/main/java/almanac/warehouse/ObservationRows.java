package almanac.warehouse;

import almanac.model.Box;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Unit;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a row of the star to an {@link Observation}; the way back is in {@link WarehouseWriter}. */
final class ObservationRows {
    static final String COLUMNS = "f.id, s.id, f.kind, f.page, f.table_id, f.row_no, f.column_no, f.cell, f.span_from,"
            + " f.span_to, f.box_left, f.box_top, f.box_right, f.box_bottom, r.label, r.id, r.kind, i.label, i.id,"
            + " i.kind, f.qualifiers, p.code, f.measure, f.reading, f.reason, f.raw, f.value, f.value_stored, u.label,"
            + " u.id, u.dimension, u.factor, ru.id, f.flag, f.vintage, f.snippet";
    static final String FROM = " FROM fact_observation f JOIN dim_source s USING (source_key)"
            + " JOIN dim_region r USING (region_key) JOIN dim_indicator i USING (indicator_key)"
            + " JOIN dim_period p USING (period_key) JOIN dim_unit u USING (unit_key)"
            + " JOIN dim_rule ru USING (rule_key) ";

    /** A million rows repeat a few thousand names: one object each is enough. */
    private final Map<Named, Named> names = new HashMap<>();

    private final Map<String, Period> periods = new HashMap<>();
    private final Map<Unit, Unit> units = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    Observation read(ResultSet row) throws SQLException {
        String source = text(row, 2);
        String page = text(row, 4);
        Optional<Box> box = box(row, 11);
        Locator locator = text(row, 3).equals("table")
                ? new Locator.CellAt(
                        source, page, text(row, 5), row.getInt(6), row.getInt(7), orEmpty(row.getString(8)), box)
                : new Locator.SpanAt(source, page, row.getInt(9), row.getInt(10), box);
        Named region = shared(new Named(orEmpty(row.getString(15)), maybe(row, 16), orEmpty(row.getString(17))));
        Named indicator = shared(new Named(orEmpty(row.getString(18)), maybe(row, 19), orEmpty(row.getString(20))));
        Unit unit = new Unit(text(row, 30), text(row, 31), new BigDecimal(row.getString(32)));
        Unit sharedUnit = units.computeIfAbsent(unit, u -> u);
        return new Observation(
                orEmpty(row.getString(1)),
                region,
                indicator,
                QualifierText.read(orEmpty(row.getString(21))),
                periods.computeIfAbsent(orEmpty(row.getString(22)), Period::new),
                reading(row),
                Measure.valueOf(text(row, 23).toUpperCase(Locale.ROOT)),
                text(row, 29),
                sharedUnit,
                locator,
                text(row, 33),
                text(row, 34),
                text(row, 35),
                orEmpty(row.getString(36)));
    }

    private Reading reading(ResultSet row) throws SQLException {
        String raw = orEmpty(row.getString(26));
        return switch (text(row, 24)) {
            case "amount" ->
                new Reading.Amount(
                        new BigDecimal(row.getString(27)), maybe(row, 28).map(BigDecimal::new), raw);
            case "missing" -> new Reading.Missing(text(row, 25), raw);
            default -> new Reading.Unread(text(row, 25), raw);
        };
    }

    private Named shared(Named name) {
        return names.computeIfAbsent(name, n -> n);
    }

    private String text(ResultSet row, int column) throws SQLException {
        return words.computeIfAbsent(orEmpty(row.getString(column)), w -> w);
    }

    static Optional<Box> box(ResultSet row, int firstColumn) throws SQLException {
        double left = row.getDouble(firstColumn);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Box(
                        left,
                        row.getDouble(firstColumn + 1),
                        row.getDouble(firstColumn + 2),
                        row.getDouble(firstColumn + 3)));
    }

    static Optional<String> maybe(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
