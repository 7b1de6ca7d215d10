@NullMarked
package live.griot.edge.signaling.negotiation;

import org.jspecify.annotations.NullMarked;
