package almanac.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a design of regions by years became a smaller sample: every row left out, with the variable and the reason.
 *
 * @param design rows of the design
 * @param complete rows in which every variable has a number
 * @param losses the other rows, in panel order
 */
public record SampleLoss(int design, int complete, List<Loss> losses) {
    public SampleLoss {
        losses = List.copyOf(losses);
    }

    /**
     * A row that is left out.
     *
     * @param missing variable to reason, in the order of the variables
     */
    public record Loss(String region, int year, Map<String, String> missing) {
        public Loss {
            missing = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        }
    }

    /** Rows of the panel in which one of the named variables is missing. */
    public static SampleLoss of(Panel panel, List<String> names) {
        return of(panel, names, (region, year) -> true);
    }

    /** The same of the rows that belong to the design: a region may join the sample later. */
    public static SampleLoss of(
            Panel panel, List<String> names, java.util.function.BiPredicate<String, Integer> member) {
        int design = 0;
        List<Loss> losses = new ArrayList<>();
        for (String region : panel.regions()) {
            for (int year : panel.years()) {
                if (!member.test(region, year)) {
                    continue;
                }
                design++;
                Map<String, String> missing = new LinkedHashMap<>();
                for (String name : names) {
                    Optional<Panel.Cell> cell = panel.cell(name, region, year);
                    if (cell.isEmpty()) {
                        missing.put(name, "not in the panel");
                    } else if (cell.get().value().isEmpty()) {
                        missing.put(name, reason(panel, cell.get()));
                    }
                }
                if (!missing.isEmpty()) {
                    losses.add(new Loss(region, year, missing));
                }
            }
        }
        return new SampleLoss(design, design - losses.size(), losses);
    }

    /** Follows a gap down to the printed mark (or the absence) that caused it. */
    private static String reason(Panel panel, Panel.Cell cell) {
        if (cell.origin() instanceof Panel.Origin.None none) {
            for (Panel.Key input : none.inputs()) {
                Panel.Cell cause = panel.cells().get(input);
                if (cause != null && cause.value().isEmpty()) {
                    return input + ": " + reason(panel, cause);
                }
            }
            return none.why()
                    + none.choice()
                            .map(choice -> " in " + choice.kept().locator().source() + " "
                                    + choice.kept().locator().page())
                            .orElse("");
        }
        return "";
    }

    /** How many rows lack each variable, in the order given; rows may lack several. */
    public Map<String, Integer> rowsLacking(List<String> names) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : names) {
            counts.put(name, (int)
                    losses.stream().filter(l -> l.missing().containsKey(name)).count());
        }
        return counts;
    }
}
