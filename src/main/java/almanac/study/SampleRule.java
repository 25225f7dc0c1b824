package almanac.study;

import almanac.model.Observation;
import almanac.model.Region;
import almanac.panel.PanelSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A sample that is not listed but found: the regions that print every named variable, and the years in which they do.
 *
 * @param variables whose printed figures decide; empty when the regions are listed
 * @param level of the regions, empty for any
 * @param within only regions inside these, empty for anywhere
 * @param years whether the years are found too
 * @param known the lexicon's regions by code
 */
record SampleRule(
        List<String> variables, Optional<String> level, Set<String> within, boolean years, Map<String, Region> known) {
    /** The sample is as the study lists it. */
    static final SampleRule LISTED = new SampleRule(List.of(), Optional.empty(), Set.of(), false, Map.of());

    SampleRule {
        variables = List.copyOf(variables);
        within = Set.copyOf(within);
        known = Map.copyOf(known);
    }

    /** The panel with its regions and years filled in from what is printed. */
    PanelSpec found(PanelSpec panel, List<Observation> observations) {
        if (variables.isEmpty() && !years) {
            return panel;
        }
        Map<String, Set<String>> places = new HashMap<>();
        Map<Integer, Set<String>> when = new TreeMap<>();
        List<PanelSpec.Printed> printed = panel.variables().stream()
                .filter(PanelSpec.Printed.class::isInstance)
                .map(PanelSpec.Printed.class::cast)
                .filter(variable -> variables.isEmpty() || variables.contains(variable.name()))
                .toList();
        for (PanelSpec.Printed variable : printed) {
            for (Observation o : observations) {
                if (o.value().isPresent()
                        && o.indicator()
                                .id()
                                .filter(variable.indicator()::equals)
                                .isPresent()
                        && o.region().id().filter(this::eligible).isPresent()) {
                    String region = o.region().id().orElse("");
                    boolean wanted = !variables.isEmpty() || panel.regions().contains(region);
                    o.period().year().filter(year -> wanted).ifPresent(year -> {
                        places.computeIfAbsent(region, k -> new TreeSet<>()).add(variable.name());
                        when.computeIfAbsent(year, k -> new TreeSet<>()).add(variable.name());
                    });
                }
            }
        }
        List<String> regions = variables.isEmpty()
                ? panel.regions()
                : places.entrySet().stream()
                        .filter(e -> e.getValue().size() == printed.size())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        List<Integer> found = years
                ? when.entrySet().stream()
                        .filter(e -> variables.isEmpty() || e.getValue().size() == printed.size())
                        .map(Map.Entry::getKey)
                        .toList()
                : panel.years();
        return new PanelSpec(regions, panel.nation(), found, panel.rivals(), panel.variables(), panel.members());
    }

    private boolean eligible(String code) {
        if (level.isPresent()) {
            Region region = known.get(code);
            if (region == null || !region.level().equals(level.get())) {
                return false;
            }
        }
        return within.isEmpty() || within.contains(code) || ancestors(code).anyMatch(within::contains);
    }

    private java.util.stream.Stream<String> ancestors(String code) {
        Set<String> found = new TreeSet<>();
        Region region = known.get(code);
        while (region != null
                && region.parent().isPresent()
                && found.add(region.parent().get())) {
            region = known.get(region.parent().get());
        }
        return found.stream();
    }
}
