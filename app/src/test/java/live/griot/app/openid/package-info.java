/** Sign-in by OpenID Connect. */
@NullMarked
package live.griot.app.openid;

import org.jspecify.annotations.NullMarked;
