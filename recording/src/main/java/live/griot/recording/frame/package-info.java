/**
 * From encoded frames, as they arrive, to the runs and parts of a track on one timeline for all tracks of a recording. No I/O and no clock:
 * frames bring their time, and whoever owns a track tells it the time now. Each track belongs to one thread.
 */
@NullMarked
package live.griot.recording.frame;

import org.jspecify.annotations.NullMarked;
