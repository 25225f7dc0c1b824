package almanac.audit.reading;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What row and column labels of statistical tables say, in English and Chinese. */
final class Labels {
    /** The kinds of figure a label can announce. */
    enum Kind {
        COEFFICIENT,
        BETA,
        STATISTIC,
        ERROR,
        P,
        R2,
        ADJUSTED,
        F,
        N,
        CONSTANT
    }

    private static final Pattern NUMBERED = Pattern.compile("^\\s*[(（\\[]?(\\d{1,2})[)）\\].、:：]?\\s*(.*)$");

    private Labels() {}

    private static String fold(String label) {
        return label.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\u00A0_.·:：]+", "")
                .replaceAll("[（【\\[]", "(")
                .replaceAll("[）】\\]]", ")")
                .replaceAll("[-–—−]", "")
                .replace('²', '2')
                .replace("^", "");
    }

    /** The kind of a row label of a regression table that is not a variable's name. */
    static Optional<Kind> row(String label) {
        String plain = fold(label).replaceAll("^\\(|\\)$", "");
        if (plain.matches(
                "(adj|adjusted|调整|修正|校正).*(r2|rsquared?|rsq|拟合优度).*|.*(r2|rsquared?|rsq)(adj|adjusted|adjust|a).*"
                        + "|ar2|r2a|.*调整后?的?r2.*")) {
            return Optional.of(Kind.ADJUSTED);
        }
        if (plain.matches("r2|rsq|rsquared?|r平方|可决系数|判定系数|拟合优度(r2)?|r2\\(?(overall|total)?\\)?|multipler2")) {
            return Optional.of(Kind.R2);
        }
        if (plain.matches(
                "n|obs|nobs|observations?|numberofobs(ervations)?|noofobs(ervations)?|samplesize|n\\(obs\\)|样本量|样本数"
                        + "|观测值|观测数|样本容量|观察值|样本观测值|样本")) {
            return Optional.of(Kind.N);
        }
        if (plain.matches("f|fstat|fstatistics?|fvalue|ftest|f值|f统计量|f检验|f检验值")) {
            return Optional.of(Kind.F);
        }
        if (plain.matches(
                "constant|const|cons|\\(?constant\\)?|intercept|\\(?intercept\\)?|常数项?|常量|\\(?常[数量]\\)?|截距项?|c|α|a0|β0")) {
            return Optional.of(Kind.CONSTANT);
        }
        return Optional.empty();
    }

    /** The kind of figure that a column (or a row of its own) of a regression table holds. */
    static Optional<Kind> figure(String label) {
        String plain = fold(label).replaceAll("[()]", "");
        if (plain.matches(
                "coef|coefs?|coeff|coefficients?|b|estimate|est|unstandardi[sz]ed(coefficients?)?b?|系数|回归系数|估计值|系数值"
                        + "|非标准化系数b?")) {
            return Optional.of(Kind.COEFFICIENT);
        }
        if (plain.matches("beta|β|standardi[sz]ed(coefficients?)?(beta|β)?|stdbeta|标准化系数|标准系数(beta)?")) {
            return Optional.of(Kind.BETA);
        }
        if (plain.matches(
                "t|tstat|tstatistics?|tstats?|tvalues?|tratio|tratios|t值|t统计量|t检验|z|zvalue|zstatistics?|z值")) {
            return Optional.of(Kind.STATISTIC);
        }
        if (plain.matches("se|stderr|stderror|standarderrors?|sterr|sterror|robustse|标准误差?|标准错误?|stderrors?")) {
            return Optional.of(Kind.ERROR);
        }
        if (plain.matches("p|pvalues?|sig|significance|p>\\|?t\\|?|pr>\\|?t\\|?|p值|显著性|prob|probability|概率")) {
            return Optional.of(Kind.P);
        }
        return Optional.empty();
    }

    /** Whether a label announces a column of descriptives beside a correlation table. */
    static Optional<String> descriptive(String label) {
        String plain = fold(label).replaceAll("[()]", "");
        if (plain.matches("means?|m|average|avg|均值|平均值?|平均数|mw")) {
            return Optional.of("mean");
        }
        if (plain.matches("sd|stddev|stddeviation|standarddeviations?|s|std|标准差|stdev|sddev")) {
            return Optional.of("sd");
        }
        if (plain.matches("min|minimum|最小值")) {
            return Optional.of("min");
        }
        if (plain.matches("max|maximum|最大值")) {
            return Optional.of("max");
        }
        if (plain.matches("n|obs|observations?|观测值|样本量|样本数")) {
            return Optional.of("n");
        }
        if (plain.matches("vif|tolerance|alpha|α|cr|ave|skewness|kurtosis|偏度|峰度|median|中位数")) {
            return Optional.of("other");
        }
        return Optional.empty();
    }

    /** Whether a cell says that something is included without printing it: {@code Yes}, 是, 控制. */
    static boolean included(String text) {
        return fold(text).matches("yes|y|是|有|控制|已控制|included?|√|✓|✔|×?yes");
    }

    /** {@code 3} of {@code "3. ln FDI"}, {@code "(3)"}; empty where a label starts with no number. */
    static Optional<Integer> number(String label) {
        Matcher matcher = NUMBERED.matcher(label);
        return matcher.matches() && !label.matches(".*\\d[.,]\\d.*")
                ? Optional.of(Integer.parseInt(matcher.group(1)))
                : Optional.empty();
    }

    /** The name behind the number: {@code ln FDI} of {@code "3. ln FDI"}; the label itself without one. */
    static String name(String label) {
        Matcher matcher =
                Pattern.compile("^\\s*[(（\\[]?\\d{1,2}[)）\\].、:：]\\s*(\\S.*)$").matcher(label);
        return (matcher.matches() ? matcher.group(1) : label).strip().replaceAll("\\s+", " ");
    }

    /** Names are the same when they differ in spaces, case and punctuation only. */
    static String key(String name) {
        return fold(name(name)).replaceAll("[()]", "");
    }
}
