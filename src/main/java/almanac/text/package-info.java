/** Characters: width folding, numerals (Chinese and Arabic), units, names, dates. Pure functions; knows no file and no rule. */
@NullMarked
package almanac.text;

import org.jspecify.annotations.NullMarked;
