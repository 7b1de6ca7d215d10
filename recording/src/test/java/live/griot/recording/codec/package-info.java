@NullMarked
package live.griot.recording.codec;

import org.jspecify.annotations.NullMarked;
