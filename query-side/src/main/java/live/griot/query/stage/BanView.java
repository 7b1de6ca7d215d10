package live.griot.query.stage;

import java.time.Instant;
import live.griot.api.identity.Person;
import org.jspecify.annotations.Nullable;

/** A ban as those who keep order see it; {@code until} is null for good, {@code reason} where none was given or it was erased. */
record BanView(
        Person user,
        Person by,
        @Nullable String reason,
        Instant at,
        @Nullable Instant until) {}
