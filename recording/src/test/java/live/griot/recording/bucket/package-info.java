@NullMarked
package live.griot.recording.bucket;

import org.jspecify.annotations.NullMarked;
