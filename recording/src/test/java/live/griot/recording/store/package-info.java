@NullMarked
package live.griot.recording.store;

import org.jspecify.annotations.NullMarked;
