/** Owns the port, the loops and the connections; the facade that signalling speaks to. */
@NullMarked
package live.griot.edge.transport;

import org.jspecify.annotations.NullMarked;
