package live.griot.identity.passkey;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Passkeys, {@code griot.passkeys.*}.
 *
 * @param rpId the domain that passkeys are made for and used at, with all beneath it, or null for the host's name by which a browser reaches
 *     the program; passkeys that were made for another are not found any more
 */
@ConfigurationProperties("griot.passkeys")
record PasskeyProperties(@Nullable String rpId) {
    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");

    PasskeyProperties {
        if (rpId != null && !DOMAIN.matcher(rpId).matches()) {
            throw new IllegalArgumentException(
                    "griot.passkeys.rp-id is a domain in small letters, without a scheme or a port");
        }
    }
}
