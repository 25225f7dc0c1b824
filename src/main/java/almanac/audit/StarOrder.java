package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Check A2 without degrees of freedom: in one column a larger |t| has no fewer stars; A5: so has a larger |r| at one N. */
final class StarOrder {
    private StarOrder() {}

    private record Marked(Claim claim, int column, Interval size, String shown, int rank, String mark) {}

    static List<Finding> of(Claims claims, List<ModelTable> tables, CellChecks.Outcome cells) {
        List<Finding> findings = new ArrayList<>();
        if (!cells.starsPrinted()) {
            return findings;
        }
        List<Marked> statistics = new ArrayList<>();
        for (ModelTable table : tables) {
            for (Row row : table.model.rows()) {
                Optional<Integer> rank = row.stars().flatMap(cells.stars()::rank);
                Optional<Interval> t = ModelTable.statistic(row);
                if (rank.isPresent() && t.isPresent()) {
                    statistics.add(new Marked(
                            table.claim(
                                    "stars",
                                    Optional.of(row.variable()),
                                    row.stars().get()),
                            table.model.number(),
                            t.get().magnitude(),
                            row.t().map(p -> p.text()).orElse(Words.range(t.get())),
                            rank.get(),
                            Stars.normal(row.stars().get())));
                }
            }
        }
        boolean sameN = tables.stream().map(t -> t.n).distinct().count() <= 1;
        compare(statistics, "t", sameN, cells.verdicts()).ifPresent(findings::add);
        List<Marked> correlations = new ArrayList<>();
        for (Claims.Correlation cell : claims.correlations()) {
            cell.stars()
                    .flatMap(cells.stars()::rank)
                    .ifPresent(rank -> correlations.add(new Marked(
                            new Claim(
                                    Optional.empty(),
                                    "stars",
                                    Optional.of(cell.row() + " ~ " + cell.column()),
                                    cell.stars().orElse("")),
                            0,
                            cell.value().interval().magnitude(),
                            cell.value().text(),
                            rank,
                            Stars.normal(cell.stars().orElse("")))));
        }
        compare(correlations, "r", true, cells.verdicts()).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> compare(
            List<Marked> marked, String name, boolean acrossColumns, List<Verdict> verdicts) {
        Optional<Marked> low = Optional.empty();
        Optional<Marked> high = Optional.empty();
        for (Marked large : marked) {
            for (Marked small : marked) {
                if (large.size().low() > small.size().high()
                        && large.rank() < small.rank()
                        && (acrossColumns || large.column() == small.column())
                        && (low.isEmpty() || large.column() == small.column())) {
                    low = Optional.of(small);
                    high = Optional.of(large);
                }
            }
        }
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        Marked small = low.get();
        Marked large = high.get();
        boolean known = verdicts.stream()
                .anyMatch(v -> v.kind() == Kind.IMPOSSIBLE
                        && (v.claim().equals(small.claim()) || v.claim().equals(large.claim())));
        boolean oneColumn = large.column() == small.column();
        return Optional.of(new Finding(
                name.equals("t") ? "A2" : "A5",
                oneColumn && !known ? Severity.CONTRADICTION : Severity.REMARK,
                List.of(large.claim(), small.claim()),
                "The larger " + name + " has fewer stars: " + large.shown() + " ("
                        + large.claim().variable().orElse("") + (name.equals("t") ? ", model " + large.column() : "")
                        + ") is printed with " + Stars.quoted(large.mark()) + ", " + small.shown() + " ("
                        + small.claim().variable().orElse("") + (name.equals("t") ? ", model " + small.column() : "")
                        + ") with " + Stars.quoted(small.mark()) + "."));
    }
}
