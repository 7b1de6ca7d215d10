/** The connections to the database. */
@NullMarked
package live.griot.app.storage;

import org.jspecify.annotations.NullMarked;
