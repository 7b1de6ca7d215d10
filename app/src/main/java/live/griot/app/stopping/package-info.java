/** How the program stops. */
@NullMarked
package live.griot.app.stopping;

import org.jspecify.annotations.NullMarked;
