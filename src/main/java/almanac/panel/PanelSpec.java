package almanac.panel;

import almanac.model.Measure;
import almanac.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study says about its panel.
 *
 * @param regions codes of the sample
 * @param nation code of the region that {@code nation()}, {@code share()} and {@code lq()} compare with
 * @param years in ascending order
 * @param rivals how to choose among rival observations: the first criterion that tells them apart decides
 * @param variables in the study's order; a formula may only use others of the list
 * @param members for a region that belongs to the sample in some years only, those years; regions that are not named
 *     here belong to it throughout
 */
public record PanelSpec(
        List<String> regions,
        String nation,
        List<Integer> years,
        List<RivalChooser.Criterion> rivals,
        List<VariableSpec> variables,
        SortedMap<String, Set<Integer>> members) {
    public PanelSpec {
        regions = List.copyOf(regions);
        years = List.copyOf(years);
        rivals = List.copyOf(rivals);
        variables = List.copyOf(variables);
        TreeMap<String, Set<Integer>> copy = new TreeMap<>();
        members.forEach((region, yearsIn) -> copy.put(region, Set.copyOf(yearsIn)));
        members = java.util.Collections.unmodifiableSortedMap(copy);
    }

    /** A sample whose regions belong to it in all years. */
    public PanelSpec(
            List<String> regions,
            String nation,
            List<Integer> years,
            List<RivalChooser.Criterion> rivals,
            List<VariableSpec> variables) {
        this(regions, nation, years, rivals, variables, new TreeMap<>());
    }

    /** Whether a region belongs to the sample in a year. */
    public boolean member(String region, int year) {
        Set<Integer> yearsIn = members.get(region);
        return yearsIn == null || yearsIn.contains(year);
    }

    /**
     * Filling of gaps between printed figures.
     *
     * @param method {@code linear}, {@code geometric} (constant growth) or {@code last} (carried forward)
     * @param longest number of missing years in a row that are filled at most
     */
    public record Filling(String method, int longest) {
        /** The ways to fill. */
        public static final List<String> METHODS = List.of("linear", "geometric", "last");
    }

    /** A variable: printed or computed. */
    public sealed interface VariableSpec {
        String name();

        String en();

        String zh();
    }

    /**
     * A variable read from the books.
     *
     * @param indicator the lexicon's id
     * @param unit the unit its numbers are converted to; empty keeps the unit printed
     * @param where qualifiers that an observation must carry
     * @param by qualifier along which the variable has an axis ({@code product}); empty for none
     * @param region a fixed region whose figures serve all (an exchange rate is the nation's); empty for each its own
     * @param everywhere true to take every region that is printed (the countries of a world table), not only the sample
     * @param filling of gaps; empty, as nearly always: nothing is filled in
     */
    public record Printed(
            String name,
            String en,
            String zh,
            String indicator,
            Measure measure,
            Optional<Unit> unit,
            Map<String, String> where,
            Optional<String> by,
            Optional<String> region,
            boolean everywhere,
            Optional<Filling> filling)
            implements VariableSpec {
        public Printed {
            where = Map.copyOf(where);
        }

        /** A variable whose gaps stay gaps. */
        public Printed(
                String name,
                String en,
                String zh,
                String indicator,
                Measure measure,
                Optional<Unit> unit,
                Map<String, String> where,
                Optional<String> by,
                Optional<String> region,
                boolean everywhere) {
            this(name, en, zh, indicator, measure, unit, where, by, region, everywhere, Optional.empty());
        }
    }

    /** A variable computed by a formula over others. */
    public record Computed(String name, String en, String zh, String text, Formula formula) implements VariableSpec {}

    /**
     * Export sophistication of the regions: EXPY over PRODY of a world reference.
     *
     * @param exports name of a printed variable along an axis: the regions' exports by product
     * @param worldExports name of a printed variable along the same axis, everywhere: countries' exports by product
     * @param income name of a printed variable, everywhere: the countries' GDP per head
     * @param absentIsZero whether a product that a place's exports do not name is one it does not export
     */
    public record Expy(
            String name, String en, String zh, String exports, String worldExports, String income, boolean absentIsZero)
            implements VariableSpec {
        /** Of tables that print every product: one that is absent is missing. */
        public Expy(String name, String en, String zh, String exports, String worldExports, String income) {
            this(name, en, zh, exports, worldExports, income, false);
        }
    }
}
