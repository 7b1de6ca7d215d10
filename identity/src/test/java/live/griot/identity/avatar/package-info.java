@NullMarked
package live.griot.identity.avatar;

import org.jspecify.annotations.NullMarked;
