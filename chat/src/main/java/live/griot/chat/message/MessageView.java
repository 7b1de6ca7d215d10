package live.griot.chat.message;

import java.time.Instant;
import java.util.Map;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients see it: the contract's {@code message}. A deleted one has no content; {@code replyTo} is null where it
 * answers nothing. Beside the contract: whether the author's name can be taken for the name of somebody who comes before them in the room.
 */
public record MessageView(
        MessageId id,
        SessionId sessionId,
        Person author,
        Role role,
        String content,
        @Nullable MessageId replyTo,
        boolean pinned,
        boolean deleted,
        Map<String, Integer> reactions,
        Instant sentAt,
        boolean lookAlike) {}
