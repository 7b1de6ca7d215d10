/** How much and how fast: the chat's limits that can be configured, and how fast each person is. */
@NullMarked
package live.griot.chat.limit;

import org.jspecify.annotations.NullMarked;
