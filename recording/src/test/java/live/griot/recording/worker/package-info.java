@NullMarked
package live.griot.recording.worker;

import org.jspecify.annotations.NullMarked;
