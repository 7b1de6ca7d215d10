@NullMarked
package live.griot.recording.mp4;

import org.jspecify.annotations.NullMarked;
