package almanac.panel;

import almanac.model.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * How full a panel is: for every variable, region and year the share of its cells that hold a number, and what a study's
 * stated rule keeps of it.
 *
 * @param lines variables first, then regions, then years, each in the study's order
 */
public record Completeness(List<Line> lines) {
    /** Letters of the longest heading, {@code variable}. */
    private static final int LONGEST_KIND = 8;

    public Completeness {
        lines = List.copyOf(lines);
    }

    /** By what cells are counted. */
    public enum Per {
        VARIABLE,
        REGION,
        YEAR;

        /** The name studies use. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One variable, region or year.
     *
     * @param filled cells with a number
     * @param cells cells of the design
     */
    public record Line(Per per, String name, int filled, int cells) {
        /** From 0 to 1; an empty design is full. */
        public double share() {
            return cells == 0 ? 1 : (double) filled / cells;
        }
    }

    /**
     * A study's rule: regions (or years) of which less than {@code coverage} is filled are left out.
     *
     * @param coverage from 0 to 1
     * @param per {@link Per#REGION} or {@link Per#YEAR}
     */
    public record Keep(double coverage, Per per) {}

    /**
     * Counts the cells of the named variables over the design.
     *
     * @param member whether a region belongs to the design in a year
     */
    public static Completeness of(Panel panel, List<String> variables, BiPredicate<String, Integer> member) {
        int[] byVariable = new int[variables.size()];
        int[] byRegion = new int[panel.regions().size()];
        int[] byYear = new int[panel.years().size()];
        int[] regionRows = new int[byRegion.length];
        int[] yearRows = new int[byYear.length];
        int rows = 0;
        for (int r = 0; r < byRegion.length; r++) {
            String region = panel.regions().get(r);
            for (int y = 0; y < byYear.length; y++) {
                int year = panel.years().get(y);
                if (!member.test(region, year)) {
                    continue;
                }
                rows++;
                regionRows[r]++;
                yearRows[y]++;
                for (int v = 0; v < byVariable.length; v++) {
                    if (panel.value(variables.get(v), region, year).isPresent()) {
                        byVariable[v]++;
                        byRegion[r]++;
                        byYear[y]++;
                    }
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int v = 0; v < byVariable.length; v++) {
            lines.add(new Line(Per.VARIABLE, variables.get(v), byVariable[v], rows));
        }
        for (int r = 0; r < byRegion.length; r++) {
            lines.add(new Line(Per.REGION, panel.regions().get(r), byRegion[r], regionRows[r] * variables.size()));
        }
        for (int y = 0; y < byYear.length; y++) {
            lines.add(new Line(Per.YEAR, panel.years().get(y).toString(), byYear[y], yearRows[y] * variables.size()));
        }
        return new Completeness(lines);
    }

    /** The regions or years that a rule leaves out, in the study's order. */
    public List<Line> leftOut(Keep keep) {
        return lines.stream()
                .filter(line -> line.per() == keep.per() && line.cells() > 0 && line.share() < keep.coverage())
                .toList();
    }

    /** The panel's spec without them: they belong to the sample in no year, or in the other years only. */
    public PanelSpec kept(PanelSpec spec, Keep keep) {
        Set<String> out = new TreeSet<>();
        leftOut(keep).forEach(line -> out.add(line.name()));
        SortedMap<String, Set<Integer>> members = new TreeMap<>();
        for (String region : spec.regions()) {
            Set<Integer> years = new TreeSet<>();
            for (int year : spec.years()) {
                boolean gone = out.contains(keep.per() == Per.REGION ? region : Integer.toString(year));
                if (!gone && spec.member(region, year)) {
                    years.add(year);
                }
            }
            members.put(region, years);
        }
        return out.isEmpty()
                ? spec
                : new PanelSpec(spec.regions(), spec.nation(), spec.years(), spec.rivals(), spec.variables(), members);
    }

    /** Aligned lines for a terminal. */
    public String text() {
        int width = Math.max(
                LONGEST_KIND,
                lines.stream().mapToInt(line -> line.name().length()).max().orElse(0));
        StringBuilder text = new StringBuilder();
        Per last = null;
        for (Line line : lines) {
            if (line.per() != last) {
                text.append(last == null ? "" : "\n")
                        .append(String.format(
                                Locale.ROOT,
                                "%-" + (width + 2) + "s",
                                line.per().code()))
                        .append("filled   cells   share\n");
                last = line.per();
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %6d  %6d  %5.1f%%%n",
                    line.name(),
                    line.filled(),
                    line.cells(),
                    100 * line.share()));
        }
        return text.toString().replace("\r\n", "\n");
    }
}
