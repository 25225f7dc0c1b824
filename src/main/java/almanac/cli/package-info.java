/**
 * The command line: thin commands over {@code almanac.study}. The only package that prints. Read {@link
 * almanac.cli.Almanac} first, then {@link almanac.cli.Console} for what goes to which stream.
 *
 * <p>Exit codes: 0 done and all checks hold, 1 done with findings, 2 usage, 3 input or environment, 70 a bug.
 */
@NullMarked
package almanac.cli;

import org.jspecify.annotations.NullMarked;
