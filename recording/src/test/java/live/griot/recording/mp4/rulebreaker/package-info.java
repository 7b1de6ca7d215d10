/** Samples that break a rule of the module, so that the rule is known to bite. */
@NullMarked
package live.griot.recording.mp4.rulebreaker;

import org.jspecify.annotations.NullMarked;
