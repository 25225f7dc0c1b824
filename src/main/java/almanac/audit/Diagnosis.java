package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Printed;
import almanac.model.Verdict;
import almanac.model.Verdict.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Check C5: in words, what slip would explain an impossible number, and what it means for the conclusion. Remarks only: a
 * slip that fits is a guess.
 */
final class Diagnosis {
    private final Claims claims;
    private final List<ModelTable> tables;
    private final List<Verdict> cells;

    private Diagnosis(Claims claims, List<ModelTable> tables, List<Verdict> cells) {
        this.claims = claims;
        this.tables = tables;
        this.cells = cells;
    }

    static List<Finding> of(Claims claims, List<ModelTable> tables, List<Verdict> cells) {
        Diagnosis diagnosis = new Diagnosis(claims, tables, cells);
        List<Finding> findings = new ArrayList<>();
        diagnosis.observations().ifPresent(findings::add);
        diagnosis.standardErrors().ifPresent(findings::add);
        for (Verdict verdict : cells) {
            if (verdict.kind() == Kind.IMPOSSIBLE) {
                diagnosis.slip(verdict).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<ModelTable> table(Claim claim) {
        return claim.model()
                .flatMap(number ->
                        tables.stream().filter(t -> t.model.number() == number).findFirst());
    }

    // ---- one cell

    private Optional<Finding> slip(Verdict verdict) {
        Claim claim = verdict.claim();
        Optional<Printed> printed = Printed.of(claim.printed());
        if (printed.isEmpty() || verdict.range().isEmpty()) {
            return Optional.empty();
        }
        Interval range = verdict.range().get();
        Optional<ModelTable> table = table(claim);
        List<String> slips = new ArrayList<>(slips(printed.get(), range));
        boolean fit = claim.cell().equals("adjR2") || claim.cell().equals("R2");
        if (fit && table.isPresent()) {
            if (claim.cell().equals("adjR2")
                    && table.get().explained.isPresent()
                    && CellChecks.meets(
                            table.get().explained.get(), printed.get().interval())) {
                slips.add("R2, " + Words.range(table.get().explained.get()) + ", printed in the place of adjusted R2");
            }
        }
        if (claim.cell().equals("t") && table.isPresent()) {
            Optional<Row> row = table.get().model.rows().stream()
                    .filter(r -> Optional.of(r.variable()).equals(claim.variable()))
                    .findFirst();
            row.flatMap(r -> r.coef()).ifPresent(b -> {
                Interval se = b.interval().over(range).magnitude();
                if (se.bounded() && CellChecks.meets(se, printed.get().interval())) {
                    slips.add("the standard error, " + Words.range(se) + ", printed in the place of t");
                }
            });
        }
        StringBuilder text = new StringBuilder();
        text.append("The ")
                .append(claim.place())
                .append(" is printed ")
                .append(claim.printed())
                .append("; ");
        text.append(fit || claim.cell().equals("t") ? certificate(table, range) : "possible is " + Words.range(range));
        text.append(". ");
        if (range.bounded() && !CellChecks.meets(range, printed.get().interval())) {
            text.append(distance(printed.get(), range));
        }
        if (slips.isEmpty()) {
            text.append(" No common slip explains it: not digits cut off, not a missing zero (")
                    .append(printed.get().value().movePointLeft(1).toPlainString())
                    .append("), not swapped or single wrong digits.");
        } else {
            text.append(" What would explain it: ")
                    .append(String.join("; or ", slips))
                    .append('.');
        }
        meaning(claim, table, printed.get(), range)
                .ifPresent(words -> text.append(' ').append(words));
        return Optional.of(new Finding("C5", Severity.REMARK, List.of(claim), text.toString()));
    }

    private String certificate(Optional<ModelTable> table, Interval range) {
        String n = table.flatMap(t -> t.n).map(count -> "with N = " + count).orElse("");
        Optional<ModelTable> single = table.filter(t -> t.model.rows().size() == 1);
        if (single.isPresent()) {
            String y = single.get().model.y();
            String x = single.get().model.rows().get(0).variable();
            Optional<Claims.Correlation> r = claims.correlations().stream()
                    .filter(c -> c.row().equals(y) && c.column().equals(x)
                            || c.row().equals(x) && c.column().equals(y))
                    .findFirst();
            if (r.isPresent() && !n.isEmpty()) {
                return n + " and r = " + r.get().value().text() + " it is " + Words.range(range);
            }
        }
        return (n.isEmpty() ? "" : n + " and the correlation table ") + "it is " + Words.range(range);
    }

    private static String distance(Printed printed, Interval range) {
        Interval own = printed.interval();
        double gap = own.low() > range.high() ? own.low() - range.high() : range.low() - own.high();
        double units = gap / (2 * printed.halfUnit());
        return "Beyond all rounding it is off by " + Words.number(gap)
                + (units < 1.5 ? ", less than two units of its last digit." : ".");
    }

    /** Slips of the pen that turn a possible number into the printed one. */
    static List<String> slips(Printed printed, Interval range) {
        List<String> slips = new ArrayList<>();
        double unit = 2 * printed.halfUnit();
        double value = printed.number();
        Interval cut = value >= 0 ? new Interval(value, value + unit) : new Interval(value - unit, value);
        if (CellChecks.meets(range, cut)) {
            slips.add("digits cut off instead of rounded");
        }
        String digits = printed.value().abs().toPlainString();
        String sign = printed.value().signum() < 0 ? "-" : "";
        if (CellChecks.meets(range, printed.interval().times(-1))) {
            slips.add("a wrong sign");
        }
        Set<String> swapped = new LinkedHashSet<>();
        for (int i = 0; i + 1 < digits.length(); i++) {
            if (digits.charAt(i) != '.' && digits.charAt(i + 1) != '.' && digits.charAt(i) != digits.charAt(i + 1)) {
                String other =
                        digits.substring(0, i) + digits.charAt(i + 1) + digits.charAt(i) + digits.substring(i + 2);
                if (fits(sign + other, range)) {
                    swapped.add(sign + other);
                }
            }
        }
        swapped.forEach(other -> slips.add("two digits swapped (" + other + ")"));
        for (int shift : new int[] {1, 2, -1, -2}) {
            BigDecimal moved = printed.value().movePointLeft(shift);
            String text = moved.toPlainString();
            if (fits(text, range)) {
                slips.add(
                        shift > 0
                                ? "a missing zero or a point too far right (" + text + ")"
                                : "a zero too many or a point too far left (" + text + ")");
            }
        }
        List<String> single = new ArrayList<>();
        for (int i = 0; i < digits.length() && swapped.isEmpty(); i++) {
            if (digits.charAt(i) == '.') {
                continue;
            }
            for (char d = '0'; d <= '9'; d++) {
                if (d != digits.charAt(i)) {
                    String other = sign + digits.substring(0, i) + d + digits.substring(i + 1);
                    if (fits(other, range)) {
                        single.add(other);
                    }
                }
            }
        }
        if (!single.isEmpty() && single.size() <= 3) {
            boolean last = single.stream()
                    .allMatch(other -> other.substring(0, other.length() - 1)
                            .equals(sign + digits.substring(0, digits.length() - 1)));
            slips.add((last ? "a wrong last digit (" : "one wrong digit (") + String.join(" or ", single) + ")");
        }
        return slips;
    }

    private static boolean fits(String text, Interval range) {
        return Printed.of(text).map(p -> CellChecks.meets(range, p.interval())).orElse(false);
    }

    /** What a wrong t means for significance. */
    private Optional<String> meaning(Claim claim, Optional<ModelTable> table, Printed printed, Interval range) {
        if (!claim.cell().equals("t") || table.isEmpty() || table.get().n.isEmpty() || !range.bounded()) {
            return Optional.empty();
        }
        Interval df = table.get().possibleDegrees();
        Interval before = Tails.ofT(printed.interval(), df);
        Interval after = Tails.ofT(range, df);
        String was = level(before.middle());
        String is = level(after.middle());
        return Optional.of(
                was.equals(is)
                        ? "For the conclusion it changes nothing: " + is + " either way."
                        : "It matters for the conclusion: " + was + " as printed, " + is + " by the other cells (p "
                                + Words.pRange(after) + ").");
    }

    private static String level(double p) {
        return p < 0.01
                ? "significant at 1 %"
                : p < 0.05 ? "significant at 5 %" : p < 0.1 ? "significant at 10 % only" : "not significant";
    }

    // ---- all cells

    /** Which N all t's would fit. */
    private Optional<Finding> observations() {
        List<Claim> wrong = new ArrayList<>();
        Optional<Interval> common = Optional.of(new Interval(3, Double.POSITIVE_INFINITY));
        int tested = 0;
        Optional<Integer> n = Optional.empty();
        for (ModelTable table : tables) {
            if (!table.untestable.isEmpty() || table.model.errors() == Errors.ROBUST || table.n.isEmpty()) {
                continue;
            }
            n = table.n;
            for (int j = 0; j < table.model.rows().size(); j++) {
                Row row = table.model.rows().get(j);
                Optional<Interval> t = ModelTable.statistic(row);
                Optional<Interval> partial = table.partials.get(j);
                if (t.isEmpty() || partial.isEmpty()) {
                    continue;
                }
                Optional<Interval> counts = observations(t.get(), partial.get(), table.regressors());
                tested++;
                common = counts.isEmpty() ? Optional.empty() : common.flatMap(c -> c.and(counts.get()));
            }
        }
        for (Verdict verdict : cells) {
            if (verdict.kind() == Kind.IMPOSSIBLE
                    && (verdict.claim().cell().equals("t")
                            || verdict.claim().cell().equals("se"))) {
                wrong.add(verdict.claim());
            }
        }
        if (wrong.size() < 2 || tested < 3 || common.isEmpty() || n.isEmpty()) {
            return Optional.empty();
        }
        long low = (long) Math.ceil(common.get().low());
        long high = (long) Math.floor(common.get().high());
        if (low > high || common.get().contains(n.get())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "C5",
                Severity.REMARK,
                wrong,
                "N is the likely slip: all " + tested + " t's follow from the correlation table with N = "
                        + (low == high ? String.valueOf(low) : low + " to " + high) + ", not with the printed "
                        + n.get()
                        + "."));
    }

    /** N = t^2 (1 - pr^2) / pr^2 + k + 1 for all t and pr of the intervals; empty where the signs oppose. */
    static Optional<Interval> observations(Interval t, Interval partial, int k) {
        if (CellChecks.strictSign(t) * CellChecks.strictSign(partial) < 0) {
            return Optional.empty();
        }
        Interval size = t.magnitude();
        Interval share = partial.magnitude();
        double least = share.high() >= 1 ? 0 : size.low() * size.low() * (1 / (share.high() * share.high()) - 1);
        double most = share.low() <= 0
                ? Double.POSITIVE_INFINITY
                : size.high() * size.high() * (1 / (share.low() * share.low()) - 1);
        return Optional.of(new Interval(Math.min(least, most) + k + 1, most + k + 1));
    }

    /** Coefficients fit and many t's do not: the standard errors are of another kind, or the sample differs. */
    private Optional<Finding> standardErrors() {
        List<Claim> wrong = new ArrayList<>();
        int tested = 0;
        int fits = 0;
        int wrongFit = 0;
        for (Verdict verdict : cells) {
            String cell = verdict.claim().cell();
            if (cell.equals("t") && verdict.check().equals("C2")) {
                tested++;
                if (verdict.kind() == Kind.IMPOSSIBLE) {
                    wrong.add(verdict.claim());
                }
            }
            if ((cell.equals("adjR2") || cell.equals("R2")) && verdict.check().equals("C2")) {
                fits++;
                wrongFit += verdict.kind() == Kind.IMPOSSIBLE ? 1 : 0;
            }
        }
        if (wrong.size() < 2 || 3 * wrong.size() < tested) {
            return Optional.empty();
        }
        boolean ratiosFit = DeviationRatios.findings(tables).isEmpty();
        String text = wrong.size() + " of " + tested + " t's do not follow from the correlation table";
        if (wrongFit == 0 && ratiosFit && fits > 0) {
            text +=
                    ", while every R2 and coefficient does: the standard errors may not be the classical ones (robust or"
                            + " clustered), which the paper should say; then these t's are no errors.";
        } else if (ratiosFit) {
            text += ", while the coefficients do: several t and R2 cells carry slips of their own, or N differs.";
        } else {
            text += ", nor do coefficients and R2: the correlation table belongs to another sample or to other"
                    + " transformations (levels instead of logarithms?) of the variables.";
        }
        return Optional.of(new Finding("C5", Severity.REMARK, wrong, text));
    }
}
