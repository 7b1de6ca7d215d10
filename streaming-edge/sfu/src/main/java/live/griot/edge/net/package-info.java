/**
 * How bytes come in and go out: one UDP port, TCP connections for peers that no datagram reaches, and the paths that lead to peers. It
 * knows nothing of what the bytes mean, and counts what fails instead of throwing it.
 */
@NullMarked
package live.griot.edge.net;

import org.jspecify.annotations.NullMarked;
