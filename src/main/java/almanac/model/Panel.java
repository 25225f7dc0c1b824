package almanac.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Regions by years by variables, each filled cell with its {@link Origin}. Sorted and immutable; what is missing says
 * why.
 *
 * <p>Besides the study's regions it may hold cells of other places that formulas needed (the nation, the countries of
 * the world table): {@link #regions} names those that make up the sample.
 *
 * @param regions codes of the study's regions, in the study's order
 * @param years in ascending order
 * @param variables in the study's order
 */
public record Panel(List<String> regions, List<Integer> years, List<Variable> variables, SortedMap<Key, Cell> cells) {
    public Panel {
        regions = List.copyOf(regions);
        years = List.copyOf(years);
        variables = List.copyOf(variables);
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /**
     * A variable of the panel.
     *
     * @param definition formula or indicator, as the study states it
     * @param unit id of its unit, empty for logs and ratios
     */
    public record Variable(String name, String en, String zh, String definition, String unit) {}

    /** The key of a cell. A variable along an axis carries the axis value: {@code exports[computers]}. */
    public record Key(String variable, String region, int year) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byVariable = variable.compareTo(other.variable);
            int byRegion = region.compareTo(other.region);
            return byVariable != 0 ? byVariable : byRegion != 0 ? byRegion : Integer.compare(year, other.year);
        }

        @Override
        public String toString() {
            return variable + " " + region + " " + year;
        }
    }

    /** A number, or none; and where it comes from, or why there is none. */
    public record Cell(Optional<Double> value, Origin origin) {}

    /** Where a cell comes from. */
    public sealed interface Origin {
        /** Chosen among printed observations. {@code value} is the observation's, converted to the variable's unit. */
        record Printed(Choice choice) implements Origin {}

        /** Computed from other cells. */
        record Computed(String formula, List<Key> inputs) implements Origin {
            public Computed {
                inputs = List.copyOf(inputs);
            }
        }

        /**
         * Filled in between printed figures, because the study says so.
         *
         * @param method {@code linear}, {@code geometric} or {@code last}
         * @param inputs the printed cells at both ends of the gap (one for {@code last})
         * @param weights of the inputs, in their order; they sum to 1
         * @param mark what is printed in the gap, if anything is
         */
        record Interpolated(String method, List<Key> inputs, List<Double> weights, Optional<Choice> mark)
                implements Origin {
            public Interpolated {
                inputs = List.copyOf(inputs);
                weights = List.copyOf(weights);
            }
        }

        /** There is no number. {@code inputs}: the cells that are to blame; {@code choice}: the printed mark, if any. */
        record None(String why, List<Key> inputs, Optional<Choice> choice) implements Origin {
            public None {
                inputs = List.copyOf(inputs);
            }
        }
    }

    public Optional<Cell> cell(String variable, String region, int year) {
        return Optional.ofNullable(cells.get(new Key(variable, region, year)));
    }

    public Optional<Double> value(String variable, String region, int year) {
        return cell(variable, region, year).flatMap(Cell::value);
    }

    public Optional<Variable> variable(String name) {
        return variables.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /** All rows as columns {@code region}, {@code year} and the named variables, regions outermost. */
    public Frame frame(List<String> names) {
        List<String> regionColumn = new ArrayList<>();
        List<String> yearColumn = new ArrayList<>();
        int rows = regions.size() * years.size();
        double[][] values = new double[names.size()][rows];
        boolean[][] present = new boolean[names.size()][rows];
        int row = 0;
        for (String region : regions) {
            for (int year : years) {
                regionColumn.add(region);
                yearColumn.add(Integer.toString(year));
                for (int v = 0; v < names.size(); v++) {
                    Optional<Double> value = value(names.get(v), region, year);
                    present[v][row] = value.isPresent();
                    values[v][row] = value.orElse(0.0);
                }
                row++;
            }
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column.Text("region", regionColumn));
        columns.add(new Column.Text("year", yearColumn));
        for (int v = 0; v < names.size(); v++) {
            columns.add(new Column.Doubles(names.get(v), values[v], present[v]));
        }
        return new Frame(columns);
    }

    /** The printed observations that a cell rests on, through all formulas, in key order, each once. */
    public List<Observation> sources(Key key) {
        SortedMap<String, Observation> found = new TreeMap<>();
        collect(key, found, new HashSet<>());
        return List.copyOf(found.values());
    }

    private void collect(Key key, SortedMap<String, Observation> found, Set<Key> seen) {
        Cell cell = cells.get(key);
        if (cell == null || !seen.add(key)) {
            return;
        }
        if (cell.origin() instanceof Origin.Printed printed) {
            found.put(key.toString(), printed.choice().kept());
        } else if (cell.origin() instanceof Origin.Computed computed) {
            computed.inputs().forEach(input -> collect(input, found, seen));
        } else if (cell.origin() instanceof Origin.Interpolated filled) {
            filled.inputs().forEach(input -> collect(input, found, seen));
        } else if (cell.origin() instanceof Origin.None none) {
            none.choice().ifPresent(choice -> found.put(key.toString(), choice.kept()));
            none.inputs().forEach(input -> collect(input, found, seen));
        }
    }
}
