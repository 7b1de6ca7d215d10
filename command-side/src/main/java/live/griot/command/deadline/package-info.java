/** Deadlines that survive a restart. */
@NullMarked
package live.griot.command.deadline;

import org.jspecify.annotations.NullMarked;
