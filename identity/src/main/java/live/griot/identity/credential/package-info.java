/** Passwords, sign-ins and the refresh tokens that keep them alive. */
@NullMarked
package live.griot.identity.credential;

import org.jspecify.annotations.NullMarked;
