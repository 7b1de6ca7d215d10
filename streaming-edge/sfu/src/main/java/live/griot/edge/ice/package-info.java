/** STUN (RFC 8489) and the lite side of ICE (RFC 8445). */
@NullMarked
package live.griot.edge.ice;

import org.jspecify.annotations.NullMarked;
