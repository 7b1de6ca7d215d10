/** People who are shut out for a while, or until that is lifted. */
@NullMarked
package live.griot.identity.suspension;

import org.jspecify.annotations.NullMarked;
