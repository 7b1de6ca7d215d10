/** Forwarding, tested with packets and no network. */
@NullMarked
package live.griot.edge.forwarding;

import org.jspecify.annotations.NullMarked;
