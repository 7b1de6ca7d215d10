package live.griot.api.moderation;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Changes what is not null of how one may write. A slow mode of zero is none. */
public record ChangeChat(
        SessionId sessionId,
        UserId by,
        @Nullable Duration slowMode,
        @Nullable Boolean membersOnly,
        @Nullable Boolean enabled,
        @Nullable SealedWords blockedWords,
        Instant at)
        implements RoomCommand {}
