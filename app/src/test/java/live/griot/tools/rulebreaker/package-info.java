/** Breaks the tools' rule, so that it is known to bite. */
@NullMarked
package live.griot.tools.rulebreaker;

import org.jspecify.annotations.NullMarked;
