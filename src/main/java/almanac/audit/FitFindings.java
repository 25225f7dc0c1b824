package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Errors;
import almanac.model.Claims.Model;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks B2, B3 and B6 in words: F against adjusted R2, how many regressors that takes, N over the columns. */
final class FitFindings {
    private FitFindings() {}

    static List<Finding> of(Claims claims, List<ModelTable> tables) {
        List<Finding> findings = new ArrayList<>();
        for (ModelTable table : tables) {
            regressors(table).ifPresent(findings::add);
            overall(table).ifPresent(findings::add);
            overallStars(claims, table).ifPresent(findings::add);
            onlyRegressor(table).ifPresent(findings::add);
        }
        observations(claims, tables).ifPresent(findings::add);
        sample(claims).ifPresent(findings::add);
        return findings;
    }

    /** B3 from R2, adjusted R2 and N: regressors that are not printed. */
    private static Optional<Finding> regressors(ModelTable table) {
        Model model = table.model;
        if (model.r2().isEmpty() || model.adjR2().isEmpty() || table.n.isEmpty()) {
            return Optional.empty();
        }
        Interval k = FitChecks.regressorsFromR2(
                model.r2().get().interval(), model.adjR2().get().interval(), table.n.get());
        int printed = model.rows().size();
        boolean known = model.regressors().isPresent();
        if (!FitChecks.holdsInteger(k) || known && k.contains(table.regressors()) || k.width() > 20) {
            return Optional.empty();
        }
        long most = (long) Math.floor(k.high());
        String count = FitChecks.integers(k);
        List<Claim> cells = List.of(
                table.claim("R2", Optional.empty(), model.r2().get().text()),
                table.claim("adjR2", Optional.empty(), model.adjR2().get().text()));
        return Optional.of(new Finding(
                "B3",
                Severity.REMARK,
                cells,
                "Model " + model.number() + ": R2 " + model.r2().get().text() + ", adjusted R2 "
                        + model.adjR2().get().text() + " and N = " + table.n.get() + " give k = " + count
                        + " regressors"
                        + (printed > 0 && most > printed
                                ? ", " + (most - printed) + " more than the " + printed
                                        + " printed: dummies that the table does not show"
                                : known && most > table.regressors()
                                        ? ", " + (most - table.regressors()) + " more than named: hidden dummies"
                                        : "")
                        + "."));
    }

    /** B2 and B3 from F: whether it is the classical one. */
    private static Optional<Finding> overall(ModelTable table) {
        Model model = table.model;
        if (model.f().isEmpty() || table.n.isEmpty()) {
            return Optional.empty();
        }
        Printed f = model.f().get();
        Optional<Interval> classical = FitChecks.overall(table);
        if (classical.isPresent() && CellChecks.meets(classical.get(), f.interval())) {
            return Optional.empty();
        }
        Optional<Printed> fit = model.adjR2().or(model::r2);
        if (fit.isEmpty()) {
            return Optional.empty();
        }
        List<Claim> cells = List.of(
                table.claim("F", Optional.empty(), f.text()),
                table.claim(
                        model.adjR2().isPresent() ? "adjR2" : "R2",
                        Optional.empty(),
                        fit.get().text()));
        String fitName = model.adjR2().isPresent() ? "adjusted R2 " : "R2 ";
        StringBuilder text = new StringBuilder(
                "Model " + model.number() + (model.y().isEmpty() ? "" : " (" + model.y() + ")") + ": F " + f.text());
        Optional<Interval> k =
                model.adjR2().flatMap(a -> FitChecks.regressorsFromF(f.interval(), a.interval(), table.n.get()));
        boolean integer = k.map(FitChecks::holdsInteger).orElse(false);
        if (classical.isPresent()) {
            text.append(" is not the classical F: with ")
                    .append(table.regressors())
                    .append(" regressors, N = ")
                    .append(table.n.get())
                    .append(" and ")
                    .append(fitName)
                    .append(fit.get().text())
                    .append(" that would be ")
                    .append(Words.range(classical.get()))
                    .append(". ");
        } else if (k.isPresent() && integer) {
            if (k.get().width() > 20) {
                return Optional.empty();
            }
            return Optional.of(new Finding(
                    "B3",
                    Severity.REMARK,
                    cells,
                    text + " and " + fitName + fit.get().text() + " with N = " + table.n.get() + " give k = "
                            + FitChecks.integers(k.get()) + " regressors if F is the classical one."));
        } else if (k.isPresent()) {
            text.append(" and ")
                    .append(fitName)
                    .append(fit.get().text())
                    .append(" with N = ")
                    .append(table.n.get())
                    .append(" admit no whole number of regressors: ");
        } else {
            return Optional.empty();
        }
        k.ifPresent(range -> text.append(classical.isPresent() ? "Solving" : "solving")
                .append(" for the number of regressors gives k = ")
                .append(Words.range(range))
                .append(integer ? ", so hidden regressors could explain it" : ", which holds no whole number")
                .append(". "));
        boolean declared = model.errors() == Errors.CLASSICAL;
        if (!integer || classical.isPresent()) {
            text.append(
                    declared
                            ? "The errors are said to be classical, so F, R2 or N is misprinted."
                            : "Either F is not classical (robust or clustered errors) or F, " + fitName.strip()
                                    + " or N is misprinted; no proof of an error.");
        }
        return Optional.of(new Finding(
                classical.isPresent() ? "B2" : "B3",
                declared ? Severity.CONTRADICTION : Severity.REMARK,
                cells,
                text.toString().strip()));
    }

