/** The room of a session as those who keep order shape it: mutes, pins, how one may write. Commands and events. */
@NullMarked
package live.griot.api.moderation;

import org.jspecify.annotations.NullMarked;
