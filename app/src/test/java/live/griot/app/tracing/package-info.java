/** Traces. */
@NullMarked
package live.griot.app.tracing;

import org.jspecify.annotations.NullMarked;
