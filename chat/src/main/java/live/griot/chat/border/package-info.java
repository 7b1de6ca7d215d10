/** What the chat's HTTP calls share. */
@NullMarked
package live.griot.chat.border;

import org.jspecify.annotations.NullMarked;
