package almanac.report;

/** The names of published figures in {@code verdicts.json}: {@code table2.model1.adjR2}. */
public final class ClaimNames {
    private ClaimNames() {}

    /** A cell of the correlation table. */
    public static String correlation(String row, String column) {
        return "table1.corr." + row + "." + column;
    }

    /** A figure of a regression column; {@code variable} empty for figures of the whole model. */
    public static String figure(int model, String cell, String variable) {
        return "table2.model" + model + "." + cell + (variable.isEmpty() ? "" : "." + variable);
    }
}
