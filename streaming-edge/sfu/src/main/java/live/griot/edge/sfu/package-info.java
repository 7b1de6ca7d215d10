/** The SFU as others see it: what may be asked of it, what is agreed with a peer, what it tells, what it counts. */
@NullMarked
package live.griot.edge.sfu;

import org.jspecify.annotations.NullMarked;
