/** What ends what, tried on the running program. */
@NullMarked
package live.griot.app.rights;

import org.jspecify.annotations.NullMarked;
