/** What is kept of a session's picture and sound: commands to the session and to its recordings, and what became of them. */
@NullMarked
package live.griot.api.recording;

import org.jspecify.annotations.NullMarked;
