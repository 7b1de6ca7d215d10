/** Samples that break a rule of the house, so that the rule is known to bite. */
@NullMarked
package live.griot.recording.rulebreaker;

import org.jspecify.annotations.NullMarked;
