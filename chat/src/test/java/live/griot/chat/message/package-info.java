@NullMarked
package live.griot.chat.message;

import org.jspecify.annotations.NullMarked;
