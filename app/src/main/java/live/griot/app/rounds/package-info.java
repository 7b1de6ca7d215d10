/** Threads that do one thing again and again. */
@NullMarked
package live.griot.app.rounds;

import org.jspecify.annotations.NullMarked;
