package almanac.audit;

import almanac.model.Claims;
import almanac.model.Interval;
import almanac.model.Moments;
import almanac.model.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models that a paper does not print, from what it prints. */
public final class WhatIfs {
    /** More regressors are refused: the dominance weights take all subsets. */
    private static final int MOST_REGRESSORS = 12;

    private WhatIfs() {}

    /**
     * The answer.
     *
     * @param trouble what stands in the way, empty where {@code result} is present
     */
    public record Answer(Optional<WhatIf> result, String trouble) {}

    /** Computes {@code y ~ a + b} over the variables of the correlation table. */
    public static Answer of(Claims claims, String formula) {
        int tilde = formula.indexOf('~');
        if (tilde < 0) {
            return trouble("a formula is y ~ a + b");
        }
        CorrelationBox box = CorrelationBox.of(claims);
        List<String> names = new ArrayList<>();
        names.add(formula.substring(0, tilde).strip());
        names.addAll(terms(formula.substring(tilde + 1)));
        if (names.size() < 2) {
            return trouble("a formula needs a regressor: y ~ a + b");
        }
        if (names.size() > MOST_REGRESSORS + 1) {
            return trouble("at most " + MOST_REGRESSORS + " regressors");
        }
        int[] which = new int[names.size()];
        for (int i = 0; i < which.length; i++) {
            Optional<Integer> position = box.position(names.get(i));
            if (position.isEmpty()) {
                return trouble("the correlation table does not have \"" + names.get(i) + "\"; it has "
                        + Words.list(box.names()));
            }
            which[i] = position.get();
        }
        for (int i : which) {
            int count = 0;
            for (int j : which) {
                count += i == j ? 1 : 0;
                if (!box.known()[i][j]) {
                    return trouble("the correlation of " + box.names().get(i) + " and "
                            + box.names().get(j) + " is not printed");
                }
            }
            if (count > 1) {
                return trouble(box.names().get(i) + " stands twice in the formula");
            }
        }
        return compute(claims, box, which, formula);
    }

    private static Answer trouble(String words) {
        return new Answer(Optional.empty(), words);
    }

    /** Terms between plus signs; a plus within brackets belongs to a name. */
    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int depth = 0;
        StringBuilder term = new StringBuilder();
        for (char c : (text + "+").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '+' && depth <= 0) {
                if (!term.toString().isBlank()) {
                    terms.add(term.toString().strip());
                }
                term.setLength(0);
            } else {
                term.append(c);
            }
        }
        return terms;
    }

    private static Answer compute(Claims claims, CorrelationBox box, int[] which, String formula) {
        CorrelationBox part = box.part(which);
        int k = which.length - 1;
        Optional<Interval> explained = BoxRange.of(part, BoxRange.Figure.EXPLAINED, 0);
        if (explained.isEmpty()) {
            return trouble("no correlation matrix rounds to the printed correlations of these variables");
        }
        Optional<Integer> n = observations(claims);
        Optional<Integer> df = n.map(count -> count - k - 1).filter(d -> d > 0);
        List<ModelTable> tables = claims.models().stream()
                .map(m -> new ModelTable(claims, m, box))
                .toList();
        Map<String, List<DeviationRatios.Share>> shares = DeviationRatios.shares(tables);
        double[] dominance = Dominance.of(part.middle());
        Optional<Moments> moments = MomentsRecovery.recover(claims);
        Optional<Double> constant = moments.flatMap(m -> constant(m, part));
        List<WhatIf.Term> terms = new ArrayList<>();
        for (int j = 1; j <= k; j++) {
            Interval beta = BoxRange.of(part, BoxRange.Figure.COEFFICIENT, j).orElse(Interval.EVERYTHING);
            Interval partial = BoxRange.of(part, BoxRange.Figure.PARTIAL, j).orElse(new Interval(-1, 1));
            Optional<Interval> t = df.map(d -> ModelTable.statistic(partial, d));
            Optional<Interval> ratio =
                    ratio(shares, part.names().get(0), part.names().get(j)).filter(Interval::bounded);
            terms.add(new WhatIf.Term(
                    part.names().get(j),
                    beta,
                    beta.bounded() ? ratio.map(beta::times) : Optional.empty(),
                    t,
                    t.map(interval -> {
                        Interval size = interval.magnitude();
                        return Interval.between(
                                Tails.ofT(size.high(), df.orElseThrow()), Tails.ofT(size.low(), df.orElseThrow()));
                    }),
                    partial,
                    dominance[j - 1]));
        }
        return new Answer(
                Optional.of(new WhatIf(
                        formula,
                        n,
                        terms,
                        explained.get(),
                        df.map(d -> ModelTable.adjusted(explained.get(), n.orElseThrow(), k)),
                        constant)),
                "");
    }

    static Optional<Integer> observations(Claims claims) {
        return claims.n()
                .or(() -> claims.models().stream().flatMap(m -> m.n().stream()).findFirst())
                .map(p -> p.value().intValue())
                .filter(count -> count > 2);
    }

    /** s_y / s_x: directly, or through a third variable that both were regressed with. */
    private static Optional<Interval> ratio(Map<String, List<DeviationRatios.Share>> shares, String y, String x) {
        Optional<Interval> direct = common(shares, y, x);
        if (direct.isPresent()) {
            return direct;
        }
        for (String key : shares.keySet()) {
            String third = key.substring(0, key.indexOf('\u0000'));
            // s_y / s_x = (s_third / s_x) / (s_third / s_y)
            Optional<Interval> overX = common(shares, third, x);
            Optional<Interval> overY = common(shares, third, y);
            if (third.equals(y) || overX.isEmpty()) {
                continue;
            }
            if (third.equals(x) && overY.isPresent()) {
                return overY.map(r -> new Interval(1, 1).over(r));
            }
            if (overY.isPresent()) {
                return Optional.of(overX.get().over(overY.get()));
            }
        }
        return common(shares, x, y).map(r -> new Interval(1, 1).over(r));
    }

    private static Optional<Interval> common(Map<String, List<DeviationRatios.Share>> shares, String y, String x) {
        List<DeviationRatios.Share> list = shares.getOrDefault(y + "\u0000" + x, List.of());
        return list.isEmpty() ? Optional.empty() : DeviationRatios.common(list).filter(i -> i.bounded() && i.low() > 0);
    }

    private static Optional<Double> constant(Moments moments, CorrelationBox part) {
        int size = part.size();
        int[] at = new int[size];
        for (int i = 0; i < size; i++) {
            at[i] = moments.names().indexOf(part.names().get(i));
            if (at[i] < 0) {
                return Optional.empty();
            }
        }
        double constant = moments.means()[at[0]];
        for (int j = 1; j < size; j++) {
            Optional<Double> beta = BoxRange.at(part.middle(), BoxRange.Figure.COEFFICIENT, j);
            if (beta.isEmpty()) {
                return Optional.empty();
            }
            constant -= beta.get() * moments.deviations()[at[0]] / moments.deviations()[at[j]] * moments.means()[at[j]];
        }
        return Optional.of(constant);
    }
}
