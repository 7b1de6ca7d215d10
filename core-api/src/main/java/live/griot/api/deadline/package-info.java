/** Deadlines that survive a restart, as every module may set them. */
@NullMarked
package live.griot.api.deadline;

import org.jspecify.annotations.NullMarked;
