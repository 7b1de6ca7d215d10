@NullMarked
package live.griot.recording.timeline;

import org.jspecify.annotations.NullMarked;
