@NullMarked
package live.griot.edge.signaling.socket;

import org.jspecify.annotations.NullMarked;
