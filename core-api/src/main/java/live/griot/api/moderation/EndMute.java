package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** The time of the mute that lasts until {@code until} is over; another mute of the same person stays. */
public record EndMute(SessionId sessionId, UserId user, Instant until, Instant at) implements RoomCommand {}
