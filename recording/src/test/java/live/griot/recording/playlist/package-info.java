@NullMarked
package live.griot.recording.playlist;

import org.jspecify.annotations.NullMarked;
