package live.griot.api.admin;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An admin banned somebody across sessions, until a time if there is one; told again where a ban takes the place of another. */
@EventName("admin.person-banned")
@Revision("1")
public record BannedByAdmin(
        UserId user, UserId by, @Nullable Instant until, Instant at) {}
