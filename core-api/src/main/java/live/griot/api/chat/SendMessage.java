package live.griot.api.chat;

import java.time.Instant;
import live.griot.api.GroupedCommand;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sends a message. {@code sealedContent} is the text under its author's key, see {@code PersonalText}. */
public record SendMessage(
        @TargetAggregateIdentifier MessageId messageId,
        SessionId sessionId,
        UserId author,
        Role role,
        String sealedContent,
        @Nullable MessageId replyTo,
        Instant at)
        implements GroupedCommand {}
