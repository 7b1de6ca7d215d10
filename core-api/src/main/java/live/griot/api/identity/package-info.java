/** People as the other modules know them, their tickets and their personal keys, behind ports. */
@NullMarked
package live.griot.api.identity;

import org.jspecify.annotations.NullMarked;
