@NullMarked
package live.griot.recording.media;

import org.jspecify.annotations.NullMarked;
