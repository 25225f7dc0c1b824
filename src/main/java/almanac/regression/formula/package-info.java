/**
 * The formula language of the field: text in, {@link almanac.regression.formula.Formula} out. Read {@link
 * almanac.regression.formula.FormulaParser} first. Knows no data: names are looked up by {@code design}.
 */
@NullMarked
package almanac.regression.formula;

import org.jspecify.annotations.NullMarked;
