/** What all targets of fuzzing share. */
@NullMarked
package live.griot.fuzz;

import org.jspecify.annotations.NullMarked;
