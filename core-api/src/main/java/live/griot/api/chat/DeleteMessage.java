package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Deletes a message, for good. {@code keepsOrder} is whether who deletes may delete what others wrote. */
public record DeleteMessage(
        @TargetAggregateIdentifier MessageId messageId, UserId by, boolean keepsOrder, Instant at) {}
