/** The room of a session: who is muted, what is pinned, how one may write, and the words that nobody may. */
@NullMarked
package live.griot.chat.room;

import org.jspecify.annotations.NullMarked;
