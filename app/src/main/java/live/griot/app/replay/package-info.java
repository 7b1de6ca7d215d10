/** Rebuilding projections from the log: the service, the operator's call, and the command that makes that call. */
@NullMarked
package live.griot.app.replay;

import org.jspecify.annotations.NullMarked;
