/** A recording's time as a player has it, and as the clock on the wall had it. */
@NullMarked
package live.griot.recording.timeline;

import org.jspecify.annotations.NullMarked;
