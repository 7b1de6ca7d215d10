/** What operators see of the running program: figures, lines of the log and traces. */
@NullMarked
package live.griot.app.observability;

import org.jspecify.annotations.NullMarked;
