/** Floating reactions on the picture: counted together, moment by moment, instead of stored one by one. */
@NullMarked
package live.griot.chat.applause;

import org.jspecify.annotations.NullMarked;
