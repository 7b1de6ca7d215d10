/** What must not be, to show that the rules bite. */
@NullMarked
package live.griot.edge.handover.rulebreaker;

import org.jspecify.annotations.NullMarked;
