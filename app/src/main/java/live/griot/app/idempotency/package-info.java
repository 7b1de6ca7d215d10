/** Requests that may be sent twice and are carried out once: {@code Idempotency-Key}. */
@NullMarked
package live.griot.app.idempotency;

import org.jspecify.annotations.NullMarked;
