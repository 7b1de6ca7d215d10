/** Chat messages: sending one, the rules that may refuse it, the history, and what the live socket tells of it. */
@NullMarked
package live.griot.chat.message;

import org.jspecify.annotations.NullMarked;
