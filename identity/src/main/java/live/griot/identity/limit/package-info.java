/** Bounds on how fast somebody may try. */
@NullMarked
package live.griot.identity.limit;

import org.jspecify.annotations.NullMarked;
