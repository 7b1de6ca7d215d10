/** Requests that are sent twice, against the running program. */
@NullMarked
package live.griot.app.idempotency;

import org.jspecify.annotations.NullMarked;
