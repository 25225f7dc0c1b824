package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Check F: the same digits in two columns or two rows of the correlation table. Remarks: chance can do it too. */
final class Duplicates {
    /** Rows of coefficient and t that two columns must share before it is worth a word. */
    private static final int ROWS = 2;
    /** Correlations that two rows must share, and their length. */
    private static final int CORRELATIONS = 3;

    private Duplicates() {}

    static List<Finding> of(Claims claims, List<ModelTable> tables) {
        List<Finding> findings = new ArrayList<>();
        for (int a = 0; a < tables.size(); a++) {
            for (int b = a + 1; b < tables.size(); b++) {
                columns(tables.get(a), tables.get(b)).ifPresent(findings::add);
            }
        }
        correlations(claims, findings);
        return findings;
    }

    private static Optional<Finding> columns(ModelTable one, ModelTable other) {
        List<Claim> cells = new ArrayList<>();
        for (Row row : one.model.rows()) {
            for (Row twin : other.model.rows()) {
                if (row.variable().equals(twin.variable())
                        && row.coef().isPresent()
                        && row.coef().equals(twin.coef())
                        && row.coef().get().value().unscaledValue().abs().bitLength() > 6
                        && (row.t().isPresent() && row.t().equals(twin.t())
                                || row.se().isPresent() && row.se().equals(twin.se()))) {
                    cells.add(one.claim(row, "coef", row.coef().get()));
                    cells.add(other.claim(twin, "coef", twin.coef().get()));
                }
            }
        }
        if (cells.size() < 2 * ROWS) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        "F",
                        Severity.REMARK,
                        cells,
                        "Models " + one.model.number() + " and " + other.model.number()
                                + " print the same coefficient and t for "
                                + Words.list(cells.stream()
                                        .filter(c -> c.model().equals(Optional.of(one.model.number())))
                                        .map(c -> c.variable().orElse(""))
                                        .toList())
                                + ": possible where what was added is unrelated to them, but also what a copied cell looks like."));
    }

    private static void correlations(Claims claims, List<Finding> findings) {
        List<String> order = claims.order();
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                List<Claim> cells = new ArrayList<>();
                int compared = 0;
                for (String third : order) {
                    Optional<Claims.Correlation> a = find(claims, order.get(i), third);
                    Optional<Claims.Correlation> b = find(claims, order.get(j), third);
                    if (!third.equals(order.get(i)) && !third.equals(order.get(j)) && a.isPresent() && b.isPresent()) {
                        compared++;
                        if (a.get().value().text().equals(b.get().value().text())
                                && a.get().value().decimals() >= 3) {
                            cells.add(new Claim(
                                    Optional.empty(),
                                    "corr",
                                    Optional.of(b.get().row() + " ~ " + b.get().column()),
                                    b.get().value().text()));
                        }
                    }
                }
                if (cells.size() >= CORRELATIONS && cells.size() == compared) {
                    findings.add(new Finding(
                            "F",
                            Severity.REMARK,
                            cells,
                            order.get(i) + " and " + order.get(j)
                                    + " have the same correlations with every other variable: one row may be a copy."));
                }
            }
        }
    }

    private static Optional<Claims.Correlation> find(Claims claims, String one, String other) {
        return claims.correlations().stream()
                .filter(c -> c.row().equals(one) && c.column().equals(other)
                        || c.row().equals(other) && c.column().equals(one))
                .findFirst();
    }
}
