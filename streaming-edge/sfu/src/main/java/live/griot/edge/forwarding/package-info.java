/** Forwarding without sockets: what is known of a received stream, and how each subscription gets its copy. */
@NullMarked
package live.griot.edge.forwarding;

import org.jspecify.annotations.NullMarked;
