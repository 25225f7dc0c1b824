/**
 * Rule documents: YAML that says what things are called, what the phrases of tables mean, what must hold between
 * numbers, and which patterns of prose are statistics. Rules are data, never code.
 *
 * <p>In: folders of documents. Out: a {@link almanac.rule.RuleBook} with a {@link almanac.rule.Lexicon} (regions,
 * indicators, units), {@link almanac.rule.PhraseRule}s, {@link almanac.rule.CheckRule}s, {@link
 * almanac.rule.ProseRule}s and {@link almanac.rule.Correction}s, and a diagnostic with file, line and key for whatever
 * was not understood. Refused: anything that would run code, patterns that take too long (they stop at a bound).
 *
 * <p>Read {@link almanac.rule.RuleBook} first, then {@link almanac.rule.RuleTests} for what the documents' own examples
 * are held to. docs/manual/rules.md describes the documents.
 */
@NullMarked
package almanac.rule;

import org.jspecify.annotations.NullMarked;
