/** What the program takes of the machine's memory while nobody needs it. */
@NullMarked
package live.griot.app.memory;

import org.jspecify.annotations.NullMarked;
