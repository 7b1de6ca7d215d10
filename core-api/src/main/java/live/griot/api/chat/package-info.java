/** What the modules say to each other about chat messages. */
@NullMarked
package live.griot.api.chat;

import org.jspecify.annotations.NullMarked;
