/** The one runnable. */
@NullMarked
package live.griot.app;

import org.jspecify.annotations.NullMarked;
