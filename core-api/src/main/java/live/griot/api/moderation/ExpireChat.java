package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.SessionId;

/** The time for which a chat is kept after the end is over. */
public record ExpireChat(SessionId sessionId, Instant at) implements RoomCommand {}
