/** The program when it is told to stop. */
@NullMarked
package live.griot.app.stopping;

import org.jspecify.annotations.NullMarked;
