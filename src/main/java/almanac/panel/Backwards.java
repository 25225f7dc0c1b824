package almanac.panel;

import almanac.model.Panel.Key;
import java.util.Map;

/** The chain rule backwards through one formula: adds {@code own * dformula/dcell} to every cell that it mentions. */
final class Backwards {
    private final PanelSpec spec;
    private final PanelBuilder panel;
    private final Map<Key, Double> adjoint;

    Backwards(PanelSpec spec, PanelBuilder panel, Map<Key, Double> adjoint) {
        this.spec = spec;
        this.panel = panel;
        this.adjoint = adjoint;
    }

    void pass(Formula formula, String region, int year, double own) {
        if (formula instanceof Formula.Name name) {
            adjoint.merge(new Key(name.name(), region, year), own, Double::sum);
        } else if (formula instanceof Formula.Negation negation) {
            pass(negation.operand(), region, year, -own);
        } else if (formula instanceof Formula.Binary binary) {
            binary(binary, region, year, own);
        } else if (formula instanceof Formula.Call call) {
            call(call, region, year, own);
        }
    }

    private double value(Formula formula, String region, int year) {
        return panel.value(formula, region, year);
    }

    private void binary(Formula.Binary binary, String region, int year, double own) {
        double left = value(binary.left(), region, year);
        double right = value(binary.right(), region, year);
        double toLeft;
        double toRight;
        switch (binary.operator()) {
            case '+' -> {
                toLeft = 1;
                toRight = 1;
            }
            case '-' -> {
                toLeft = 1;
                toRight = -1;
            }
            case '*' -> {
                toLeft = right;
                toRight = left;
            }
            case '/' -> {
                toLeft = 1 / right;
                toRight = -left / right / right;
            }
            default -> {
                toLeft = right * Math.pow(left, right - 1);
                toRight = binary.right().names().isEmpty() ? 0 : Math.pow(left, right) * Math.log(left);
            }
        }
        pass(binary.left(), region, year, own * toLeft);
        if (toRight != 0) {
            pass(binary.right(), region, year, own * toRight);
        }
    }

    private void call(Formula.Call call, String region, int year, double own) {
        Formula first = call.arguments().get(0);
        String nation = spec.nation();
        switch (call.function()) {
            case "log" -> pass(first, region, year, own / value(first, region, year));
            case "exp" -> pass(first, region, year, own * Math.exp(value(first, region, year)));
            case "sqrt" -> pass(first, region, year, own / 2 / Math.sqrt(value(first, region, year)));
            case "abs" -> pass(first, region, year, own * Math.signum(value(first, region, year)));
            case "lag" -> pass(first, region, year - steps(call, region, year), own);
            case "lead" -> pass(first, region, year + steps(call, region, year), own);
            case "diff" -> {
                pass(first, region, year, own);
                pass(first, region, year - steps(call, region, year), -own);
            }
            case "growth" -> ratio(first, region, year, first, region, year - 1, own);
            case "nation" -> pass(first, nation, year, own);
            case "share" -> ratio(first, region, year, first, nation, year, own);
            case "lq" -> {
                Formula base = call.arguments().get(1);
                double here = value(first, region, year) / value(base, region, year);
                double there = value(first, nation, year) / value(base, nation, year);
                ratio(first, region, year, base, region, year, own / there);
                ratio(first, nation, year, base, nation, year, -own * here / there / there);
            }
            case "deflate" -> {
                Formula index = call.arguments().get(1);
                int base = (int) value(call.arguments().get(2), region, year);
                double prices = value(index, region, year) / value(index, region, base);
                pass(first, region, year, own / prices);
                if (base != year) {
                    double toPrices = -own * value(first, region, year) / prices / prices;
                    ratio(index, region, year, index, region, base, toPrices);
                }
            }
            case "chain" -> {
                int base = (int) value(call.arguments().get(1), region, year);
                double level = value(call, region, year);
                for (int y = base + 1; y <= year; y++) {
                    pass(first, region, y, own * level / value(first, region, y));
                }
                for (int y = base; y > year; y--) {
                    pass(first, region, y, -own * level / value(first, region, y));
                }
            }
            default -> throw new IllegalStateException("no derivative of " + call.function());
        }
    }

    private void ratio(Formula over, String region, int year, Formula under, String place, int time, double own) {
        double top = value(over, region, year);
        double bottom = value(under, place, time);
        pass(over, region, year, own / bottom);
        pass(under, place, time, -own * top / bottom / bottom);
    }

    private int steps(Formula.Call call, String region, int year) {
        return call.arguments().size() < 2 ? 1 : (int) value(call.arguments().get(1), region, year);
    }
}
