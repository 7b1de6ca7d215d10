@NullMarked
package live.griot.identity.token;

import org.jspecify.annotations.NullMarked;
