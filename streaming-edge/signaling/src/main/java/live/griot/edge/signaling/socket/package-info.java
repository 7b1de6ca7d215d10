/** The signalling socket: frames, the sessions that they belong to, and limits. {@code docs/protocol.md} says it from the outside. */
@NullMarked
package live.griot.edge.signaling.socket;

import org.jspecify.annotations.NullMarked;
