package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a reaction to a message back; repeated, it changes nothing. */
public record TakeBackReaction(@TargetAggregateIdentifier MessageId messageId, UserId user, String emoji, Instant at) {}
