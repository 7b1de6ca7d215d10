/** Measurements of the whole program; run by hand, not by the build. */
@NullMarked
package live.griot.app.benchmark;

import org.jspecify.annotations.NullMarked;
