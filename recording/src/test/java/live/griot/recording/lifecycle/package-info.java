@NullMarked
package live.griot.recording.lifecycle;

import org.jspecify.annotations.NullMarked;
