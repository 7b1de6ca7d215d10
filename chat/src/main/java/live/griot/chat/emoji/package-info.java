/** Emojis, as people react with them. */
@NullMarked
package live.griot.chat.emoji;

import org.jspecify.annotations.NullMarked;
