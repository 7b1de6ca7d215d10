@NullMarked
package live.griot.recording.hls;

import org.jspecify.annotations.NullMarked;
