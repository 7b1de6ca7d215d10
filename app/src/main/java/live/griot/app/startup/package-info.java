/** What must be there before the program can start. */
@NullMarked
package live.griot.app.startup;

import org.jspecify.annotations.NullMarked;
