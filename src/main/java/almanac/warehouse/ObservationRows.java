package almanac.warehouse;

import almanac.model.Box;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Observation;
import almanac.model.Reading;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * From the fact table to {@link Observation}s; the way back is in {@link WarehouseWriter}.
 *
 * <p>Built for many rows: the dimensions come from {@link Dimensions} by key, not by joins, and the texts of a row come
 * in one piece, because each text that crosses from DuckDB to Java costs about a microsecond and a row has twelve.
 */
final class ObservationRows {
    /** Between the texts of a row; a row that holds it itself is read again, text by text. */
    private static final char BETWEEN = '\u001f';

    private static final List<String> TEXTS = List.of(
            "id",
            "kind",
            "page",
            "table_id",
            "cell",
            "qualifiers",
            "measure",
            "reading",
            "reason",
            "raw",
            "value",
            "value_stored",
            "flag",
            "vintage",
            "snippet");
    private static final String NUMBERS =
            "f.source_key, f.ordinal, f.region_key, f.indicator_key, f.period_key, f.unit_key, f.rule_key, f.row_no,"
                    + " f.column_no, f.span_from, f.span_to, f.box_left, f.box_top, f.box_right, f.box_bottom";
    private static final int FIRST_BOX = 12;
    private static final int PACKED = 16;

    /** What {@link #read} needs of a row. */
    static final String COLUMNS = NUMBERS + ", concat_ws(chr(31), "
            + String.join(
                    ", ",
                    TEXTS.stream().map(text -> "coalesce(f." + text + ", '')").toList()) + ")";

    private final Connection connection;
    private final Dimensions dimensions;
    /** A million rows repeat a few thousand words: one object each is enough. */
    private final Map<String, String> words = new HashMap<>();

    private final Map<String, SortedMap<String, String>> qualifiers = new HashMap<>();

    ObservationRows(Connection connection, Dimensions dimensions) {
        this.connection = connection;
        this.dimensions = dimensions;
    }

    /** The key of the source a row belongs to. */
    static int sourceKey(ResultSet row) throws SQLException {
        return row.getInt(1);
    }

    /** The place of a row in its document. */
    static int ordinal(ResultSet row) throws SQLException {
        return row.getInt(2);
    }

    Observation read(ResultSet row) throws SQLException {
        String[] texts = parts(row);
        String source = dimensions.sourceId(sourceKey(row));
        String page = word(texts[2]);
        Optional<Box> box = box(row, FIRST_BOX);
        Locator locator = texts[1].equals("table")
                ? new Locator.CellAt(source, page, word(texts[3]), row.getInt(8), row.getInt(9), texts[4], box)
                : new Locator.SpanAt(source, page, row.getInt(10), row.getInt(11), box);
        Dimensions.PrintedUnit unit = dimensions.unit(row.getInt(6));
        return new Observation(
                texts[0],
                dimensions.region(row.getInt(3)),
                dimensions.indicator(row.getInt(4)),
                qualifiers.computeIfAbsent(texts[5], QualifierText::read),
                dimensions.period(row.getInt(5)),
                reading(texts),
                Measure.valueOf(texts[6].toUpperCase(Locale.ROOT)),
                unit.label(),
                unit.unit(),
                locator,
                dimensions.rule(row.getInt(7)),
                word(texts[12]),
                word(texts[13]),
                texts[14]);
    }

    private static Reading reading(String[] texts) {
        String raw = texts[9];
        return switch (texts[7]) {
            case "amount" ->
                new Reading.Amount(
                        new BigDecimal(texts[10]),
                        texts[11].isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(texts[11])),
                        raw);
            case "missing" -> new Reading.Missing(texts[8], raw);
            default -> new Reading.Unread(texts[8], raw);
        };
    }

    private String[] parts(ResultSet row) throws SQLException {
        String packed = orEmpty(row.getString(PACKED));
        String[] texts = new String[TEXTS.size()];
        int from = 0;
        for (int i = 0; i < texts.length - 1; i++) {
            int to = packed.indexOf(BETWEEN, from);
            if (to < 0) {
                return oneByOne(row);
            }
            texts[i] = packed.substring(from, to);
            from = to + 1;
        }
        texts[texts.length - 1] = packed.substring(from);
        return packed.indexOf(BETWEEN, from) < 0 ? texts : oneByOne(row);
    }

    /** A hostile document may print the character that stands between the texts. */
    private String[] oneByOne(ResultSet row) throws SQLException {
        String sql =
                "SELECT " + String.join(", ", TEXTS) + " FROM fact_observation WHERE source_key = ? AND ordinal = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, sourceKey(row));
            statement.setInt(2, ordinal(row));
            try (ResultSet one = statement.executeQuery()) {
                one.next();
                String[] texts = new String[TEXTS.size()];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = orEmpty(one.getString(i + 1));
                }
                return texts;
            }
        }
    }

    private String word(String text) {
        return words.computeIfAbsent(text, w -> w);
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
