@NullMarked
package live.griot.recording.caption;

import org.jspecify.annotations.NullMarked;
