@NullMarked
package live.griot.recording.window;

import org.jspecify.annotations.NullMarked;
