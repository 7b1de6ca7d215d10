package live.griot.identity.credential;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may make an account, {@code griot.registration}.
 *
 * @param registration {@code OPEN} for everybody, {@code INVITE} for who has an admin's code, {@code CLOSED} for nobody; default OPEN
 */
@ConfigurationProperties("griot")
record RegistrationProperties(@DefaultValue("OPEN") Mode registration) {
    /** For whom registration is open. */
    enum Mode {
        OPEN,
        INVITE,
        CLOSED
    }
}
