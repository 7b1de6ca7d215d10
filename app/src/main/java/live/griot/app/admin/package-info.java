/** What admins see of the running program. */
@NullMarked
package live.griot.app.admin;

import org.jspecify.annotations.NullMarked;
