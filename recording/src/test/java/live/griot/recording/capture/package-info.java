@NullMarked
package live.griot.recording.capture;

import org.jspecify.annotations.NullMarked;
