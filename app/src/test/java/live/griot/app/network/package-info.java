/** Networks as bad as wanted, between real peers and the edge; and what is seen through them. */
@NullMarked
package live.griot.app.network;

import org.jspecify.annotations.NullMarked;
