/** A WebRTC peer in pure Java, for tests of the edge over loopback. */
@NullMarked
package live.griot.edge.peer;

import org.jspecify.annotations.NullMarked;
