/** {@code griot publish}: a file or a test pattern goes live by WHIP, encoded and sent by libwebrtc, in a process of its own. */
@NullMarked
package live.griot.tools.publish;

import org.jspecify.annotations.NullMarked;
