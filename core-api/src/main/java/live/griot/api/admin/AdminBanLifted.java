package live.griot.api.admin;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody is banned across sessions no longer; {@code by} is null when the ban's time was over. */
@EventName("admin.ban-lifted")
@Revision("1")
public record AdminBanLifted(UserId user, @Nullable UserId by, Instant at) {}
