@NullMarked
package live.griot.identity.openid;

import org.jspecify.annotations.NullMarked;
