@NullMarked
package live.griot.chat.room;

import org.jspecify.annotations.NullMarked;
