/** Clips: stretches of recordings that people mark and share. No bytes of their own. */
@NullMarked
package live.griot.recording.clip;

import org.jspecify.annotations.NullMarked;
