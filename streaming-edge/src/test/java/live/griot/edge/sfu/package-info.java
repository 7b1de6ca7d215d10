/** Forwarding, tested with packets and no network. */
@NullMarked
package live.griot.edge.sfu;

import org.jspecify.annotations.NullMarked;
