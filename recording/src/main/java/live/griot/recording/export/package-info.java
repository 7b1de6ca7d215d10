/** Takes a recording out of the store: one file that players outside of this program play. */
@NullMarked
package live.griot.recording.export;

import org.jspecify.annotations.NullMarked;
