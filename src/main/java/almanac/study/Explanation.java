package almanac.study;

import almanac.model.Choice;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Panel;
import java.util.List;
import java.util.Locale;

/** A panel cell explained down to the printed cells, as indented lines. */
final class Explanation {
    private static final int MOST_INPUTS = 24;
    private static final int DEEPEST = 8;

    private final Panel panel;
    private final StringBuilder out = new StringBuilder();

    private Explanation(Panel panel) {
        this.panel = panel;
    }

    static String of(Panel panel, Panel.Key key) {
        Explanation explanation = new Explanation(panel);
        explanation.explain(key, 0);
        return explanation.out.toString();
    }

    private void explain(Panel.Key key, int depth) {
        String indent = "  ".repeat(depth);
        Panel.Cell cell = panel.cells().get(key);
        if (cell == null) {
            out.append(indent).append(key).append(": not in the panel\n");
            return;
        }
        out.append(indent)
                .append(key)
                .append(" = ")
                .append(cell.value().map(Object::toString).orElse("(no number)"))
                .append('\n');
        if (cell.origin() instanceof Panel.Origin.Printed printed) {
            choice(printed.choice(), indent + "  ");
        } else if (cell.origin() instanceof Panel.Origin.Computed computed) {
            out.append(indent).append("  formula: ").append(computed.formula()).append('\n');
            inputs(computed.inputs(), depth);
        } else if (cell.origin() instanceof Panel.Origin.Interpolated filled) {
            out.append(indent)
                    .append("  not printed: filled in (")
                    .append(filled.method())
                    .append("), because the study says interpolate\n");
            filled.mark().ifPresent(choice -> choice(choice, indent + "  "));
            for (int i = 0; i < filled.inputs().size(); i++) {
                out.append(indent)
                        .append("  from ")
                        .append(filled.inputs().get(i))
                        .append(", weight ")
                        .append(String.format(
                                Locale.ROOT, "%.4g", filled.weights().get(i)))
                        .append('\n');
            }
            inputs(filled.inputs(), depth);
        } else if (cell.origin() instanceof Panel.Origin.None none) {
            out.append(indent).append("  ").append(none.why()).append('\n');
            none.choice().ifPresent(choice -> choice(choice, indent + "  "));
            inputs(none.inputs(), depth);
        }
    }

    private void inputs(List<Panel.Key> inputs, int depth) {
        if (depth >= DEEPEST) {
            return;
        }
        if (inputs.size() > MOST_INPUTS) {
            out.append("  ".repeat(depth + 1))
                    .append("from ")
                    .append(inputs.size())
                    .append(" cells, for example ")
                    .append(inputs.get(0))
                    .append('\n');
            return;
        }
        inputs.forEach(input -> explain(input, depth + 1));
    }

    private void choice(Choice choice, String indent) {
        out.append(indent).append("printed ").append(line(choice.kept())).append('\n');
        if (!choice.rivals().isEmpty()) {
            out.append(indent).append("chosen: ").append(choice.reason()).append('\n');
            choice.rivals()
                    .forEach(rival -> out.append(indent)
                            .append("rival:  ")
                            .append(line(rival))
                            .append('\n'));
        }
    }

    private static String line(Observation observation) {
        Locator locator = observation.locator();
        return observation.printed() + " in " + locator.source() + " "
                + (locator.page().chars().allMatch(Character::isDigit) ? "p." : "") + locator.page()
                + (locator instanceof Locator.CellAt at ? " " + at.told() : "") + " (" + observation.id() + ", rule "
                + observation.rule() + ")";
    }
}
