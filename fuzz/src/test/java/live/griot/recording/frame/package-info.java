@NullMarked
package live.griot.recording.frame;

import org.jspecify.annotations.NullMarked;
