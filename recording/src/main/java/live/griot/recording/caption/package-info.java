/** Captions of recordings, that who recorded them gives. */
@NullMarked
package live.griot.recording.caption;

import org.jspecify.annotations.NullMarked;
