/** What leaves: each viewer's copy of what came, how it is numbered, timed, sealed and paced, and what they ask for again. */
@NullMarked
package live.griot.edge.egress;

import org.jspecify.annotations.NullMarked;
