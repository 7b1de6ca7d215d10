/** The write model of viewers who come and go. */
@NullMarked
package live.griot.command.attendance;

import org.jspecify.annotations.NullMarked;
