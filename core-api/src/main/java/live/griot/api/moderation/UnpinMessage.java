package live.griot.api.moderation;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;

/** Takes a pin off; where there is none it changes nothing. */
public record UnpinMessage(SessionId sessionId, MessageId messageId, UserId by, Instant at) implements RoomCommand {}
