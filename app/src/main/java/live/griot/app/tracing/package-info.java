/** Traces by OpenTelemetry, from a call to what it makes subscribers hear; off unless {@code griot.tracing.enabled}. */
@NullMarked
package live.griot.app.tracing;

import org.jspecify.annotations.NullMarked;
