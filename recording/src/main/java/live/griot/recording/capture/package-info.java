/** Takes what is live, of those who agreed, to the store: one recorder for each recording that runs on this node. */
@NullMarked
package live.griot.recording.capture;

import org.jspecify.annotations.NullMarked;
