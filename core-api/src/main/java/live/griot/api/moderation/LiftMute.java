package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** Lets somebody write again. */
public record LiftMute(SessionId sessionId, UserId user, UserId by, Instant at) implements RoomCommand {}