    private static Optional<Finding> overallStars(Claims claims, ModelTable table) {
        Model model = table.model;
        if (model.f().isEmpty() || model.fStars().isEmpty() || table.degrees().isEmpty() || table.regressors() < 1) {
            return Optional.empty();
        }
        Interval f = model.f().get().interval();
        int df1 = table.regressors();
        int df2 = table.degrees().get();
        Interval p = Interval.between(Tails.ofF(f.high(), df1, df2), Tails.ofF(f.low(), df1, df2));
        Stars stars = Stars.of(claims, List.of(new Stars.Marked(model.fStars().get(), p)));
        String mark = Stars.normal(model.fStars().get());
        List<String> allowed = stars.allowed(p);
        if (allowed.contains(mark) || stars.rank(mark).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "A2",
                Severity.REMARK,
                List.of(table.claim("F", Optional.empty(), model.f().get().text())),
                "Model " + model.number() + (model.y().isEmpty() ? "" : " (" + model.y() + ")") + ": F "
                        + model.f().get().text() + " with " + df1 + " and " + df2 + " degrees of freedom has p of "
                        + Words.pRange(p) + " and is printed with " + Stars.quoted(mark) + "; by the legend ("
                        + stars.words() + ") it carries "
                        + String.join(
                                " or ", allowed.stream().map(Stars::quoted).toList()) + "."));
    }

    /** With one regressor F = t^2 and 1 - R2 = f / (f + t^2): no correlation table needed. */
    private static Optional<Finding> onlyRegressor(ModelTable table) {
        Model model = table.model;
        if (model.rows().size() != 1 || table.degrees().isEmpty() || model.errors() == Errors.ROBUST) {
            return Optional.empty();
        }
        Row row = model.rows().get(0);
        Optional<Interval> t = ModelTable.statistic(row);
        Optional<Printed> fit = model.adjR2().or(model::r2);
        if (t.isEmpty() || fit.isEmpty()) {
            return Optional.empty();
        }
        double df = table.degrees().get();
        Interval square = t.get().square();
        Interval share = new Interval(square.low() / (square.low() + df), square.high() / (square.high() + df));
        boolean adjusted = model.adjR2().isPresent();
        Interval implied = adjusted ? ModelTable.adjusted(share, table.n.orElseThrow(), 1) : share;
        if (CellChecks.meets(implied, fit.get().interval())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "B2",
                Severity.CONTRADICTION,
                List.of(
                        table.claim(
                                adjusted ? "adjR2" : "R2",
                                Optional.empty(),
                                fit.get().text()),
                        row.t().isPresent()
                                ? table.claim(row, "t", row.t().get())
                                : table.claim(row, "se", row.se().orElseThrow())),
                "Model " + model.number() + " has one regressor, so its t gives R2: "
                        + row.t().map(p -> "t = " + p.text()).orElse("coefficient / se = " + Words.range(t.get()))
                        + " and N = " + table.n.orElseThrow() + " make " + (adjusted ? "adjusted R2 " : "R2 ")
                        + Words.range(implied) + ", printed " + fit.get().text() + "."));
    }

    private static Optional<Finding> observations(Claims claims, List<ModelTable> tables) {
        List<String> counts = tables.stream()
                .flatMap(t -> t.model.n().stream())
                .map(p -> p.value().stripTrailingZeros().toPlainString())
                .distinct()
                .toList();
        if (counts.size() > 1) {
            return Optional.of(new Finding(
                    "B6",
                    Severity.REMARK,
                    tables.stream()
                            .filter(t -> t.model.n().isPresent())
                            .map(t -> t.claim(
                                    "N", Optional.empty(), t.model.n().get().text()))
                            .toList(),
                    "N differs over the columns (" + Words.list(counts)
                            + "): they are different samples, so one correlation table cannot bind them all and the"
                            + " identities between nested models hold only between columns of one N."));
        }
        if (counts.isEmpty()
                && claims.n().isEmpty()
                && !(claims.models().isEmpty() && claims.correlations().isEmpty())) {
            return Optional.of(new Finding(
                    "B6",
                    Severity.REMARK,
                    List.of(),
                    "No N is printed: t, standard errors and adjusted R2 could not be held against the correlation table;"
                            + " signs, R2, standardised coefficients and the ratios of standard deviations could."));
        }
        return Optional.empty();
    }

    private static Optional<Finding> sample(Claims claims) {
        if (claims.sample().isEmpty()
                || claims.sample().get().units().isEmpty()
                || claims.sample().get().periods().isEmpty()) {
            return Optional.empty();
        }
        Claims.Sample sample = claims.sample().get();
        long product = (long) sample.units().getAsInt() * sample.periods().getAsInt();
        Optional<Integer> used = sample.used().isPresent()
                ? Optional.of(sample.used().getAsInt())
                : claims.n().map(p -> p.value().intValue());
        if (used.isEmpty() || used.get() == product) {
            return Optional.empty();
        }
        String sum = sample.units().getAsInt() + " units x " + sample.periods().getAsInt() + " periods = " + product
                + " observations, " + used.get() + " used";
        List<Claim> cells = claims.n()
                .map(p -> List.of(new Claim(Optional.empty(), "N", Optional.empty(), p.text())))
                .orElse(List.of());
        return Optional.of(
                used.get() > product
                        ? new Finding(
                                "B6",
                                Severity.CONTRADICTION,
                                cells,
                                sum + ": more observations than units and periods give.")
                        : new Finding(
                                "B6",
                                Severity.REMARK,
                                cells,
                                sum + ": " + (product - used.get())
                                        + " are missing, and the paper should say which and why."));
    }
}
