/** What the loops count, how long their turns take, and what failed: told by any of them, looked up by any thread. */
@NullMarked
package live.griot.edge.telemetry;

import org.jspecify.annotations.NullMarked;
