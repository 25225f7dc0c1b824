/** RCA, PRODY, EXPY, ECI, PCI, location quotient and their family: functions on matrices. */
@NullMarked
package almanac.complexity;

import org.jspecify.annotations.NullMarked;
