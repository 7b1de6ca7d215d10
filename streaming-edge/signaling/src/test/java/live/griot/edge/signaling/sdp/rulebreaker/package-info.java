@NullMarked
package live.griot.edge.signaling.sdp.rulebreaker;

import org.jspecify.annotations.NullMarked;
