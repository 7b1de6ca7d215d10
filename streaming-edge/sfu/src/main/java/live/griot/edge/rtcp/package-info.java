/** RTCP packets: reports, feedback and transport-wide congestion feedback. */
@NullMarked
package live.griot.edge.rtcp;

import org.jspecify.annotations.NullMarked;
