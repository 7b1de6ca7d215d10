/**
 * Lives that are not recorded, for players of HLS: the newest of each, for as long as somebody plays it, out of the same parts as recordings. Nothing
 * of it is kept.
 */
@NullMarked
package live.griot.recording.window;

import org.jspecify.annotations.NullMarked;
