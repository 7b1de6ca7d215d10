@NullMarked
package live.griot.recording.export;

import org.jspecify.annotations.NullMarked;
