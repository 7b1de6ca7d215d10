/** The chat of what was recorded, as it is told to who plays the recording. */
@NullMarked
package live.griot.chat.replay;

import org.jspecify.annotations.NullMarked;
