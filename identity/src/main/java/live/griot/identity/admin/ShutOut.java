package live.griot.identity.admin;

import java.time.Instant;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who is shut out, of the installation or of its sessions.
 *
 * @param reason null where the admin who gave it was erased
 * @param until null for until that is lifted
 */
public record ShutOut(
        Person user,
        @Nullable String reason,
        Instant since,
        @Nullable Instant until) {}
