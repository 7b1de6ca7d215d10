/** Lets recordings be played: who may, where, and out of which files. What the calls, the store and the playlists do not know of each other. */
@NullMarked
package live.griot.recording.play;

import org.jspecify.annotations.NullMarked;
