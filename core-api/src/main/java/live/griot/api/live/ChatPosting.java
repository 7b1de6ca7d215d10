package live.griot.api.live;

import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** The port through which the live socket posts a message; the same rules as the HTTP call. Thread-safe. */
public interface ChatPosting {
    /** Posts and returns the stored message's id; throws {@code Refused} with the rule that said no. */
    MessageId post(SessionId session, UserId author, String content, @Nullable MessageId replyTo);
}
