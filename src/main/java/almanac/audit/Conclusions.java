package almanac.audit;

import almanac.model.Claim;
import almanac.model.Claims.Row;
import almanac.model.Finding;
import almanac.model.Finding.Severity;
import almanac.model.Interval;
import almanac.model.Printed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which effects are significant in some columns and not in others, and what entered where they stop being so. */
final class Conclusions {
    /** The usual level. */
    private static final double LEVEL = 0.05;

    private static final double MILD = 0.1;

    private Conclusions() {}

    private record Effect(ModelTable table, Row row, Interval p) {}

    static List<Finding> of(List<ModelTable> tables) {
        Map<String, List<Effect>> effects = new LinkedHashMap<>();
        for (ModelTable table : tables) {
            for (Row row : table.model.rows()) {
                ModelTable.statistic(row)
                        .ifPresent(t -> effects.computeIfAbsent(
                                        table.model.y() + "\u0000" + row.variable(), key -> new ArrayList<>())
                                .add(new Effect(table, row, Tails.ofT(t, table.possibleDegrees()))));
            }
        }
        List<Finding> findings = new ArrayList<>();
        effects.forEach((key, list) -> {
            String x = key.substring(key.indexOf('\u0000') + 1);
            List<Effect> yes = list.stream().filter(e -> e.p().high() < MILD).toList();
            List<Effect> no = list.stream().filter(e -> e.p().low() > MILD).toList();
            if (yes.isEmpty() || no.isEmpty()) {
                return;
            }
            Set<String> entered = new LinkedHashSet<>();
            no.forEach(e -> entered.addAll(e.table().model.variables()));
            yes.forEach(e -> e.table().model.variables().forEach(entered::remove));
            List<Claim> cells = new ArrayList<>();
            no.forEach(e -> cells.add(claim(e)));
            List<String> significant = yes.stream()
                    .map(e -> e.table().model.number() + " (" + Words.p(e.p().middle())
                            + (e.p().low() > LEVEL ? ", at 10 % only" : "") + ")")
                    .toList();
            List<String> lost = no.stream()
                    .map(e -> e.table().model.number() + " (" + Words.p(e.p().middle()) + ")")
                    .toList();
            findings.add(new Finding(
                    "conclusion",
                    Severity.REMARK,
                    cells,
                    "The effect of " + x + " is significant in model" + plural(significant) + Words.list(significant)
                            + " and not significant in model" + plural(lost) + Words.list(lost)
                            + (entered.isEmpty()
                                    ? "."
                                    : ", with " + Words.list(List.copyOf(entered))
                                            + " added: a conclusion about it rests on the models without "
                                            + (entered.size() == 1 ? "it" : "them") + ".")));
        });
        return findings;
    }

    private static String plural(List<String> items) {
        return items.size() == 1 ? " " : "s ";
    }

    private static Claim claim(Effect effect) {
        Optional<Printed> t = effect.row().t();
        return t.isPresent()
                ? effect.table().claim(effect.row(), "t", t.get())
                : effect.table().claim(effect.row(), "se", effect.row().se().orElseThrow());
    }
}
