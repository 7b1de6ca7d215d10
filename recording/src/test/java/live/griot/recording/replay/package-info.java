@NullMarked
package live.griot.recording.replay;

import org.jspecify.annotations.NullMarked;
