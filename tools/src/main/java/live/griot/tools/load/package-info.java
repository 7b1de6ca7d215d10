/** {@code griot load}: one publisher and many viewers against any WHIP and WHEP server, and what they see. */
@NullMarked
package live.griot.tools.load;

import org.jspecify.annotations.NullMarked;
