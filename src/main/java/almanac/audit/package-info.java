/**
 * From published claims to verdicts, from the printed tables alone.
 *
 * <p>In: {@link almanac.model.Claims}, read from a claims file by {@link almanac.audit.ClaimsReader}. Out: {@link
 * almanac.model.Audit} by {@link almanac.audit.Auditor}; {@link almanac.model.Replicated} by {@link
 * almanac.audit.Replication} beside figures recomputed from data; {@link almanac.model.Moments} by {@link
 * almanac.audit.MomentsRecovery}.
 *
 * <p>Every printed number is the interval of all numbers that round to it, and a number is called impossible only where no
 * numbers behind the roundings could give it. Read {@code BoxRange} first: the exact range of a coefficient, a t or an R2
 * over all correlation matrices that round to a printed one. Then {@code CellChecks} (checks A, B, C2), {@code
 * Definiteness} (C1), {@code DeviationRatios} (C3), {@code NestedModels} (D).
 */
@NullMarked
package almanac.audit;

import org.jspecify.annotations.NullMarked;
