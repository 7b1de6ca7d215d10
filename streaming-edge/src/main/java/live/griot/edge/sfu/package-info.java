/** Forwarding without sockets: what is known of a received stream, and how each subscription gets its copy. */
@NullMarked
package live.griot.edge.sfu;

import org.jspecify.annotations.NullMarked;
