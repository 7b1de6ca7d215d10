@NullMarked
package live.griot.chat.applause;

import org.jspecify.annotations.NullMarked;
