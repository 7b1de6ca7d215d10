package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Reacts to a message with one emoji; repeated, it changes nothing. */
public record ReactToMessage(@TargetAggregateIdentifier MessageId messageId, UserId user, String emoji, Instant at) {}
