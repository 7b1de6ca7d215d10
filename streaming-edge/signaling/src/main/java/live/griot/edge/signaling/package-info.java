/** How peers come in: WHIP and WHEP over HTTP, and the ports through which they and the signalling socket let people in. */
@NullMarked
package live.griot.edge.signaling;

import org.jspecify.annotations.NullMarked;
