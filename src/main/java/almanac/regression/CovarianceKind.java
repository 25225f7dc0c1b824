package almanac.regression;

import almanac.regression.design.Nearest;
import almanac.regression.design.Refusal;
import almanac.regression.design.Trouble;
import java.util.List;

/**
 * How standard errors are computed.
 *
 * <p>Written {@code family[:argument][/variant]}:
 *
 * <ul>
 *   <li>{@code classical}, {@code HC0}, {@code HC1} (Stata's robust), {@code HC2}, {@code HC3}, {@code HC4};
 *   <li>{@code cluster:firm} with Stata's factor; {@code /CR0} without any, {@code /CR2} with Bell and McCaffrey's
 *       correction and Satterthwaite's degrees of freedom;
 *   <li>{@code cluster:firm+year} with the factor of the smallest number of clusters (ivreg2, reghdfe); {@code /each} with
 *       each term's own (sandwich, statsmodels), {@code /multi0} with the last term uncorrected;
 *       {@code /full} counts every absorbed level in K (lfe, areg, dummies), {@code /none} none, {@code /linearmodels} is
 *       N/(N-K) without G/(G-1);
 *   <li>{@code newey-west:L} with N/(N-K) (Stata's newey), {@code /large} without (sandwich); {@code
 *       newey-west:auto} chooses L after Newey and West (1994); {@code /prewhite=1} fits a vector autoregression to the
 *       scores first. {@code NeweyWest} is sandwich's function of that name with its defaults;
 *   <li>{@code hac:KERNEL:BANDWIDTH} with {@code /prewhite=1,adjust=yes}: sandwich's kernHAC, which is another name for it;
 *   <li>{@code driscoll-kraay:L} without a factor (plm, ivreg2 large), {@code /small} with ivreg2's; {@code auto} is L =
 *       floor(4 (T/100)^(2/9));
 *   <li>{@code arellano:HC0}, {@code HC1}, {@code sss}, {@code HC2}, {@code HC3}, {@code HC4}, and with the same types
 *       {@code white1}, {@code white2}: plm's vcovHC by unit, {@code /time} by period; {@code vcovNW:L/HC0}, {@code
 *       vcovSCC:L/HC0}, {@code vcovDC:HC0}, {@code vcovBK:HC0} (and {@code /time}) are plm's of those names; {@code
 *       pcse}: Beck and Katz (xtpcse);
 *   <li>{@code bootstrap}, {@code bootstrap:firm} (pairs, by rows or whole clusters), {@code wild:firm}; {@code
 *       wild:firm/restricted} for p values and intervals with the null imposed.
 * </ul>
 *
 * @param family the part before the colon
 * @param columns what to group by
 * @param lag lags of the kernel
 * @param variant the part behind the slash
 * @param text as written
 */
public record CovarianceKind(String family, List<String> columns, int lag, String variant, String text) {
    /** The lag that stands for a choice from the data. */
    static final int AUTOMATIC = -1;

    private static final List<String> FAMILIES = List.of(
            "classical",
            "HC0",
            "HC1",
            "HC2",
            "HC3",
            "HC4",
            "robust",
            "cluster",
            "newey-west",
            "NeweyWest",
            "hac",
            "kernHAC",
            "driscoll-kraay",
            "arellano",
            "white1",
            "white2",
            "vcovNW",
            "vcovSCC",
            "vcovDC",
            "vcovBK",
            "pcse",
            "bootstrap",
            "wild");

    public CovarianceKind {
        columns = List.copyOf(columns);
    }

    public static CovarianceKind parse(String text) {
        String[] slash = text.strip().split("/", 2);
        String variant = slash.length > 1 ? slash[1] : "";
        String[] colon = slash[0].split(":", 2);
        String argument = colon.length > 1 ? colon[1].strip() : "";
        String family = FAMILIES.stream()
                .filter(f -> f.equalsIgnoreCase(colon[0].strip()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Trouble.UNKNOWN_OPTION,
                        "there is no covariance \"" + colon[0] + "\"",
                        Nearest.hint(colon[0], FAMILIES)));
        return switch (family) {
            case "robust" -> new CovarianceKind("HC1", List.of(), 0, "", text);
            case "cluster", "wild" -> grouped(family, argument, variant, text);
            case "bootstrap" ->
                argument.isEmpty()
                        ? new CovarianceKind(family, List.of(), 0, variant, text)
                        : grouped(family, argument, variant, text);
            case "newey-west", "driscoll-kraay" ->
                new CovarianceKind(family, List.of(), lag(argument, text), variant, text);
            case "NeweyWest" ->
                new CovarianceKind(
                        "newey-west",
                        List.of(),
                        argument.isEmpty() ? AUTOMATIC : lag(argument, text),
                        "large," + (variant.isEmpty() ? "prewhite=1" : variant),
                        text);
            case "hac", "kernHAC" ->
                new CovarianceKind("hac", List.of(), 0, argument + (variant.isEmpty() ? "" : "/" + variant), text);
            case "vcovNW", "vcovSCC" ->
                new CovarianceKind(
                        family,
                        List.of(),
                        argument.isEmpty() ? AUTOMATIC : lag(argument, text),
                        variant.isEmpty() ? "HC0" : variant,
                        text);
            case "arellano", "white1", "white2", "vcovDC", "vcovBK" ->
                new CovarianceKind(
                        family,
                        List.of(),
                        0,
                        (argument.isEmpty() ? "HC0" : argument) + (variant.isEmpty() ? "" : "/" + variant),
                        text);
            default -> new CovarianceKind(family, List.of(), 0, variant, text);
        };
    }

    private static CovarianceKind grouped(String family, String argument, String variant, String text) {
        List<String> columns = List.of(argument.split("\\s*[+]\\s*"));
        if (argument.isEmpty()) {
            throw new Refusal(
                    Trouble.UNKNOWN_OPTION,
                    "\"" + text + "\" does not say by what",
                    "name the column: " + family + ":firm");
        }
        return new CovarianceKind(family, columns, 0, variant, text);
    }

    private static int lag(String argument, String text) {
        if (argument.equals("auto")) {
            return AUTOMATIC;
        }
        if (argument.matches("\\d{1,6}")) {
            return Integer.parseInt(argument);
        }
        throw new Refusal(
                Trouble.UNKNOWN_OPTION,
                "\"" + text + "\" does not say how many lags",
                "write the number behind the colon, or auto: newey-west:2");
    }
}
