package almanac.document.pdf;

import almanac.model.Box;
import almanac.model.Ruling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rulings of a page, merged: pieces of one line joined, copies dropped. */
record Rules(List<Rule> horizontal, List<Rule> vertical) {
    /** Strokes of one line lie within this of each other, points: half of a thick rule. */
    private static final double SAME_LINE = 1.3;
    /** Dashes and pieces this near, points, are one line. */
    private static final double BRIDGED = 3.0;
    /** Shorter lines than this, em, are specks, dashes of figures or strokes of letters. */
    private static final double SHORTEST = 0.7;

    static Rules of(List<Ruling> rulings, double em) {
        List<Rule> horizontal = new ArrayList<>();
        List<Rule> vertical = new ArrayList<>();
        for (Ruling r : rulings) {
            if (r.horizontal()) {
                horizontal.add(new Rule(
                        (r.y1() + r.y2()) / 2,
                        Math.min(r.x1(), r.x2()),
                        Math.max(r.x1(), r.x2()),
                        r.thicknessPoints()));
            } else {
                vertical.add(new Rule(
                        (r.x1() + r.x2()) / 2,
                        Math.min(r.y1(), r.y2()),
                        Math.max(r.y1(), r.y2()),
                        r.thicknessPoints()));
            }
        }
        return new Rules(merge(horizontal, em), merge(vertical, em));
    }

    /** The rules that touch an area grown by {@code margin} points. */
    Rules within(Box area, double margin) {
        List<Rule> h = new ArrayList<>();
        List<Rule> v = new ArrayList<>();
        for (Rule r : horizontal) {
            if (r.at() > area.top() - margin
                    && r.at() < area.bottom() + margin
                    && r.to() > area.left()
                    && r.from() < area.right()) {
                h.add(r);
            }
        }
        for (Rule r : vertical) {
            if (r.at() > area.left() - margin
                    && r.at() < area.right() + margin
                    && r.to() > area.top()
                    && r.from() < area.bottom()) {
                v.add(r);
            }
        }
        return new Rules(h, v);
    }

    private static List<Rule> merge(List<Rule> rules, double em) {
        rules.sort(Comparator.comparingDouble(Rule::at)
                .thenComparingDouble(Rule::from)
                .thenComparingDouble(Rule::to));
        List<Rule> merged = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= rules.size(); i++) {
            if (i == rules.size()
                    || rules.get(i).at() - rules.get(i - 1).at() > SAME_LINE
                    || rules.get(i).at() - rules.get(from).at() > 2 * SAME_LINE) {
                mergeLine(rules.subList(from, i), em, merged);
                from = i;
            }
        }
        merged.sort(Comparator.comparingDouble(Rule::at).thenComparingDouble(Rule::from));
        return merged;
    }

    private static void mergeLine(List<Rule> line, double em, List<Rule> merged) {
        List<Rule> sorted = new ArrayList<>(line);
        sorted.sort(Comparator.comparingDouble(Rule::from).thenComparingDouble(Rule::to));
        double from = 0;
        double to = 0;
        double weight = 0;
        double at = 0;
        double thickness = 0;
        for (Rule rule : sorted) {
            if (weight > 0 && rule.from() > to + BRIDGED) {
                add(merged, at / weight, from, to, thickness, em);
                weight = 0;
            }
            if (weight == 0) {
                from = rule.from();
                to = rule.to();
                at = 0;
                thickness = 0;
            }
            double length = Math.max(rule.length(), 0.01);
            at += rule.at() * length;
            weight += length;
            to = Math.max(to, rule.to());
            thickness = Math.max(thickness, rule.thickness());
        }
        if (weight > 0) {
            add(merged, at / weight, from, to, thickness, em);
        }
    }

    private static void add(List<Rule> merged, double at, double from, double to, double thickness, double em) {
        if (to - from >= SHORTEST * em) {
            merged.add(new Rule(at, from, to, thickness));
        }
    }
}
