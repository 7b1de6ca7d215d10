/** What was said while a session was recorded, by time: kept for as long as a recording of the session is there. */
@NullMarked
package live.griot.chat.timeline;

import org.jspecify.annotations.NullMarked;
