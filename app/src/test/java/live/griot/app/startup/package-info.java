/** What must hold before the program starts. */
@NullMarked
package live.griot.app.startup;

import org.jspecify.annotations.NullMarked;
