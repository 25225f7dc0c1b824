package almanac.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what makes shares wrong: totals beside their parts, codes of two levels, codes that lost a zero. */
public final class TradeChecks {
    /** Relative gap within which a value counts as the sum of others: printed figures are rounded. */
    private static final double SAME = 1e-3;
    /** Part of the places (or products) in which a label must be the sum of the rest to be called a total. */
    private static final double NEARLY_ALL = 0.9;
    /** Fewer cases than this prove nothing. */
    private static final int LEAST = 3;

    private TradeChecks() {}

    /** Products that are the sum of the other products in nearly all places. */
    public static Set<String> totalProducts(TradeMatrix matrix) {
        double[] totals = matrix.locationTotals();
        Set<String> found = new TreeSet<>();
        for (int p = 0; p < matrix.columns(); p++) {
            int cases = 0;
            int sums = 0;
            for (int c = 0; c < matrix.rows(); c++) {
                double x = matrix.at(c, p);
                double rest = totals[c] - x;
                if (x > 0 || rest > 0) {
                    cases++;
                    sums += Math.abs(x - rest) <= SAME * Math.max(x, rest) ? 1 : 0;
                }
            }
            if (matrix.columns() > 2 && cases >= LEAST && sums >= NEARLY_ALL * cases) {
                found.add(matrix.products().get(p));
            }
        }
        return found;
    }

    /** Places that are the sum of the other places in nearly all products. */
    public static Set<String> totalLocations(TradeMatrix matrix) {
        double[] totals = matrix.productTotals();
        Set<String> found = new TreeSet<>();
        for (int c = 0; c < matrix.rows(); c++) {
            int cases = 0;
            int sums = 0;
            for (int p = 0; p < matrix.columns(); p++) {
                double x = matrix.at(c, p);
                double rest = totals[p] - x;
                if (x > 0 || rest > 0) {
                    cases++;
                    sums += Math.abs(x - rest) <= SAME * Math.max(x, rest) ? 1 : 0;
                }
            }
            if (matrix.rows() > 2 && cases >= LEAST && sums >= NEARLY_ALL * cases) {
                found.add(matrix.locations().get(c));
            }
        }
        return found;
    }

    /**
     * Codes of digits that are the beginning of longer codes of the same list, 84 beside 8471, with the exports to say
     * whether that means anything: in a classification with leading zeros it does, else half of such codes must be worth
     * the sum of what begins with them ({@code 10} and {@code 100} may just be numbers).
     *
     * @param totals of the products, in order
     */
    public static Set<String> parentCodes(List<String> codes, double[] totals) {
        java.util.TreeMap<String, Double> worth = new java.util.TreeMap<>();
        boolean padded = false;
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i).matches("\\d{2,}")) {
                worth.put(codes.get(i), totals[i]);
                padded |= codes.get(i).startsWith("0");
            }
        }
        Set<String> parents = new TreeSet<>();
        int sums = 0;
        for (java.util.Map.Entry<String, Double> parent : worth.entrySet()) {
            String code = parent.getKey();
            String next = worth.higherKey(code);
            if (next != null && next.startsWith(code)) {
                parents.add(code);
                double parts = 0;
                int length = next.length();
                for (java.util.Map.Entry<String, Double> child :
                        worth.tailMap(next).entrySet()) {
                    if (!child.getKey().startsWith(code)) {
                        break;
                    }
                    parts += child.getKey().length() == length ? child.getValue() : 0;
                }
                sums += Math.abs(parts - parent.getValue()) <= 0.01 * parent.getValue() ? 1 : 0;
            }
        }
        return padded || 2 * sums >= parents.size() ? parents : Set.of();
    }

    /**
     * Codes that seem to have lost a leading zero: of an odd length one below that of most others, none of them starting
     * with a zero while the classification has even lengths throughout.
     */
    public static List<String> lostZeros(List<String> codes) {
        java.util.Map<Integer, Integer> byLength = new java.util.TreeMap<>();
        for (String code : codes) {
            if (code.matches("\\d+")) {
                byLength.merge(code.length(), 1, Integer::sum);
            }
        }
        int usual = byLength.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .map(java.util.Map.Entry::getKey)
                .orElse(0);
        List<String> lost = new ArrayList<>();
        if (usual % 2 == 0 && byLength.size() == 2 && byLength.containsKey(usual - 1)) {
            for (String code : codes) {
                if (code.matches("[1-9]\\d*") && code.length() == usual - 1) {
                    lost.add(code);
                }
            }
        }
        return lost;
    }
}
