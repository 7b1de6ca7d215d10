/** Access tokens, and the key that signs all tokens. */
@NullMarked
package live.griot.identity.token;

import org.jspecify.annotations.NullMarked;
