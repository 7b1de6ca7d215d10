/** What strangers send that no decent client would, and what is answered. */
@NullMarked
package live.griot.app.border;

import org.jspecify.annotations.NullMarked;
