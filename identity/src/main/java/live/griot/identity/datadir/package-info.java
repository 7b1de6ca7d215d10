/** The directory that keeps this installation's secrets. */
@NullMarked
package live.griot.identity.datadir;

import org.jspecify.annotations.NullMarked;
