/** Who may call what, before any rule of the domain is asked. */
@NullMarked
package live.griot.app.security;

import org.jspecify.annotations.NullMarked;
