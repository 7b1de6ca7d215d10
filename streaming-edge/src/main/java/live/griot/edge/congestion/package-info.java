/** What the edge tells a publisher about the network between them. */
@NullMarked
package live.griot.edge.congestion;

import org.jspecify.annotations.NullMarked;
