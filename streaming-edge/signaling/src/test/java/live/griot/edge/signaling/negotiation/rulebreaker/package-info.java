@NullMarked
package live.griot.edge.signaling.negotiation.rulebreaker;

import org.jspecify.annotations.NullMarked;
