/** Drivers that measure; they are run by hand and print figures, and no test asserts a time. */
@NullMarked
package live.griot.edge.benchmark;

import org.jspecify.annotations.NullMarked;
