/** Updates pushed over the live socket, and the ports that produce them. */
@NullMarked
package live.griot.api.live;

import org.jspecify.annotations.NullMarked;
