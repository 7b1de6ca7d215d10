/** Offers and answers (RFC 3264): what the edge takes of a peer's description, and what it says of itself. */
@NullMarked
package live.griot.edge.signaling.negotiation;

import org.jspecify.annotations.NullMarked;
