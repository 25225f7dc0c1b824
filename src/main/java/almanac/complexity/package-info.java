/**
 * Export complexity and agglomeration: functions on labelled matrices, nothing else.
 *
 * <p>What comes in: {@link almanac.complexity.TradeMatrix}, exports of places by product for one year, and income per
 * head as plain numbers. What goes out: {@link almanac.complexity.Prody} and {@link almanac.complexity.Expy} (Hausmann,
 * Hwang and Rodrik 2007), {@link almanac.complexity.ComplexityIndex} (Hidalgo and Hausmann 2009), {@link
 * almanac.complexity.Fitness} (Tacchella et al. 2012), {@link almanac.complexity.Relatedness} (Hidalgo et al. 2007),
 * {@link almanac.complexity.LocationQuotient} and its relatives. Where tools differ the difference is a named choice in
 * {@link almanac.complexity.Conventions}, never silent.
 *
 * <p>An undefined number (a place without exports has no shares) is {@code NaN} inside arrays and an empty cell in
 * files; nothing is turned into a zero. Read {@link almanac.complexity.TradeMatrix} first, then {@link
 * almanac.complexity.Prody}; {@code almanac.complexity.table} reads and writes the files.
 */
@NullMarked
package almanac.complexity;

import org.jspecify.annotations.NullMarked;
