/**
 * From a study with known truth to documents.
 *
 * <p>In: a simulation document (places, variables, gaps, books) and the printed tables of the study. Out: a corpus of
 * invented yearbooks and communiqués, with {@code truth.csv} and {@code SOURCES.csv} beside them. Read {@link
 * almanac.simulate.CorpusWriter} first: it recovers the moments behind the tables ({@link
 * almanac.simulate.MomentRecovery}), draws an economy that has them once its figures are rounded for print, and hands the
 * tables of each edition to the press of its format.
 *
 * <p>Everything is a function of the document and the seed: the same bytes on every machine. All arithmetic that could
 * differ between Java machines goes through {@link StrictMath}, archives and PDF streams are not compressed.
 */
@NullMarked
package almanac.simulate;

import org.jspecify.annotations.NullMarked;
