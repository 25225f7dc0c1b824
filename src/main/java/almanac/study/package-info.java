/** From a study document to a run of stages and their results: the only orchestrator, and the door the command line uses. */
@NullMarked
package almanac.study;

import org.jspecify.annotations.NullMarked;
