/** Hears on every node what ends rights, remembers it, and tells who keeps open what those rights let in. */
@NullMarked
package live.griot.app.rights;

import org.jspecify.annotations.NullMarked;
