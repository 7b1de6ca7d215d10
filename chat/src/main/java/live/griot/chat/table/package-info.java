/** How the chat's read model stores times. */
@NullMarked
package live.griot.chat.table;

import org.jspecify.annotations.NullMarked;
