package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Lets somebody write and react no more, for good or until a time. Whoever is muted already is so anew. */
public record MutePerson(
        SessionId sessionId,
        UserId user,
        UserId by,
        @Nullable String sealedReason,
        @Nullable Instant until,
        Instant at) implements RoomCommand {}
