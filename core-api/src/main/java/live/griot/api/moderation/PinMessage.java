package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** Pins a message after those that are pinned; one that is pinned stays where it is. */
public record PinMessage(SessionId sessionId, MessageId messageId, UserId by, Instant at) implements RoomCommand {}
