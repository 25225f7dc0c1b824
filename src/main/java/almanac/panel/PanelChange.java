package almanac.panel;

import almanac.model.Panel;
import almanac.model.Panel.Cell;
import almanac.model.Panel.Key;
import almanac.model.Panel.Origin;
import almanac.panel.PanelSpec.Computed;
import almanac.panel.PanelSpec.Expy;
import almanac.panel.PanelSpec.VariableSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a finished panel when printed figures change: exactly, by computing anew the cells that depend on
 * them ({@link #with}), and to first order for all printed figures at once, by the chain rule backwards through the
 * formulas ({@link #gradient}).
 *
 * <p>The derivative of EXPY and PRODY (Hausmann, Hwang and Rodrik 2007, equations 2 and 3), with shares
 * {@code s_rp = x_rp / X_r}, {@code w_cp = x_cp / X_c}, {@code W_p = sum_c w_cp}:
 *
 * <pre>
 *   dEXPY_r / dx_rp    = (PRODY_p - EXPY_r) / X_r
 *   dEXPY_r / dPRODY_p = s_rp
 *   dPRODY_p / dY_c    = w_cp / W_p
 *   dPRODY_p / dx_cq   = (Y_c - PRODY_p) / W_p * ([p = q] - w_cp) / X_c
 * </pre>
 */
public final class PanelChange {
    private final PanelSpec spec;
    private final Map<Key, Cell> cells;
    private final Sophistication sophistication;
    private final Map<String, VariableSpec> variables = new TreeMap<>();
    private final Map<String, SortedSet<String>> axes = new TreeMap<>();
    private final Map<String, SortedSet<String>> places = new TreeMap<>();
    /** For each cell those that are computed from it. */
    private final Map<Key, List<Key>> users = new HashMap<>();
    /** The PRODY cells of one world table and year. */
    private final Map<String, List<Key>> worlds = new HashMap<>();

    private final PanelBuilder still;

    /** Of a panel that was built from {@code spec}. */
    public PanelChange(PanelSpec spec, Panel panel, Sophistication sophistication) {
        this.spec = spec;
        this.cells = new HashMap<>(panel.cells());
        this.sophistication = sophistication;
        spec.variables().forEach(variable -> variables.put(variable.name(), variable));
        panel.cells().forEach((key, cell) -> {
            int bracket = key.variable().indexOf('[');
            String name = bracket < 0 ? key.variable() : key.variable().substring(0, bracket);
            boolean chosen = cell.origin() instanceof Origin.Printed
                    || cell.origin() instanceof Origin.Interpolated
                    || cell.origin() instanceof Origin.None none
                            && none.choice().isPresent();
            if (bracket >= 0 && chosen) {
                axes.computeIfAbsent(name, k -> new TreeSet<>())
                        .add(key.variable()
                                .substring(bracket + 1, key.variable().length() - 1));
            }
            if (chosen) {
                places.computeIfAbsent(name, k -> new TreeSet<>()).add(key.region());
            }
            // the products of one year's PRODY share their inputs: the first one stands for all
            boolean world = key.region().equals(PanelBuilder.WORLD);
            boolean again = world && worlds.containsKey(world(key));
            if (world) {
                worlds.computeIfAbsent(world(key), k -> new ArrayList<>()).add(key);
            }
            if (!again) {
                inputs(cell)
                        .forEach(input -> users.computeIfAbsent(input, k -> new ArrayList<>())
                                .add(key));
            }
        });
        this.still = new PanelBuilder(spec, cells, Map.of(), Set.of(), axes, places, sophistication);
    }

    private static List<Key> inputs(Cell cell) {
        if (cell.origin() instanceof Origin.Computed computed) {
            return computed.inputs();
        }
        if (cell.origin() instanceof Origin.Interpolated filled) {
            return filled.inputs();
        }
        return cell.origin() instanceof Origin.None none ? none.inputs() : List.of();
    }

    /**
     * The cells that differ when printed figures are others.
     *
     * @param changes printed cells and their new values; empty for a figure that is taken away
     * @return every cell that depends on them, computed anew, and the changed cells themselves
     */
    public Map<Key, Optional<Double>> with(Map<Key, Optional<Double>> changes) {
        Set<Key> outdated = new HashSet<>();
        Deque<Key> open = new ArrayDeque<>(changes.keySet());
        while (!open.isEmpty()) {
            for (Key user : users.getOrDefault(open.pop(), List.of())) {
                for (Key one : together(user)) {
                    if (!changes.containsKey(one) && outdated.add(one)) {
                        open.add(one);
                    }
                }
            }
        }
        Map<Key, Cell> given = new HashMap<>();
        changes.forEach((key, value) ->
                given.put(key, new Cell(value, new Origin.None("left out", List.of(), Optional.empty()))));
        // filled gaps first: formulas stand on them, never the other way round
        for (Key key : outdated) {
            Cell cell = cells.get(key);
            if (cell != null && cell.origin() instanceof Origin.Interpolated filled) {
                double[] ends = filled.inputs().stream()
                        .mapToDouble(input -> Optional.ofNullable(given.getOrDefault(input, cells.get(input)))
                                .flatMap(Cell::value)
                                .orElse(Double.NaN))
                        .toArray();
                double value = GapFilling.value(filled.method(), ends, filled.weights());
                given.put(key, new Cell(Double.isFinite(value) ? Optional.of(value) : Optional.empty(), cell.origin()));
            }
        }
        PanelBuilder anew = new PanelBuilder(spec, cells, given, outdated, axes, places, sophistication);
        Map<Key, Optional<Double>> changed = new HashMap<>();
        given.forEach((key, cell) -> changed.put(key, cell.value()));
        for (Key key : outdated) {
            if (!key.region().equals(PanelBuilder.WORLD)) {
                changed.put(key, anew.cell(key).value());
            }
        }
        return changed;
    }

    /**
     * How a quantity moves with every printed figure it rests on.
     *
     * @param seeds the quantity's derivative with respect to cells of the panel
     * @return its derivative with respect to printed cells (the value of the cell, in the variable's unit)
     */
    public Map<Key, Double> gradient(Map<Key, Double> seeds) {
        List<Key> order = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        seeds.keySet().forEach(key -> visit(key, seen, order));
        Map<Key, Double> adjoint = new HashMap<>(seeds);
        Map<Key, Double> printed = new HashMap<>();
        Set<String> done = new HashSet<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Key key = order.get(i);
            Cell cell = cells.get(key);
            if (cell == null) {
                continue;
            }
            if (key.region().equals(PanelBuilder.WORLD)) {
                if (done.add(world(key))) {
                    prodyBack(key, adjoint);
                }
                continue;
            }
            double own = adjoint.getOrDefault(key, 0.0);
            if (own == 0) {
                continue;
            }
            if (cell.origin() instanceof Origin.Printed) {
                printed.merge(key, own, Double::sum);
            } else if (cell.origin() instanceof Origin.Interpolated filled) {
                filledBack(filled, cell.value().orElse(Double.NaN), own, adjoint);
            } else if (cell.origin() instanceof Origin.Computed) {
                VariableSpec variable = variables.get(key.variable());
                if (variable instanceof Computed computed) {
                    new Backwards(spec, still, adjoint).pass(computed.formula(), key.region(), key.year(), own);
                } else if (variable instanceof Expy expy) {
                    expyBack(expy, key, cell.value().orElse(Double.NaN), own, adjoint);
                }
            }
        }
        return printed;
    }

    private List<Key> together(Key key) {
        return key.region().equals(PanelBuilder.WORLD) ? worlds.getOrDefault(world(key), List.of(key)) : List.of(key);
    }

    /** All PRODY of one world table and year are one node: they share their inputs. */
    private static String world(Key key) {
        return key.variable().substring(0, key.variable().indexOf('[') + 1) + key.year();
    }

    /** Inputs before users; the products of one year's PRODY share their inputs, so the first visit does for all. */
    private void visit(Key key, Set<Key> seen, List<Key> order) {
        if (!seen.add(key)) {
            return;
        }
        seen.addAll(together(key));
        Cell cell = cells.get(key);
        if (cell != null) {
            inputs(cell).forEach(input -> visit(input, seen, order));
        }
        order.addAll(together(key));
    }

    private void filledBack(Origin.Interpolated filled, double value, double own, Map<Key, Double> adjoint) {
        for (int i = 0; i < filled.inputs().size(); i++) {
            Key input = filled.inputs().get(i);
            double slope = filled.weights().get(i);
            if (filled.method().equals("geometric")) {
                slope *= value
                        / Optional.ofNullable(cells.get(input))
                                .flatMap(Cell::value)
                                .orElse(Double.NaN);
            }
            adjoint.merge(input, own * slope, Double::sum);
        }
    }

    private void expyBack(Expy variable, Key key, double value, double own, Map<Key, Double> adjoint) {
        List<String> products = List.copyOf(axes.getOrDefault(variable.exports(), new TreeSet<>()));
        double[] exports = new double[products.size()];
        double total = 0;
        for (int p = 0; p < exports.length; p++) {
            exports[p] =
                    still.cell(export(variable, products.get(p), key)).value().orElse(0.0);
            total += exports[p];
        }
        for (int p = 0; p < exports.length; p++) {
            Key worth = still.prodyKey(variable, products.get(p), key.year());
            double level = still.cell(worth).value().orElse(0.0);
            adjoint.merge(export(variable, products.get(p), key), own * (level - value) / total, Double::sum);
            adjoint.merge(worth, own * exports[p] / total, Double::sum);
        }
    }

    private static Key export(Expy variable, String product, Key at) {
        return new Key(variable.exports() + "[" + product + "]", at.region(), at.year());
    }

    private void prodyBack(Key any, Map<Key, Double> adjoint) {
        String name = any.variable().substring(0, any.variable().indexOf('['));
        Optional<Expy> variable = variables.values().stream()
                .filter(Expy.class::isInstance)
                .map(Expy.class::cast)
                .filter(expy -> still.prodyName(expy).equals(name))
                .findFirst();
        if (variable.isEmpty()) {
            return;
        }
        Expy expy = variable.get();
        PanelBuilder.World world =
                still.world(expy, any.year(), List.copyOf(axes.getOrDefault(expy.exports(), new TreeSet<>())));
        int count = world.products().size();
        double[] own = new double[count];
        double[] level = new double[count];
        double[] weights = new double[count];
        for (int p = 0; p < count; p++) {
            Key key = still.prodyKey(expy, world.products().get(p), any.year());
            own[p] = adjoint.getOrDefault(key, 0.0);
            level[p] = still.cell(key).value().orElse(0.0);
        }
        double[] totals = new double[world.countries().size()];
        for (int c = 0; c < totals.length; c++) {
            for (double amount : world.exports()[c]) {
                totals[c] += amount;
            }
            for (int p = 0; p < count; p++) {
                weights[p] += world.exports()[c][p] / totals[c];
            }
        }
        for (int c = 0; c < totals.length; c++) {
            String country = world.countries().get(c);
            double income = world.income()[c];
            double toIncome = 0;
            double toTotal = 0;
            double[] slope = new double[count];
            for (int p = 0; p < count; p++) {
                if (weights[p] == 0) {
                    continue;
                }
                double share = world.exports()[c][p] / totals[c];
                slope[p] = own[p] * (income - level[p]) / weights[p];
                toIncome += own[p] * share / weights[p];
                toTotal += slope[p] * share;
            }
            adjoint.merge(new Key(expy.income(), country, any.year()), toIncome, Double::sum);
            for (int p = 0; p < count; p++) {
                Key key = new Key(expy.worldExports() + "[" + world.products().get(p) + "]", country, any.year());
                if (cells.containsKey(key)) {
                    adjoint.merge(key, (slope[p] - toTotal) / totals[c], Double::sum);
                }
            }
        }
    }
}
