/** Sign-in by OpenID Connect providers, whoever the configuration names. */
@NullMarked
package live.griot.identity.openid;

import org.jspecify.annotations.NullMarked;
