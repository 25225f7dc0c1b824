package almanac.warehouse;

import almanac.model.Named;
import almanac.model.Period;
import almanac.model.Unit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The points of the star, by key: a few thousand names that a reader keeps while it is open. */
final class Dimensions {
    /** A unit as printed and as known. */
    record PrintedUnit(String label, Unit unit) {}

    private final Map<Integer, String> sourceIds = new HashMap<>();
    private final Map<Integer, String> sourcePaths = new HashMap<>();
    private final Map<Integer, Named> regions = new HashMap<>();
    private final Map<Integer, Named> indicators = new HashMap<>();
    private final Map<Integer, Period> periods = new HashMap<>();
    private final Map<Integer, PrintedUnit> units = new HashMap<>();
    private final Map<Integer, String> rules = new HashMap<>();

    static Dimensions read(Connection connection) throws SQLException {
        Dimensions dimensions = new Dimensions();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT source_key, id, path FROM dim_source")) {
                while (row.next()) {
                    dimensions.sourceIds.put(row.getInt(1), ObservationRows.orEmpty(row.getString(2)));
                    dimensions.sourcePaths.put(row.getInt(1), ObservationRows.orEmpty(row.getString(3)));
                }
            }
            named(statement, "SELECT region_key, label, id, kind FROM dim_region", dimensions.regions);
            named(statement, "SELECT indicator_key, label, id, kind FROM dim_indicator", dimensions.indicators);
            try (ResultSet row = statement.executeQuery("SELECT period_key, code FROM dim_period")) {
                while (row.next()) {
                    dimensions.periods.put(row.getInt(1), new Period(ObservationRows.orEmpty(row.getString(2))));
                }
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT unit_key, label, id, dimension, factor FROM dim_unit")) {
                while (row.next()) {
                    Unit unit = new Unit(
                            ObservationRows.orEmpty(row.getString(3)),
                            ObservationRows.orEmpty(row.getString(4)),
                            new BigDecimal(row.getString(5)));
                    dimensions.units.put(
                            row.getInt(1), new PrintedUnit(ObservationRows.orEmpty(row.getString(2)), unit));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT rule_key, id FROM dim_rule")) {
                while (row.next()) {
                    dimensions.rules.put(row.getInt(1), ObservationRows.orEmpty(row.getString(2)));
                }
            }
        }
        return dimensions;
    }

    private static void named(Statement statement, String sql, Map<Integer, Named> into) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                into.put(
                        row.getInt(1),
                        new Named(
                                ObservationRows.orEmpty(row.getString(2)),
                                Optional.ofNullable(row.getString(3)),
                                ObservationRows.orEmpty(row.getString(4))));
            }
        }
    }

    String sourceId(int key) {
        return Objects.requireNonNull(sourceIds.get(key));
    }

    String sourcePath(int key) {
        return Objects.requireNonNull(sourcePaths.get(key));
    }

    Named region(int key) {
        return Objects.requireNonNull(regions.get(key));
    }

    Named indicator(int key) {
        return Objects.requireNonNull(indicators.get(key));
    }

    Period period(int key) {
        return Objects.requireNonNull(periods.get(key));
    }

    PrintedUnit unit(int key) {
        return Objects.requireNonNull(units.get(key));
    }

    String rule(int key) {
        return Objects.requireNonNull(rules.get(key));
    }

    List<Integer> sources(Predicate<String> path) {
        return keys(sourcePaths, path);
    }

    List<Integer> regions(Predicate<Named> wanted) {
        return keys(regions, wanted);
    }

    List<Integer> indicators(Predicate<Named> wanted) {
        return keys(indicators, wanted);
    }

    List<Integer> periods(Predicate<Period> wanted) {
        return keys(periods, wanted);
    }

    private static <T> List<Integer> keys(Map<Integer, T> members, Predicate<T> wanted) {
        List<Integer> keys = new ArrayList<>();
        members.forEach((key, member) -> {
            if (wanted.test(member)) {
                keys.add(key);
            }
        });
        keys.sort(null);
        return keys;
    }
}
