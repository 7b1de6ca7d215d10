/** Where requests and sockets come from, how many may, and whether anybody is still there. */
@NullMarked
package live.griot.api.network;

import org.jspecify.annotations.NullMarked;
