/** Independent peers of the edge, each in a process of its own: browsers' pages and libwebrtc. */
@NullMarked
package live.griot.app.peer;

import org.jspecify.annotations.NullMarked;
