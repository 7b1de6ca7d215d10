@NullMarked
package live.griot.identity.passkey;

import org.jspecify.annotations.NullMarked;
