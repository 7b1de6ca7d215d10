@NullMarked
package live.griot.edge.signaling.sdp;

import org.jspecify.annotations.NullMarked;
