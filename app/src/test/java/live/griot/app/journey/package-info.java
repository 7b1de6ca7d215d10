/** Journeys through the whole started program. */
@NullMarked
package live.griot.app.journey;

import org.jspecify.annotations.NullMarked;
