package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims.Anova;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.util.List;
import java.util.Optional;

/** Check B4: sums of squares add up, mean squares are sums over degrees of freedom, the error of estimate is their root. */
final class AnovaChecks {
    private AnovaChecks() {}

    static void of(ModelTable table, Anova anova, List<Verdict> verdicts) {
        List<Printed> sums = anova.sumsOfSquares();
        if (sums.size() == 3) {
            Interval total = sums.get(0).interval().plus(sums.get(1).interval());
            verdict(
                    table,
                    "SS",
                    "total",
                    sums.get(2),
                    Optional.of(total),
                    "regression and residual sum of squares add up to",
                    verdicts);
        }
        for (int i = 0; i < anova.meanSquares().size() && i < 2; i++) {
            Optional<Interval> mean = Optional.empty();
            if (i < sums.size() && i < anova.degrees().size() && anova.degrees().get(i) > 0) {
                mean = Optional.of(
                        sums.get(i).interval().times(1.0 / anova.degrees().get(i)));
            }
            verdict(
                    table,
                    "MS",
                    i == 0 ? "regression" : "residual",
                    anova.meanSquares().get(i),
                    mean,
                    "sum of squares over degrees of freedom is",
                    verdicts);
        }
        anova.errorOfEstimate().ifPresent(printed -> {
            Optional<Interval> square = sums.size() >= 2
                            && anova.degrees().size() >= 2
                            && anova.degrees().get(1) > 0
                    ? Optional.of(
                            sums.get(1).interval().times(1.0 / anova.degrees().get(1)))
                    : anova.meanSquares().size() >= 2
                            ? Optional.of(anova.meanSquares().get(1).interval())
                            : Optional.empty();
            verdict(
                    table,
                    "SEE",
                    "",
                    printed,
                    square.flatMap(Interval::root),
                    "the root of the residual mean square is",
                    verdicts);
        });
        anova.multipleR().ifPresent(printed -> {
            Optional<Interval> r2 = table.explained.or(() -> table.model.r2().map(Printed::interval));
            verdict(table, "R", "", printed, r2.flatMap(Interval::root), "the root of R2 is", verdicts);
        });
    }

    private static void verdict(
            ModelTable table,
            String cell,
            String row,
            Printed printed,
            Optional<Interval> range,
            String words,
            List<Verdict> verdicts) {
        Claim claim = table.claim(cell, row.isEmpty() ? Optional.empty() : Optional.of(row), printed.text());
        if (range.isEmpty()) {
            verdicts.add(new Verdict(claim, Kind.UNTESTABLE, range, "", "nothing printed binds it"));
        } else {
            boolean fits = CellChecks.meets(range.get(), printed.interval());
            verdicts.add(new Verdict(
                    claim,
                    fits ? Kind.CONSISTENT : Kind.IMPOSSIBLE,
                    range,
                    "B4",
                    words + " " + Words.range(range.get())));
        }
    }
}
