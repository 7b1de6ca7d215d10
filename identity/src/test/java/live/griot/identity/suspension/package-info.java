@NullMarked
package live.griot.identity.suspension;

import org.jspecify.annotations.NullMarked;
