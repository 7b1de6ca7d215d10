/** Who agrees to be recorded: their answers as they can be read, and the call with which they give one. */
@NullMarked
package live.griot.recording.consent;

import org.jspecify.annotations.NullMarked;
