package almanac.model;

import java.util.List;
import java.util.Optional;

/** Named columns of equal length: what regressions, mining and descriptives work on. Immutable. */
public record Frame(List<Column> columns) {
    public Frame {
        columns = List.copyOf(columns);
        for (Column column : columns) {
            if (column.size() != columns.get(0).size()) {
                throw new IllegalArgumentException("column " + column.name() + " has " + column.size() + " rows, "
                        + columns.get(0).name() + " has " + columns.get(0).size());
            }
        }
    }

    public int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).size();
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }
}
