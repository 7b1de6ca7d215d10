/** Sign-in by passkeys: the ceremonies of WebAuthn (W3C, level 3), as Spring Security verifies them, without a session. */
@NullMarked
package live.griot.identity.passkey;

import org.jspecify.annotations.NullMarked;
