/** The moderation log: who did what to whom, why, when, what it undid, and what had been said before. */
@NullMarked
package live.griot.chat.moderation;

import org.jspecify.annotations.NullMarked;
