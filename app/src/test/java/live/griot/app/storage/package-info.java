/** The program on a real database server, and across its own stops. */
@NullMarked
package live.griot.app.storage;

import org.jspecify.annotations.NullMarked;
