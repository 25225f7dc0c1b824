package almanac.audit;

import almanac.model.Claims;
import almanac.model.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What was understood of a claims file or a paper.
 *
 * @param claims empty where there was nothing to audit
 * @param diagnostics everything that was not understood or had to be assumed
 */
public record ClaimsReading(Optional<Claims> claims, List<Diagnostic> diagnostics) {
    public ClaimsReading {
        diagnostics = List.copyOf(diagnostics);
    }
}
